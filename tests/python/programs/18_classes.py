# Python around the tensors: inheritance, properties, dunder methods, closures, decorators, iterators.
import torch
from functools import partial, reduce


class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        raise NotImplementedError

    def __str__(self):
        return f"{self.name} of area {self.area():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()

    @classmethod
    def unit(cls):
        return cls(1.0)

    @staticmethod
    def describe():
        return "a shape"


class Circle(Shape):
    def __init__(self, r):
        super().__init__("circle")
        self.r = torch.as_tensor(r)

    def area(self):
        return (torch.pi * self.r ** 2).item()


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self._side = side

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        if value < 0:
            raise ValueError("negative side")
        self._side = value

    def area(self):
        return self._side ** 2


shapes = [Circle(1.0), Square(1.5), Square.unit()]
print(*sorted(shapes), sep="; ")
print(Shape.count, isinstance(shapes[0], Shape), issubclass(Square, Circle), Shape.describe())
shapes[1].side = 3
print(shapes[1].side, shapes[1])
try:
    shapes[1].side = -1
except ValueError as e:
    print(type(e).__name__, e)
try:
    Shape("none").area()
except NotImplementedError as e:
    print(repr(e))


class Vec:
    def __init__(self, *xs):
        self.t = torch.tensor(xs)

    def __add__(self, other):
        return Vec(*(self.t + other.t).tolist())

    def __mul__(self, k):
        return Vec(*(self.t * k).tolist())

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self.t.dot(other.t).item()

    def __getitem__(self, i):
        return self.t[i].item()

    def __len__(self):
        return len(self.t)

    def __eq__(self, other):
        return isinstance(other, Vec) and torch.equal(self.t, other.t)

    def __repr__(self):
        return f"Vec({', '.join(map(str, self.t.tolist()))})"


v = Vec(1.0, 2.0)
print(v + 2 * v, v @ v, v == Vec(1.0, 2.0), list(v), len(v), v != 3)


def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc


inc = counter()
print(inc(), inc(5), inc(by=2))


def logged(fn):
    def wrapper(*args, **kwargs):
        result = fn(*args, **kwargs)
        print(f"{fn.__name__}{args}{kwargs or ''} -> {result}")
        return result

    return wrapper


@logged
def power(base, exponent=2):
    return base ** exponent


power(3)
power(2, exponent=5)
print(partial(power, exponent=3)(2), reduce(lambda a, b: a * b, range(1, 6)))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        while self.n:
            yield self.n
            self.n -= 1

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, exc_type, exc, tb):
        print("exit", exc_type.__name__ if exc_type else None)
        return True


with Countdown(3) as c:
    print([*c])
    raise KeyError("swallowed")
first, *rest = "abcd"
print(first, rest, rest[::-1], "".join(rest).upper(), {**{"a": 1}, "b": 2})
