x = "global"
class C:
    x = "class"
    y = [x for _ in range(2)]
    z = x
    def m(self): return x
    w = (lambda: x)()
    v = [i for i in [x]]
print(C.y, C.z, C().m(), C.w, C.v)
def f():
    x = "f"
    class D:
        a = x
        x = "D"
        b = x
        def g(self): return x
    return D.a if False else D.b, D().g()
try: print(f())
except NameError as e: print(type(e).__name__, e)
def outer():
    x = 1
    def mid():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner
    i = mid()
    return i(), i(), x
print(outer())
def g():
    global newglobal
    newglobal = 5
    def h():
        global newglobal
        newglobal += 1
    h()
g(); print(newglobal)
fs = [lambda n=n: n for n in range(3)]; print([q() for q in fs])
def mk(): return [lambda: i for i in range(3)], [(lambda j: lambda: j)(i) for i in range(3)]
a, b = mk(); print([q() for q in a], [q() for q in b])
def two():
    r = []
    for _ in range(2): r.append([lambda: k for k in range(2)])
    return r
t = two(); print([[q() for q in row] for row in t], t[0][0] is t[1][0])
def param(n):
    def get(): return n
    n += 1
    return get
print(param(1)())
def cond(flag):
    if flag: v = 1
    return v
print(cond(True))
try: cond(False)
except UnboundLocalError as e: print(e)
def dele():
    v = 1
    del v
    try: return v
    except NameError as e: return str(e)
print(dele())
def exc():
    e = "before"
    try: 1 / 0
    except ZeroDivisionError as e: pass
    try: return e
    except NameError as n: return str(n)
print(exc())
def order(tag): print(tag, end=" "); return tag
def fn(*a, **k): return a, k
print(fn(order(1), *[order(2)], order(3), k=order(4), **{"z": order(5)}))
{order("k1"): order("v1"), order("k2"): order("v2")}; print()
l = [0, 0]
l[order(0)] = order(9); print(l)
def idx(): print("idx", end=" "); return 0
l[idx()] += order(1); print(l)
i = 0
i, l[i] = 1, 7; print(i, l)
p = q = []; p += [1]; print(q)
s = "abc"; s += "d"; print(s)
tup = ([1],)
try: tup[0] += [2]
except TypeError as e: print(e, tup)
print([(m, n) for m in range(3) if m for n in range(m)], [[c for c in r] for r in ["ab", "c"]])
print([y := 1, y ** 2], y, [last := v for v in range(3)], last)
def walrus():
    if any((hit := n) > 2 for n in [1, 3, 5]): return hit
print(walrus())
gen = (n * x2 for n in range(2) for x2 in [10, 20]); x2 = 5; print(list(gen), x2)
def kwdefault(a, *, b=x): return b
x = "changed"; print(kwdefault(1))
class Counter:
    total = 0
    def __init__(self): type(self).total += 1; self.__class__.total += 0
Counter(); Counter(); print(Counter.total)
class Acc:
    items = []
    def add(self, v): self.items.append(v); return self
print(Acc().add(1).add(2).items, Acc.items)
class P:
    def __init__(self): self._v = 1
    @property
    def v(self): return self._v
    @v.setter
    def v(self, n): self._v = n
p = P(); p.v += 5; print(p.v)
class S(P):
    @property
    def v(self): return super().v * 100
print(S().v)
class K:
    def __init__(self, **kw): self.__dict__.update(kw)
    def __eq__(self, o): return self.__dict__ == o.__dict__
k = K(a=1, b=2); print(k.a, k.b, k == K(a=1, b=2), sorted(vars(k)), k.__dict__); k.__dict__["c"] = 3; print(k.c); del k.__dict__["a"]; print(hasattr(k, "a"))
print((lambda *, a, **k: (a, k))(a=1, b=2), (lambda a, b=1, *c: (a, b, c))(1, 2, 3))
def rec(n): return [n] + rec(n - 1) if n else []
print(rec(5))
def trys():
    for i in range(3):
        try:
            if i == 0: continue
            if i == 1: raise ValueError(i)
            return "ret"
        except ValueError as e: print("E", e)
        else: print("never")
        finally: print("F", i)
print(trys())
def nest():
    try:
        try: raise KeyError("a")
        except KeyError as e:
            try: raise ValueError("b")
            except ValueError: pass
            raise
    except KeyError as e: return repr(e), e.__context__
print(nest())
print(isinstance(True, int), isinstance(1, (float, int)), isinstance([], list | tuple), issubclass(bool, int), type(type), type(object()), isinstance(int, type))
import math as m; print(m.pi > 3, m.__name__)
if __name__ == "__main__": print("main")
print("%s %s" % ("a", "b"), "%r" % "x", "a" "b", 'x' * 2 + "y")
print(*(n for n in range(3)), *[[1], [2]][0], sep=",")
print(max({"a": 3, "b": 5}.items(), key=lambda kv: kv[1]), min("hello", key=ord), sorted({"b": 1, "a": 2}), sum(len(w) for w in ["a", "bb"]))
print([1, 2, 3, 4, 5][1:-1], [1, 2, 3][::-1][0], "abc"[::-1], (1, 2, 3)[-2:], list(range(10))[::3], [*range(5)][-1:0:-2])
matrix = [[1, 2, 3], [4, 5, 6]]; print([list(r) for r in zip(*matrix)], [sum(r) for r in matrix], [[r[c] for r in matrix] for c in range(3)])
d = {}; d.setdefault("k", []).append(1); d["n"] = d.get("n", 0) + 1; print(d)
print({**d, "z": 0}, dict(d, y=1), {k: v for k, v in sorted(d.items(), key=lambda kv: str(kv[1]), reverse=True)})
print(1 if [] else 2, [] or "empty", "x" and "y", not [], None is None, ... is Ellipsis, NotImplemented)
print(int("10", 2), float("1e-3"), str(1e-3), bool("False"), list("ab"), tuple([1]), set([1]), dict(a=1), complex if False else "nc")
print(round(3.14159, 2), round(10), round(-1.5), abs(-1.5), pow(2, 3), divmod(7, 2), hash("a") == hash("a"), id(x) == id(x))
print("{:>8}|{:<8}|{:^8}|{:08.3f}|{:+}|{:,}|{:.1%}|{:e}".format("r", "l", "c", 3.14159, 5, 1234567, 0.5, 12345.678))
print(", ".join(f"{k}={v:.2f}" for k, v in {"a": 1.0, "b": 2.5}.items()))
print(f"{'Epoch':<10}{'Loss':>10}", f"{1:<10}{0.5:>10.4f}", sep="\n")
