class A:
    """Doc of A."""
    shared = []
    count = 0
    def __init__(self, x=1):
        self.x = x
        A.count += 1
    def get(self): return self.x
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, v): self.x = v / 2
    @staticmethod
    def stat(a): return a + 1
    @classmethod
    def make(cls, x): return cls(x)
    def __repr__(self): return f"{type(self).__name__}({self.x})"
class B(A):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
    def get(self): return super().get() + self.y
    def __str__(self): return "B!"
a, b = A(), B(2, 3)
print(a, b, repr(b), [a, b], a.get(), b.get(), A.get(a), a.double, A.count, B.count)
a.double = 10; print(a.x, a.stat(1), A.stat(2), A.make(7), B.stat(3), a.__doc__, A.__name__, type(a).__name__, a.__class__, isinstance(b, A), isinstance(a, B), issubclass(B, A), isinstance(1, (str, int)), type(a) is A, type(b) == B)
try: a.double = 1; del a.double
except AttributeError as e: print(e)
a.new = 5; print(a.__dict__, vars(b), hasattr(a, "new"), getattr(a, "zz", None), setattr(a, "q", 1), a.q); del a.new; print(hasattr(a, "new"))
a.shared.append(1); print(B.shared, a.shared is b.shared); b.count = 100; print(A.count, b.count)
class V:
    def __init__(self, *c): self.c = c
    def __add__(self, o): return V(*[p + q for p, q in zip(self.c, o.c)]) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return V(*[o + p for p in self.c])
    def __sub__(self, o): return V(*[p - q for p, q in zip(self.c, o.c)])
    def __mul__(self, k): return V(*[p * k for p in self.c])
    __rmul__ = __mul__
    def __matmul__(self, o): return sum(p * q for p, q in zip(self.c, o.c))
    def __truediv__(self, k): return V(*[p / k for p in self.c])
    def __neg__(self): return V(*[-p for p in self.c])
    def __abs__(self): return sum(p * p for p in self.c) ** 0.5
    def __eq__(self, o): return isinstance(o, V) and self.c == o.c
    def __lt__(self, o): return abs(self) < abs(o)
    def __hash__(self): return hash(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __iter__(self): return iter(self.c)
    def __contains__(self, v): return v in self.c
    def __bool__(self): return any(self.c)
    def __call__(self, k): return self * k
    def __repr__(self): return f"V{self.c}"
    def __iadd__(self, o): self.c = (self + o).c; return self
    def __pow__(self, n): return V(*[p ** n for p in self.c])
    def __round__(self, n=0): return V(*[round(p, n) for p in self.c])
v, w = V(1, 2), V(3, 4)
print(v + w, v - w, v * 2, 2 * v, 10 + v, v @ w, w / 2, -v, abs(w), v == V(1, 2), v != w, v < w, v > w, len(v), v[0], list(v), 2 in v, 9 in v, bool(V(0, 0)), v(3), sorted([w, v]), {v: 1}[V(1, 2)], v ** 2, round(V(1.26), 1), max(v, w), [*v])
u = v; u += w; print(v, u is v)
try: v + 1
except TypeError as e: print(e)
try: v >= w
except TypeError as e: print(e)
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), [x for x in Count(2)], max(Count(3)), dict(zip("abc", Count(3))), next(Count(1)), 1 in Count(3))
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Old()), [*Old()], 20 in Old())
class Store:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): self.d[k] = v
    def __getitem__(self, k): return self.d[k]
    def __delitem__(self, k): del self.d[k]
    def __len__(self): return len(self.d)
    def __getattr__(self, name): return f"no {name}"
s = Store(); s["a"] = 1; s[1, 2] = 3; s["z"] = 4; print(s["a"], s[1, 2], len(s), s.anything, bool(s), bool(Store())); del s["a"]; print(len(s), s.d)
class Base:
    def hi(self): return "Base"
class L(Base):
    def hi(self): return "L" + super().hi()
class R(Base):
    def hi(self): return "R" + super().hi()
