import torch
x = torch.tensor([1, 2])
y = torch.tensor([1.5, 2.5])
print((x + y).dtype, (x * 2).dtype, (x * 2.0).dtype, (x / 2).dtype, (x // 2), x % 2, 7 // torch.tensor([2, 3]), -x, abs(-x))
print(2 ** x, x ** 2, x ** 2.0, 2.0 ** x, y ** -1, 1 / y, 3 - x, 3 - y, True + x)
print(torch.tensor([True, False]) + 1, torch.tensor(True) * 2.5, torch.tensor([1, 2]).double() * torch.tensor([1.]))
print(torch.tensor(1) + torch.tensor([1.0]), torch.tensor(1.0, dtype=torch.float64) + torch.tensor([1.0]))
print(x > 1, x == torch.tensor([1, 3]), (x > 1) & (x < 3), (x > 1) | (x < 0), x != 2)
print(x == None, x is None)
print(float(torch.tensor(2.5)), int(torch.tensor(2.7)), bool(torch.tensor(0)), torch.tensor([3]).item())
print(f"{torch.tensor(3.14159):.2f} {torch.tensor(7):d} {torch.tensor(0.5):>8.3f}")
print([i for i in torch.arange(3)], [t.item() for t in torch.tensor([1., 2.])])
print(len(torch.zeros(3, 2)), torch.tensor([1, 2, 3])[-1], torch.arange(10)[2:8:2])
print(torch.arange(24).reshape(2, 3, 4)[1, :, ::2], torch.arange(24).reshape(2, 3, 4)[..., 0], torch.arange(4)[None].shape, torch.arange(4)[:, None].shape)
t = torch.arange(9).reshape(3, 3)
print(t[[0, 2]], t[[0, 1], [1, 2]], t[t > 4], t[torch.tensor([True, False, True])], t[:, [0, 2]])
t[0] = 100
t[1, 1:] = torch.tensor([7, 8])
t[t > 50] = -1
t[2] += 1
print(t)
z = torch.zeros(2, 3)
z[:, 1] = torch.tensor([1., 2.])
z[0, 0] = 5
z[..., 2] = 9
print(z)
z += 1
z *= 2
z -= torch.ones(3)
z /= 2
print(z)
print(1 in torch.tensor([1, 2]), 5 in torch.tensor([1, 2]))
print(sum(torch.tensor([1., 2., 3.])), max(torch.tensor([1., 5., 3.])), sorted(torch.tensor([3, 1, 2])))
a, b = torch.tensor([10, 20])
print(a, b, a + b)
print(torch.tensor([1]).float(), torch.tensor([0, 2]).bool(), torch.tensor([1.9]).long())
print(torch.Size([2, 3]), torch.zeros(2, 3).shape == (2, 3), torch.zeros(2, 3).shape[0], torch.zeros(2, 3).size()[1:], tuple(torch.zeros(4, 5).shape))
print(torch.float32, torch.int64 == torch.long, torch.tensor([1.]).dtype == torch.float, torch.get_default_dtype(), torch.tensor([1.]).is_floating_point())
print(x.tolist(), y.tolist(), torch.tensor(5).tolist(), torch.tensor([[True]]).tolist())
print(torch.tensor([[1, 2], [3, 4]]).sum().item(), torch.tensor([1., 2.]).mean())
print(repr(torch.tensor([1.0])), str(torch.tensor(1)))
w = torch.ones(2)
v = w
v += 1
print(w)
u = w.view(2, 1)
u[0] = 50
print(w, w.data_ptr() == u.data_ptr())
c = w.clone()
c[0] = 0
print(w, c)
