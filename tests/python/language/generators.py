def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(4)), sum(count(5)), [x for x in count(3)], max(count(3)), *count(2))
g = count(2); print(next(g), next(g), next(g, "end"), g.__next__ is not None)
try: next(g)
except StopIteration as e: print("stopped", e.value)
def echo():
    got = None
    while True:
        got = yield got
        if got == "stop": return "bye"
e = echo(); print(next(e), e.send(1), e.send([2]))
try: e.send("stop")
except StopIteration as s: print(s.value)
def sub(): 
    x = yield 1
    print("sub got", x)
    return "sub result"
def main():
    r = yield from sub()
    print(r)
    yield from [10, 20]
    yield from count(2)
m = main(); print(next(m), m.send("hi"), list(m))
def fin():
    try:
        yield 1
        yield 2
    finally: print("cleanup")
f = fin(); next(f); f.close(); print(list(f))
def catch():
    while True:
        try: v = yield "ready"
        except ValueError as err: print("caught", err)
c = catch(); next(c); print(c.throw(ValueError("inside")))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
out = []
for x in fib():
    if x > 50: break
    out.append(x)
print(out)
print(list(zip(fib(), range(5))), [x for x, _ in zip(fib(), range(8))])
def tree(t):
    if t:
        l, v, r = t
        yield from tree(l)
        yield v
        yield from tree(r)
print(list(tree(((None, 1, None), 2, (None, 3, None)))))
lazy = (print("evaluated", i) or i for i in range(2)); print("before"); print(next(lazy)); print(list(lazy))
src = [1, 2, 3]; ge = (x * k for x in src for k in [1, 10] if x != 2); src.append(4); print(list(ge))
def loopy():
    for i in range(3):
        if i == 1: continue
        for j in range(2): yield i, j
    else: yield "else"
print(list(loopy()))
def withy():
    class C:
        def __enter__(self): print("in"); return 5
        def __exit__(self, *a): print("out"); return True
    with C() as v:
        yield v
        raise ValueError
    yield "after"
print(list(withy()))
def tryy():
    try:
        yield 1
        1 / 0
    except ZeroDivisionError:
        yield "zd"
    else: yield "no"
    finally: yield "fin"
print(list(tryy()))
def cond(x):
    if x: yield "yes"
    else:
        yield "no"
    y = (yield "mid") or "default"
    total = 0
    total += yield total
    print(y, total)
gen = cond(1); print(next(gen), next(gen), gen.send(None), end=" ")
try: gen.send(5)
except StopIteration: pass
def empty():
    return
    yield
print(list(empty()))
def kw(*args, **kwargs):
    yield args
    yield kwargs
print(list(kw(1, a=2)))
def batches(xs, n):
    for i in range(0, len(xs), n): yield xs[i:i + n]
print(list(batches(list(range(7)), 3)), list(enumerate(batches("abcd", 2))))
print(type(count(1)).__name__, sum(x * x for x in range(4)), ",".join(str(x) for x in range(3)), sorted(x for x in [3, 1]), dict((k, v) for k, v in [("a", 1)]), tuple(i for i in range(2)), set(i for i in [1]))
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as err: print(err)
try: count(1).send(5)
except TypeError as err: print(err)
it = iter([1, 2, 3]); print(next(it), list(it), next(it, None))
it = iter(lambda: len(out), 3); print(next(it))
for a, b in zip(count(2), "xy"): print(a, b, end=";")
print()
def closure_gen():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
        yield fs[-1]()
print(list(closure_gen()))
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n): yield i
print(list(Iter(3)), sum(Iter(4)), list(zip(Iter(2), Iter(2))))
def ret_val():
    yield
    return 5
def outer2():
    v = yield from ret_val()
    yield v
print(list(outer2()))
def lst(): return [(yield_ := i) for i in range(2)]
print(lst())
