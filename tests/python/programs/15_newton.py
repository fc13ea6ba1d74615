# Newton's method, bisection and a line search with second derivatives from autograd.
import torch

torch.set_default_dtype(torch.float64)


def newton(f, x0, tol=1e-10, max_iter=20):
    x = torch.tensor(float(x0), requires_grad=True)
    history = []
    for i in range(max_iter):
        y = f(x)
        (dy,) = torch.autograd.grad(y, x)
        history.append(x.item())
        if abs(y.item()) < tol:
            break
        with torch.no_grad():
            x -= y / dy
    return x.detach(), history


root, history = newton(lambda x: x ** 3 - 2 * x - 5, 2)
print(f"{root.item():.12f} after {len(history)} iterations")
print(*("%.8f" % h for h in history), sep="\n")


def minimise(f, start):
    x = torch.tensor(start, requires_grad=True)
    for it in range(50):
        y = f(x)
        (g,) = torch.autograd.grad(y, x, create_graph=True)
        H = torch.stack([torch.autograd.grad(gi, x, retain_graph=True)[0] for gi in g])
        step = torch.linalg.solve(H, g.detach())
        t = 1.0
        while f(x.detach() - t * step) > y and t > 1e-4:
            t /= 2
        x = (x.detach() - t * step).requires_grad_(True)
        if g.norm() < 1e-8:
            return x.detach(), it
    return x.detach(), None


rosenbrock = lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2
x, iterations = minimise(rosenbrock, [-1.2, 1.0])
print([round(v, 6) for v in x.tolist()], iterations < 50)

assert torch.allclose(x, torch.ones(2)), "did not converge"
lo, hi = 0.0, 2.0
while hi - lo > 1e-6:
    mid = (lo + hi) / 2
    lo, hi = (mid, hi) if mid * mid < 2 else (lo, mid)
print(f"{lo:.4f}", torch.get_default_dtype(), torch.tensor(1.0).dtype)
sqrt2, _ = newton(lambda x: x * x - 2, 1)
print(sqrt2, torch.sqrt(torch.tensor(2.0)) - sqrt2 < 1e-12)
torch.set_default_dtype(torch.float32)
