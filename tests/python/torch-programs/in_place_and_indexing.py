import torch
x = torch.ones(3, requires_grad=True)
y = x * 2
y[0] = 10
print(y, y.grad_fn)
y.sum().backward()
print(x.grad)
a = torch.tensor([1., 2., 3.], requires_grad=True)
b = a.clone()
b[1:] *= 3
b.sum().backward()
print(a.grad, b)
try:
    y = a.exp(); y += 1; y.sum().backward()
except RuntimeError as e:
    print(e)
try:
    z = (a * 2).sum(); z.backward(); z.backward(); print('ok')
    z = (a * a).sum(); z.backward(); z.backward()
except RuntimeError as e:
    print(str(e)[:60])
out = torch.zeros(3)
for i in range(3):
    out[i] = a[i] * i
out.sum().backward()
print(a.grad, out)
m = torch.zeros(2, 2)
m[0, 1] = a[0]
m[1] = a[1:]
m.sum().backward()
print(a.grad, m)
idx = torch.tensor([0, 2])
w = torch.zeros(3)
w[idx] = a[idx] * 2
w.sum().backward()
print(a.grad)
c = torch.zeros(3).scatter_(0, torch.tensor([0, 2]), torch.tensor([1., 5.]))
print(c, torch.zeros(2, 3).scatter_(1, torch.tensor([[0], [2]]), 1.))
t = torch.zeros(3).index_add_(0, torch.tensor([0, 0, 1]), torch.tensor([1., 2., 3.]))
print(t, torch.zeros(3).masked_fill_(torch.tensor([True, False, True]), 7))
v = torch.arange(6.).view(2, 3)
v.t_()
print(v.shape, v.unsqueeze_(0).shape, v.squeeze_().shape)
u = torch.arange(3.)
uu = u[1:]
uu.fill_(9)
print(u)
u.copy_(torch.tensor([1., 2., 3.]))
print(u, uu)
u.zero_()
print(u, uu, u.fill_(4), u.clamp_(max=3), u.sqrt_().round_())
print(u._version, x.detach()._version)
n = torch.arange(4).reshape(2, 2)
n[n % 2 == 0] = 0
n[:, 0] = torch.tensor([5, 6])
n[-1, -1] += 10
print(n)
q = torch.eye(2)
q[0], q[1] = q[1].clone(), q[0].clone()
print(q)
