# Errors as one meets them, caught; and one at the end that is not.
import torch


def attempt(label, fn):
    try:
        print(label, fn())
    except (TypeError, ValueError, IndexError, RuntimeError) as e:
        print(f"{label}: {type(e).__name__}: {e}")
    else:
        print(label, "ok")
    finally:
        done.append(label)


done = []
x = torch.ones(2, 3, requires_grad=True)
attempt("matmul", lambda: x @ x)
attempt("index", lambda: x[5])
attempt("item", lambda: x.item())
attempt("backward", lambda: x.backward())
attempt("leafless", lambda: torch.ones(1).sum().backward())
attempt("reshape", lambda: x.reshape(4, 2))
attempt("view", lambda: x.t().view(6))
attempt("cat", lambda: torch.cat([x, torch.ones(2)]))
attempt("dim", lambda: x.sum(dim=2))
attempt("bool", lambda: bool(x > 0))
attempt("float", lambda: float(torch.ones(1)))
attempt("ragged", lambda: torch.tensor([[1, 2], [3]]))
attempt("string", lambda: torch.tensor(1) + "a")
attempt("int", lambda: int("x"))
attempt("keyword", lambda: (lambda a: a)(b=1))
attempt("zip", lambda: dict(zip("ab", x.sum(1).tolist())))


class ShapeError(ValueError):
    def __init__(self, expected, got):
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected


def check(t, shape):
    if t.shape != torch.Size(shape):
        raise ShapeError(shape, tuple(t.shape))
    return t


try:
    check(x, (3, 2))
except ShapeError as e:
    print(e, e.expected, isinstance(e, ValueError), e.args)

try:
    try:
        {}["missing"]
    except KeyError as inner:
        raise RuntimeError("outer") from inner
except RuntimeError as e:
    print(repr(e), repr(e.__cause__))

try:
    assert x.sum() == 7, f"sum is {x.sum().item()}"
except AssertionError as e:
    print("AssertionError:", e)


def cleanup():
    try:
        return "from try"
    finally:
        print("finally runs")


print(cleanup())
print(len(done), done[:3])
for i in range(3):
    try:
        if i == 1:
            continue
        print("i", i)
    finally:
        print("end", i)
check(x, (6,))
# raises ShapeError: expected (6,), got (2, 3)
