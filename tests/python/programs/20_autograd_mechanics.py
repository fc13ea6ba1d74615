# Forum questions: leaf or not, unused parameters, gradients of gradients, argmax, checkpoints, vmap.
import torch
from torch.utils.checkpoint import checkpoint

# Why is my grad None?
w = torch.randn(3, requires_grad=True) * 0 + 2
print(w.is_leaf, w.requires_grad)
u = torch.full((3,), 2.0).requires_grad_()
print(u.is_leaf)

# Double backward: gradient penalty.
x = torch.tensor([1.0, 2.0], requires_grad=True)
out = (x ** 2 * torch.tensor([1.0, 3.0])).sum()
(g,) = torch.autograd.grad(out, x, create_graph=True)
penalty = (g.norm() - 1) ** 2
penalty.backward()
print(g, penalty, x.grad, sep="\n")

# Some functions have no derivative.
scores = torch.tensor([0.1, 0.7, 0.2], requires_grad=True)
best = scores.argmax()
print(best, best.requires_grad)
scores[best].backward()
print(scores.grad)
scores.grad = None
scores.round().sum().backward()
print(scores.grad)
scores.grad = None
scores.max(dim=0).values.backward()
scores.topk(2).values.sum().backward()
print(scores.grad)

# nan gradients behind where.
t = torch.tensor([0.0, 4.0], requires_grad=True)
torch.where(t > 0, t.sqrt(), torch.zeros_like(t)).sum().backward()
print(t.grad)

# A straight-through estimator.
class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, g):
        return g


s = torch.tensor([0.4, 1.6], requires_grad=True)
Round.apply(s).mul(torch.tensor([2.0, 3.0])).sum().backward()
print(s.grad)

# Walking the graph.
a = torch.tensor(2.0, requires_grad=True)
b = (a * 3).exp().log()
node, names = b.grad_fn, []
while node is not None:
    names.append(node.name())
    node = node.next_functions[0][0] if node.next_functions else None
print(" -> ".join(names))
print(b)

# Retained graphs and checkpointing.
y = checkpoint(lambda v: (v * 2).sin(), a)
y.backward()
print(a.grad)
a.grad = None
c = a ** 3
for _ in range(2):
    c.backward(retain_graph=True)
print(a.grad)

# Per-sample gradients.
X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
theta = torch.tensor([0.5, -0.5], requires_grad=True)
rows = [torch.autograd.grad((row @ theta) ** 2, theta)[0] for row in X]
print(torch.stack(rows))
J = torch.autograd.functional.jacobian(lambda th: (X @ th) ** 2, theta)
print(torch.allclose(J, torch.stack(rows)))

# Frozen layers.
p, q = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=False)
(p * q).sum().backward()
print(p.grad, q.grad)
with torch.autograd.set_detect_anomaly(True):
    z = torch.tensor([-1.0], requires_grad=True)
    try:
        z.sqrt().sum().backward()
    except RuntimeError as e:
        print(e)
