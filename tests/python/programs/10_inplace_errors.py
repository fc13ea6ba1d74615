# In-place operations and the version counter: which fail, and when.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)

try:
    x += 1
except RuntimeError as e:
    print(1, e)

try:
    x[0] = 5
except RuntimeError as e:
    print(2, e)

y = x.exp()
y.add_(1)
try:
    y.sum().backward()
except RuntimeError as e:
    print(3, e)

y = x * 3
y.mul_(2)
y.sum().backward()
print(4, x.grad, y)

x.grad.zero_()
z = x ** 2
z[0] = 10.0
z.sum().backward()
print(5, x.grad, z)

x.grad = None
w = x.clone()
w[1:] *= 4
w.relu_()
print(6, w, w._version)
w.sum().backward()
print(7, x.grad)

v = x.view(2, 1)
with torch.no_grad():
    v.zero_()
print(8, x, v._version, x._version)

base = torch.zeros(2, 3)
row = base[0]
row += torch.arange(3)
base[:, 1] = -1
base[base > 1] = 9
print(9, base)
base.T[0].fill_(7)
print(10, base, base.sum().item())

loss = (x * x).sum()
loss.backward()
try:
    loss.backward()
except RuntimeError as e:
    print(11, e)
