a = [3, 1, 2]
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.insert(100, 9); a.insert(-1, 7)
print(a, len(a), a.pop(), a.pop(0), a, a.index(2), a.count(1), 3 in a, 99 in a)
a.remove(5); a.sort(); print(a); a.sort(reverse=True); print(a); a.reverse(); print(a)
print(a + [1], a * 2, [0] * 3, a[1:3], a[::-1], a[-2:], a[::2], a == a[:], a is a[:])
a[0] = 10; a[1:3] = [20, 30, 40]; print(a); a[::2] = [0] * len(a[::2]); print(a); del a[0]; del a[1:3]; print(a)
b = a.copy(); b.clear(); print(a, b, [] == b, bool(b), bool(a))
a += (7, 8); a *= 2; print(a)
m = [[0] * 3 for _ in range(2)]; m[0][1] = 5; print(m)
s = [[0] * 2] * 2; s[0][0] = 1; print(s)
print(sorted([3, 1, 2]), sorted(["b", "A", "c"]), sorted(["bb", "a", "ccc"], key=len), sorted([1, 2, 3], reverse=True), sorted([(1, "b"), (1, "a"), (0, "c")]), sorted([3, 1, 2], key=lambda v: -v))
print(list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), range(5), range(1, 10, 2), len(range(0, 10, 3)), range(10)[2], range(10)[-1], range(10)[2:5], 3 in range(5), range(3) == range(0, 3))
print(list(zip([1, 2, 3], "ab")), list(enumerate("ab", 1)), list(map(lambda p, q: p + q, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))
print(any([0, 1]), all([1, 1]), any([]), all([]), sum(x for x in range(4)), max("a", "b"), max([1, 5, 3], key=lambda v: -v), min([], default=0), max([(1, 2), (1, 3)]))
t = (1, 2, 3)
print(t, t[0], t[-1], t[1:], t + (4,), t * 2, (), (1,), len(t), 2 in t, t.count(2), t.index(3), t == (1, 2, 3), t < (1, 3), tuple([1, 2]), hash(t) == hash((1, 2, 3)))
x, y = 1, 2; x, y = y, x; (p, q), r = (1, 2), 3; first, *rest = [1, 2, 3]; *init, last = "abc"; h, *mid, z = range(5)
print(x, y, p, q, r, first, rest, init, last, h, mid, z)
[u, v] = 5, 6; c = d = []; c.append(1); print(u, v, c, d)
d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" in d, list(d), list(d.keys()), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", None), d, d.setdefault("q", []), d.setdefault("b", 9), d, d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("k", "v")]); print(d, d | {"b": 0}, {**d, "n": 1}); del d["x"]; print(d)
d |= {"z": 26}; print(d.keys(), d.values(), d.items(), d.copy() == d, {"a": 1, "b": 2} == {"b": 2, "a": 1})
print(dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict.fromkeys("ab", 0), {i: i * i for i in range(3)}, {(1, 2): "t", 1.5: "f", None: "n", True: "b"})
for k in d: print(k, end=" ")
for k, val in d.items(): print(k, val, end=";")
print()
nested = {"a": {"b": [1, {"c": 2}]}}; print(nested["a"]["b"][1]["c"], nested)
e = {1, 2, 3}; e.add(2); e.add(4); e.discard(9); e.remove(1)
print(e, len(e), 2 in e, {1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, set(), {1} < {1, 2}, {1, 2} == {2, 1}, frozenset([1, 2]), sorted({3, 1, 2}), set("a"), {x % 3 for x in range(10)})
print({1, 2}.union([3]), {1, 2}.intersection([2]), {1, 2}.difference([2]), {1}.issubset({1, 2}), {1, 2}.issuperset([1]), {1}.isdisjoint({2}), frozenset([1]) in {frozenset([1])})
print([i for i in range(10) if i % 2], [i + j for i in range(2) for j in range(2)], [[j for j in range(i)] for i in range(3)], [x if x else "z" for x in (0, 1)], [(a, b) for a, b in zip("ab", "cd")])
i = 100; [i for i in range(3)]; print(i)
fs = [lambda: k for k in range(3)]; print([f() for f in fs]); fs = [lambda k=k: k for k in range(3)]; print([f() for f in fs])
g = (n * n for n in range(4)); print(next(g), next(g), list(g), next(g, "done"), sum(n for n in [1, 2, 3] if n > 1))
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, **{"b": 2}}, [*[], *()])
l = [1, 2]; l.append(l); print(l); dd = {}; dd["self"] = dd; print(dd)
print([1, [2, [3]]] == [1, [2, [3]]], [1, 2] < [1, 3], [2] > [1, 9], [] < [0], (1, "a") == (1, "a"), [1] != [1], [1] == (1,))
print(list("abc"), list({"a": 1}), tuple(range(3)), set([1, 1]), list(zip()), dict(), list(map(str, [1, 2])), [None, True, 1.0, "s"], [[]], [()], {"k": [1, (2,)]})
print(slice(1, 2), slice(None, 5, 2).indices(10), [1, 2, 3, 4][slice(1, 3)])
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: [1][5]); show(lambda: (1,)[5]); show(lambda: {}["k"]); show(lambda: {}[1]); show(lambda: [1]["a"]); show(lambda: [].pop()); show(lambda: [1].pop(5)); show(lambda: [1].remove(2)); show(lambda: [1].index(2)); show(lambda: {1}.remove(2)); show(lambda: {}.popitem()); show(lambda: {}.pop("a"))
show(lambda: [1] + (2,)); show(lambda: (1,) + [2]); show(lambda: [1] + 1); show(lambda: 1 + [1]); show(lambda: [1] * "a"); show(lambda: {} + {}); show(lambda: {[]: 1}); show(lambda: {[1]}); show(lambda: hash([])); show(lambda: {{}: 1})
show(lambda: [1] < ["a"]); show(lambda: sorted([1, "a"])); show(lambda: max([])); show(lambda: sum(["a"])); show(lambda: sum("ab")); show(lambda: len(5)); show(lambda: iter(5)); show(lambda: list(5)); show(lambda: 5[0]); show(lambda: None[0]); show(lambda: 5 in 5); show(lambda: dict([1])); show(lambda: dict([(1, 2, 3)])); show(lambda: (1, 2).append(3)); show(lambda: [].foo); show(lambda: next(iter([]))); show(lambda: reversed(5)); show(lambda: [1, 2, 3][::0]); show(lambda: range(1, 2, 0)); show(lambda: [1][None:"a"]); show(lambda: range(3)[7]); show(lambda: list(zip([1], [1, 2], strict=True)))
def unpack(): a, b = 1, 2, 3
def few(): a, b, c = 1, 2
def star(): a, b, *c = [1]
def non(): a, b = 5
def tup(): (1, 2)[0] = 5
def st(): "abc"[0] = "x"
def idx(): [1][5] = 0
def ext(): [1, 2, 3][::2] = [1]
def key():
    del {}["a"]
def grow():
    d = {1: 1}
    for k in d: d[k + 1] = 1
for f in (unpack, few, star, non, tup, st, idx, ext, key, grow): show(f)
