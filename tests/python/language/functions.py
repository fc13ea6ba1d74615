def f(a, b=2, *args, c, d=4, **kwargs): return a, b, args, c, d, kwargs
print(f(1, c=3), f(1, 5, 6, 7, c=3, e=9), f(*[1, 2, 3], **{"c": 4}), f(c=1, a=2))
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
def h(*args, **kw): return args, kw
print(h(), h(1, *[2], *(3,), x=1, **{"y": 2}), h(*"ab"))
def default(x, acc=[]): acc.append(x); return acc
print(default(1), default(2), default(3, []))
def outer():
    count = 0
    def inner():
        nonlocal count
        count += 1
        return count
    return inner
c1, c2 = outer(), outer()
print(c1(), c1(), c2(), c1())
total = 0
def add(n):
    global total
    total += n
add(3); add(4); print(total)
def fact(n): return 1 if n <= 1 else n * fact(n - 1)
def fib(n, memo={}):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fact(20), fact(30), fib(50))
compose = lambda *fs: lambda x: [x := fn(x) for fn in fs][-1]
print(compose(lambda v: v + 1, lambda v: v * 2)(3))
print((lambda: 5)(), (lambda x, y=2, *z, w=3: (x, y, z, w))(1), sorted("bac", key=lambda ch: -ord(ch)))
def deco(prefix):
    def wrap(fn):
        def inner(*args, **kw):
            print(prefix, fn.__name__, args, kw)
            return fn(*args, **kw)
        return inner
    return wrap
@deco("call")
@deco("again")
def mul(a, b=1):
    """Multiplies."""
    return a * b
print(mul(2, b=3))
def doc():
    "doc here"
print(doc.__doc__, doc.__name__, doc(), f.__name__, (lambda: 0).__name__, len.__name__, mul.__name__)
doc.attr = 5; print(doc.attr, hasattr(doc, "attr"), hasattr(doc, "nope"))
def nothing(): pass
def early(x):
    if x: return "early"
    return
print(nothing(), early(1), early(0))
def closures():
    fs = []
    for i in range(3):
        def fn(j=i): return i, j
        fs.append(fn)
    return [fn() for fn in fs]
print(closures())
if (n := len("abc")) > 2: print("walrus", n)
while (total := total - 1) > 4: print(total, end=" ")
print()
def show(fn):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
def one(a): return a
def two(a, b): return a
def three(a, b, c): return a
show(lambda: one()); show(lambda: three()); show(lambda: two(1)); show(lambda: one(1, 2)); show(lambda: one(b=1)); show(lambda: one(1, a=2)); show(lambda: f(1)); show(lambda: g(a=1, b=2, c=3)); show(lambda: g(1, 2, 3)); show(lambda: default()); show(lambda: default(1, 2, 3)); show(lambda: (lambda: 0)(1)); show(lambda: nothing(1)); show(lambda: one(*1)); show(lambda: one(**1)); show(lambda: h(**{1: 2})); show(lambda: h(x=1, **{"x": 2})); show(lambda: 5()); show(lambda: undefined_name); show(lambda: None.x); show(lambda: one.nope)
def unbound():
    print(v)
    v = 1
show(unbound)
def free():
    def inner(): return later
    inner()
    later = 1
show(free)
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print("RecursionError", e)
def annotated(x: int, y: "str" = "a") -> float:
    z: int = 3
    w: list
    return x, y, z
print(annotated(1))
print(callable(one), callable(5), callable(len), callable(int))
def gen_args(): return [*range(3)], {**{"a": 1}}, (*"ab",)
print(gen_args())
print([*map(lambda t: t[0], [(1, 2), (3, 4)])], list(map(max, [1, 5], [3, 2])), print.__name__)
x = 10
def shadow():
    x = 20
    def inner(): return x
    return inner()
print(shadow(), x)
def kwonly(*, a=1, b): return a, b
print(kwonly(b=2)); show(lambda: kwonly()); show(lambda: kwonly(1))
print((lambda *a, **k: (a, k))(1, 2, z=3))
del x
show(lambda: x)
