import torch, functools
@functools.lru_cache(maxsize=None)
def fact(n): return 1 if n < 2 else n * fact(n - 1)
x = torch.linspace(0, 1, 5)
taylor = sum(x ** n / fact(n) for n in range(10))
print(taylor)
def newton(f, x0, steps=6):
    x = torch.tensor(x0, requires_grad=True)
    for _ in range(steps):
        y = f(x)
        g, = torch.autograd.grad(y, x)
        x = (x - y / g).detach().requires_grad_()
    return x.item()
print(round(newton(lambda x: x ** 2 - 2, 1.0), 5))
def sgd(f, p, lr=0.1, n=20):
    p = p.clone().requires_grad_()
    for i in range(n):
        loss = f(p)
        loss.backward()
        with torch.no_grad():
            p -= lr * p.grad
            p.grad.zero_()
    return p.detach()
print(sgd(lambda p: ((p - torch.tensor([1., 2.])) ** 2).sum(), torch.zeros(2)))
W = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True)
loss = (W @ W).trace()
loss.backward()
print(W.grad, 2 * W.t().detach())
def rosenbrock(p): return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2
p = torch.tensor([-1.0, 1.0], requires_grad=True)
H = torch.autograd.functional.hessian(rosenbrock, p)
print(H)
x = torch.tensor([1., 2.], requires_grad=True)
y = torch.stack([x[0] ** 2, x[0] * x[1]])
J = torch.stack([torch.autograd.grad(yi, x, retain_graph=True)[0] for yi in y])
print(J)
print(torch.autograd.grad(y, x, grad_outputs=torch.eye(2), is_grads_batched=True))
t = torch.tensor(1.0, requires_grad=True)
s = torch.sin(t)
for i in range(4):
    print(f"{s.item():.4f}", end=' ')
    s, = torch.autograd.grad(s, t, create_graph=True)
print()
import itertools
print([tuple(int(v) for v in c) for c in itertools.product(torch.arange(2), repeat=2)])