class D(L, R):
    def hi(self): return "D" + super().hi()
print(D().hi(), [k.__name__ for k in D.__mro__], D.__bases__ == (L, R))
class Ctx:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self
    def __exit__(self, t, v, tb): print("exit", self.name, t.__name__ if t else None, v); return self.swallow
with Ctx("a") as c, Ctx("b"): print("in", c.name)
with Ctx("s", True): raise ValueError("swallowed")
try:
    with Ctx("p"): raise KeyError("k")
except KeyError as e: print("got", e)
def ret():
    with Ctx("r"): return "returned"
print(ret())
for i in range(3):
    with Ctx(i):
        if i == 1: break
class Slots:
    __slots__ = ("a",)
    x: int = 3
    y: str
print(Slots.x, Slots().x)
class Meta:
    def __init_subclass__(cls, **kw): super().__init_subclass__(); cls.tag = kw
class Sub(Meta, flag=1): pass
print(Sub.tag)
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v): self.v = v
print(Single(1) is Single(2), Single(3).v)
class Priv:
    def __init__(self): self.__secret = 1; self._p = 2
    def get(self): return self.__secret
print(Priv().get(), Priv()._Priv__secret, hasattr(Priv(), "__secret"))
class Temp:
    def __init__(self): self._c = 0
    temp = property(lambda self: self._c, lambda self, v: setattr(self, "_c", v))
t = Temp(); t.temp = 5; print(t.temp)
class Cmp:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(Cmp(1) == Cmp(1), Cmp(1) != Cmp(2), sorted([Cmp(2), Cmp(1)])[0].v, min(Cmp(3), Cmp(2)).v)
try: hash(Cmp(1))
except TypeError as e: print(e)
class MyList(list):
    def first(self): return self[0]
    def __len__(self): return 99
ml = MyList([1, 2]); ml.append(3); ml.extra = 1; print(ml, ml.first(), len(ml), ml[1:], isinstance(ml, list), ml == [1, 2, 3], [x for x in ml])
class MyDict(dict):
    def __missing__(self, k): return k * 2
md = MyDict(a=1); print(md["a"], md["z"], md, len(md), "z" in md)
class E(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try: raise E(5, "boom")
except E as e: print(e.code, e, repr(e), e.args)
def show(fn):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
show(lambda: A(1, 2, 3)); show(lambda: a.nope); show(lambda: A.nope); show(lambda: a()); show(lambda: len(a)); show(lambda: a[0]); show(lambda: a + 1); show(lambda: a < a); show(lambda: -a); show(lambda: [] + a); show(lambda: iter(a)); show(lambda: B(1)); show(lambda: object().x); show(lambda: 1 in a); show(lambda: A.get()); show(lambda: setattr(5, "x", 1)); show(lambda: type("T", (A,), {"k": 1})().k); show(lambda: super(B, b).get())
def noctx():
    with 5: pass
show(noctx)
class Empty: pass
show(lambda: Empty(1)); e1 = Empty(); print(e1 == e1, e1 == Empty(), e1 != e1)
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls): return f"get {self.name}" if obj else self
    def __set__(self, obj, v): obj.__dict__; print("set", self.name, v)
class HasDesc: field = Desc()
hd = HasDesc(); print(hd.field); hd.field = 3
print(Base.hi(None), Base().hi.__name__, a.get.__self__ is a)
class Outer:
    class Inner:
        def v(self): return "inner"
    k = [i for i in range(3)]
    n = len(k)
print(Outer.Inner().v(), Outer.k, Outer.n, Outer.Inner)
class NoInit:
    def __len__(self): return 0
print(bool(NoInit()), not NoInit())
class Str:
    def __str__(self): return "str"
print(str(Str()), f"{Str()}", "%s" % Str(), [Str()].__len__())
class Fn:
    def __init__(self, fn): self.fn = fn
    def __call__(self, *a): return self.fn(*a) * 2
@Fn
def decorated(x): return x + 1
print(decorated(3))
