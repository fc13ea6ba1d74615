for i in range(5):
    if i == 3: break
    print(i, end=" ")
else: print("no break")
for i in range(2): pass
else: print("else", i)
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print(n)
else: print("done")
while True:
    n += 1
    if n > 5: break
print(n)
def f(x):
    if x < 0: return "neg"
    elif x == 0: return "zero"
    elif x < 10:
        return "small"
    else:
        return "big"
print(f(-1), f(0), f(5), f(50))
print("a" if n > 3 else "b", 1 if 0 else 2 if 0 else 3)
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for x in [1, 2, 3][::-1]: print(x, end=",")
print()
for a, *b in [(1, 2, 3), (4,)]: print(a, b)
class O: pass
o = O(); o.l = [0]
for o.x in range(3): pass
for o.l[0] in range(4): pass
print(o.x, o.l)
def tries(kind):
    try:
        print("try", end=" ")
        if kind == 1: raise ValueError("v")
        if kind == 2: raise KeyError("k")
        if kind == 3: return "returned"
    except ValueError as e:
        print("except", e, end=" ")
        return "handled"
    else:
        print("else", end=" ")
    finally:
        print("finally", end=" ")
    return "end"
print(tries(0)); print(tries(1)); print(tries(3))
try: print(tries(2))
except KeyError as e: print("outer", e, repr(e), str(e), e.args)
def fin():
    try: return 1
    finally: return 2
print(fin())
def loopfin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    return "out"
print(loopfin())
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("second")
except ValueError as e: print(e, type(e.__context__).__name__, e.__cause__)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("chained") from z
except ValueError as e: print(e, repr(e.__cause__))
try:
    try: raise KeyError("a")
    except (ValueError, KeyError) as e: print("tuple", e); raise
except LookupError as e: print("reraised", type(e).__name__)
try: assert 1 == 2, "message"
except AssertionError as e: print("assert", e)
try: assert False
except AssertionError as e: print("assert", repr(e), str(e) == "")
assert True
try: raise ValueError
except ValueError as e: print(repr(e), e.args)
try: raise ValueError("a", 1)
except ValueError as e: print(e, e.args)
try: raise Exception(1)
except Exception as e: print(repr(e), str(e))
try: raise 5
except TypeError as e: print(e)
try:
    try: raise ValueError("x")
    except 5: pass
except TypeError as e: print(e)
try: e
except NameError as err: print(err)
try: raise
except RuntimeError as e: print(e)
class MyError(ValueError): pass
try: raise MyError("mine")
except ValueError as e: print(type(e).__name__, e, isinstance(e, ValueError), issubclass(MyError, Exception))
def nested():
    try:
        try: raise TypeError("inner")
        finally: print("cleanup")
    except TypeError as e: return str(e)
print(nested())
try: int("x")
except Exception as e: print(e.__class__.__name__, e)
else: print("never")
x = None
print(x is None, x is not None, x == None, 1 is not None, [] is [], True is True)
print([] == False, 0 == "", None == 0, "1" == 1, (1,) == [1])
if x: pass
elif not x: print("not x")
try: [][0]
except: print("bare")
a = b = c = 5; print(a, b, c); a, b = b, a + 1; print(a, b)
del a
try: a
except NameError as e: print(e)
pass; print("semi"); print("colons")
if True: print("inline"); print("two")
i = 0
while i < 10: i += 3
print(i)
print(*[1, 2, 3], sep="-", end="!\n"); print("a", "b", sep=""); print(); print("", end=""); print(1, None, True, 2.0, [1], sep=" | ")
import math, random as rnd
from math import sqrt, pi as PI
print(math.floor(2.5), sqrt(16), round(PI, 4), math.inf, -math.inf, math.isnan(math.nan))
try: import nonexistent_module_xyz
except ImportError as e: print(type(e).__name__)
try: from math import nothing
except ImportError as e: print(type(e).__name__)
lst = []
for i in range(3):
    for j in range(3):
        if j > i: break
        if (i + j) % 2: continue
        lst.append((i, j))
print(lst)
print([y for x in [[1, 2], [3]] for y in x if y != 2], {k: v for k, v in [("a", 1)]}, {c for c in "aab"} == {"a", "b"})
print(all(x > 0 for x in [1, 2]), any(x > 1 for x in [1, 2]), [i for i in range(20) if i % 2 if i % 3])
print(0 < n < 100, n not in [1], not n, not not n, (n > 1) + (n > 2))
