# torch.autograd.functional and torch.autograd.grad, once and twice.
import torch
from torch.autograd.functional import hessian, hvp, jacobian, jvp, vjp


def exp_reducer(x):
    return x.exp().sum(dim=1)


inputs = torch.tensor([[0.0, 1.0], [2.0, 0.5]])
print(jacobian(exp_reducer, inputs))


def pow_reducer(x):
    return x.pow(3).sum()


print(hessian(pow_reducer, torch.tensor([[1.0, 2.0], [3.0, 4.0]])))


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2


point = (torch.tensor(1.2), torch.tensor(1.2))
print(hessian(rosenbrock, point))
print(jacobian(rosenbrock, point))
print(vjp(exp_reducer, inputs, torch.ones(2)))
print(jvp(exp_reducer, inputs, torch.ones(2, 2))[1])
print(hvp(pow_reducer, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 1.0])))

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x ** 3).sum()
(g,) = torch.autograd.grad(y, x, create_graph=True)
print(g)
(gg,) = torch.autograd.grad(g.sum(), x)
print(gg)
try:
    torch.autograd.grad(g.sum(), torch.ones(1, requires_grad=True))
except RuntimeError as e:
    print(e)
print(torch.autograd.grad(x.sum(), [x, torch.ones(1, requires_grad=True)], allow_unused=True))
