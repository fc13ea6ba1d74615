# Gradients add up over micro-batches; forgetting zero_grad is visible.
import torch

X = torch.arange(12.0).view(6, 2) / 10
y = X @ torch.tensor([1.0, -2.0]) + 0.5

w = torch.zeros(2, requires_grad=True)
b = torch.zeros((), requires_grad=True)


def loss_fn(rows):
    return ((X[rows] @ w + b - y[rows]) ** 2).mean()


full = torch.autograd.grad(loss_fn(slice(None)), (w, b))
print("full batch:", *full)

accumulation_steps = 3
for i in range(accumulation_steps):
    loss = loss_fn(slice(2 * i, 2 * i + 2)) / accumulation_steps
    loss.backward()
    print(i, w.grad, b.grad)

print(torch.allclose(w.grad, full[0]), torch.allclose(b.grad, full[1]))

loss_fn([0, 5]).backward()
print("not zeroed:", w.grad)
w.grad.zero_()
b.grad = None
loss_fn([0, 5]).backward()
print("zeroed:", w.grad, b.grad)
print(w.grad.requires_grad, w.grad.grad_fn)
w.grad = torch.tensor([3.0, 4.0])
print(w.grad.norm(), w.grad is w.grad)
try:
    w.grad = torch.ones(3)
except RuntimeError as e:
    print(str(e).splitlines()[0])
