import math
print(math.sqrt(2), math.sin(1), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.pow(2, 3), math.e, math.pi, math.tau)
print(math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3), math.factorial(10), math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.atan2(1, -1), math.degrees(math.pi), math.radians(180), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.isclose(0.1 + 0.2, 0.3), math.dist([0, 0], [3, 4]))
print(math.isinf(math.inf), math.isfinite(1), math.tanh(0.5), math.asin(1), math.cosh(1), math.expm1(1e-5), math.log1p(1e-5), math.gamma(5))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.acos(2), lambda: math.sqrt("a")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import random
random.seed(0)
print(random.random(), random.uniform(1, 2), random.randint(1, 100), random.choice("abc"), random.randrange(10), random.randrange(0, 100, 5), random.sample(range(10), 3), random.sample(list(range(100)), 5), random.gauss(0, 1), random.gauss(0, 1), random.choices([1, 2, 3], k=4), random.choices("ab", weights=[1, 9], k=5), random.getrandbits(40), random.normalvariate(0, 1), random.expovariate(2))
l = list(range(10)); random.shuffle(l); print(l)
random.seed(123456789012345678901234567890); print(random.random()); random.seed(-5); print(random.random()); random.seed(42); print([random.randint(0, 9) for _ in range(10)])
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple
d = defaultdict(list); d["a"].append(1); d["b"]; print(d, dict(d), d.get("z"), len(d))
dd = defaultdict(lambda: defaultdict(int)); dd["x"]["y"] += 1; print(dd["x"]["y"])
c = Counter("abracadabra"); print(c, c["a"], c["z"], c.most_common(2), c.total(), sorted(c.elements())[:3]); c.update("aaa"); print(c["a"]); print(Counter(a=1) + Counter(a=2, b=1), Counter(a=3) - Counter(a=1))
o = OrderedDict([("b", 1), ("a", 2)]); o["c"] = 3; o.move_to_end("b"); print(o, list(o), o == {"a": 2, "c": 3, "b": 1}); o.popitem(); print(o)
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.popleft(), q.pop(), list(q), len(q)); q.rotate(1); print(deque(range(3)), list(deque([1, 2, 3]))[1])
P = namedtuple("P", "x y"); p = P(1, y=2); print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=5), P._fields, len(p), [*p], isinstance(p, tuple)); a, b = p; print(a, b)
P3 = namedtuple("P3", ["x", "y", "z"], defaults=[0]); print(P3(1, 2))
try: p.x = 3
except AttributeError as e: print("AttributeError")
try: P(1)
except TypeError as e: print(e)
from functools import reduce, partial, wraps, lru_cache, cache, cmp_to_key
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 5), partial(pow, 2)(3), partial(int, base=2)("101"), partial(lambda *a, **k: (a, k), 1, z=2)(3, w=4))
def deco(f):
    @wraps(f)
    def inner(*a):
        "inner doc"
        return f(*a) + 1
    return inner
@deco
def orig(x):
    "orig doc"
    return x
print(orig(1), orig.__name__, orig.__doc__)
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@cache
def sq(n): print("computed"); return n * n
print(fib(80), sq(3), sq(3), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
try: reduce(lambda a, b: a, [])
except TypeError as e: print(e)
import itertools
from itertools import chain, product, permutations, combinations, count, cycle, repeat, islice, accumulate, zip_longest, takewhile, dropwhile, groupby, starmap, combinations_with_replacement, pairwise
print(list(chain([1], "ab")), list(product([1, 2], "ab")), list(product([0, 1], repeat=2)), list(permutations([1, 2, 3], 2)), list(combinations("abc", 2)), list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(1, 3)), list(islice(range(10), 2, 8, 3)), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(zip_longest([1, 2], "a", fillvalue="-")), list(takewhile(lambda x: x < 3, range(5))), list(dropwhile(lambda x: x < 3, range(5))), [(k, list(g)) for k, g in groupby("aabc")], list(starmap(pow, [(2, 3), (3, 2)])), list(combinations_with_replacement("ab", 2)), list(pairwise([1, 2, 3])), list(permutations("ab")), list(chain.from_iterable([[1], [2]])))
import operator
print(operator.add(1, 2), operator.itemgetter(1)([5, 6]), sorted([(2, "a"), (1, "b")], key=operator.itemgetter(0)), operator.itemgetter(0, 1)("xyz"), operator.mul(3, 4), operator.attrgetter("real")(5), operator.lt(1, 2))
import copy
a = [1, [2]]; b = copy.copy(a); c = copy.deepcopy(a); a[1].append(3); print(b, c)
class T:
    def __init__(self): self.l = [1]
t = T(); u = copy.deepcopy(t); t.l.append(2); print(u.l, t.l, copy.copy(t).l is t.l, copy.deepcopy({"a": (1, [2])}))
from typing import List, Dict, Optional, Tuple, Union, Any, Callable
def typed(x: List[int], y: Optional[Dict[str, Any]] = None) -> Tuple[int, ...]: return x
print(typed([1]))
import time, sys, warnings
print(time.time() > 0, time.perf_counter() >= 0); sys.stdout.write("out\n"); print("to stderr" if False else "ok", file=sys.stdout)
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Sq(Shape):
    def area(self): return 4
print(Sq().area(), isinstance(Sq(), Shape))
try: Shape()
except TypeError as e: print(e)
from dataclasses import dataclass, field
@dataclass
class Point:
    x: int
    y: float = 2.0
    tags: list = field(default_factory=list)
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
pt = Point(3, 4); print(pt, pt.norm(), pt == Point(3, 4), pt == Point(3, 5), Point(1).tags, Point(x=1, y=2))
try: Point()
except TypeError as e: print(e)
r = random.Random(7); q = random.Random(7); print(r.random() == q.random(), r.randint(1, 6), r.choice("abc")); l = [1, 2, 3, 4]; random.Random(3).shuffle(l); print(l)
