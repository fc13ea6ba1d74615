# What people trip over: detach shares memory, no_grad, requires_grad_ on a non-leaf, numpy, is_leaf.
import torch

a = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
out = a.sigmoid()
c = out.detach()
print(c)
print(c.requires_grad, out.requires_grad, c.is_leaf, out.is_leaf)
out.sum().backward()
print(a.grad)

a.grad = None
out = a.sigmoid()
c = out.detach()
c.zero_()
print(out)
try:
    out.sum().backward()
except RuntimeError as e:
    print(e)

x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    y = x * 2
    print(y.requires_grad, torch.is_grad_enabled())
    with torch.enable_grad():
        print((x * 2).requires_grad)
print(torch.is_grad_enabled())


@torch.no_grad()
def evaluate(t):
    """Runs without recording."""
    return t * 3


print(evaluate(x).requires_grad, evaluate.__name__, evaluate.__doc__)

y = x * 2
try:
    y.requires_grad_(False)
except RuntimeError as e:
    print(e)
try:
    x.numpy()
except RuntimeError as e:
    print(e)
try:
    torch.tensor([1, 2], requires_grad=True)
except RuntimeError as e:
    print(e)
print(type(y.grad_fn).__name__, (y + x).grad_fn.next_functions[0][0].name())
with torch.set_grad_enabled(False):
    print((x * 2).requires_grad)
with torch.inference_mode():
    t = x * 2
print(t.is_inference(), t.requires_grad)
frozen = x.detach().clone().requires_grad_()
print(frozen, frozen.is_leaf, frozen is x)
print(x.data_ptr() == x.detach().data_ptr())
