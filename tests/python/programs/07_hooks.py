# Tensor hooks, module hooks, retain_grad.
import torch
from torch import nn

v = torch.tensor([0.0, 0.0, 0.0], requires_grad=True)
h = v.register_hook(lambda grad: grad * 2)
v.backward(torch.tensor([1.0, 2.0, 3.0]))
print(v.grad)
h.remove()
v.grad = None
v.backward(torch.tensor([1.0, 2.0, 3.0]))
print(v.grad)

log = []
x = torch.tensor(2.0, requires_grad=True)
y = x ** 2
y.retain_grad()
y.register_hook(lambda g: log.append(f"dz/dy = {g}"))
z = y * 3 + y.sin()
z.backward()
print(log, y.grad, x.grad)

layer = nn.Linear(2, 2)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    layer.bias.zero_()


def show(module, args, output):
    print("forward of", module, "in", [tuple(a.shape) for a in args], "out", output.detach())


def pre(module, args):
    return (args[0] + 1,)


handles = [layer.register_forward_hook(show), layer.register_forward_pre_hook(pre)]
out = layer(torch.ones(1, 2))
for handle in handles:
    handle.remove()
print(layer(torch.ones(1, 2)))


def backward_hook(module, grad_input, grad_output):
    print("grad_output", grad_output)


layer.register_full_backward_hook(backward_hook)
inp = torch.ones(1, 2, requires_grad=True)
layer(inp).sum().backward()
print(inp.grad)
try:
    torch.ones(2).register_hook(lambda g: g)
except RuntimeError as e:
    print(e)
