# The broadcasting rules, and gradients through them.
import torch

a = torch.arange(3).reshape((3, 1))
b = torch.arange(2).reshape((1, 2))
print(a, b, sep="\n")
print(a + b)
print((a + b).shape, (a == b).sum(), (a * b).max())

x = torch.ones(5, 3, 4, 1)
y = torch.ones(3, 1, 1)
print((x + y).size())
try:
    torch.ones(5, 2, 4, 1) + torch.ones(3, 1, 1)
except RuntimeError as e:
    print(e)
try:
    torch.ones(1, 3, 1).add_(torch.ones(3, 1, 7))
except RuntimeError as e:
    print(e)

scale = torch.tensor([[1.0], [10.0]], requires_grad=True)
shift = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
z = scale * shift + 1
print(z)
z.sum().backward()
print(scale.grad, shift.grad, sep="\n")

print(torch.broadcast_tensors(torch.arange(3).view(1, 3), torch.arange(2).view(2, 1)))
print(shift.expand(2, 3), shift[None].shape, shift[:, None].shape, shift[..., None, :].shape)
m = torch.arange(6.0).view(2, 3)
print((m - m.mean(dim=0)) / m.std(dim=0))
print(m / m.sum(dim=1, keepdim=True))
print(torch.outer(torch.arange(1.0, 4.0), torch.tensor([1.0, 0.5])))
dist = ((m[:, None, :] - m[None, :, :]) ** 2).sum(-1).sqrt()
print(dist)
print(torch.where(m > 2, m, torch.tensor(-1.0)))
print(2 - m, 1 / (m + 1), 2 ** m, m % 2, m // 2, -m, ~(m > 2), sep="\n")
print((m @ m.T)[0, 1].item(), (m @ torch.ones(3)).tolist(), divmod(7, 2))
