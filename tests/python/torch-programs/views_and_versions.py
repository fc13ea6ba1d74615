import torch
def attempt(f):
    try:
        r = f()
        print(r)
    except Exception as e:
        print(type(e).__name__ + ":", str(e)[:150])
x = torch.tensor([1., 2., 3.], requires_grad=True)
# view chains
y = x * 2
v = y.view(3, 1)[1:].squeeze(1)
v.mul_(10)
print(y, v)
y.sum().backward(); print(x.grad); x.grad = None
# write through base after view used
y = x.clone(); a = y[:2]; b = (a ** 2).sum(); y.mul_(2)
attempt(lambda: "x")
# version ok when saved not modified
y = x.clone(); s = y.sum(); y.mul_(3); s.backward(); print(x.grad); x.grad = None
# detach shares memory and detects
y = x.exp(); d = y.detach(); d.zero_()
attempt(lambda: y.sum().backward())
# .data does not detect
y = x.exp(); y.data.zero_(); y.sum().backward(); print(x.grad); x.grad = None
# in-place on leaf under no_grad after use
w = torch.ones(2, requires_grad=True); l = (w * w).sum()
with torch.no_grad(): w.add_(1)
attempt(lambda: l.backward())
l = (w * w).sum(); l.backward(); print(w.grad)
# += on non leaf
z = x * 1; z += x; z *= x; z.sum().backward(); print(x.grad); x.grad = None
# index assign then backward
m = torch.zeros(2, 3); m[0] = x; m[1, 1:] = x[:2] * 2; m[:, 0] += 5; (m ** 2).sum().backward(); print(x.grad, m); x.grad = None
# chained inplace relu
h = torch.relu(x - 2); h += 1; attempt(lambda: h.sum().backward()); x.grad = None
# transpose view write
A = torch.arange(4.).reshape(2, 2); At = A.t(); At[0, 1] = 100; print(A, At)
A.fill_(1); print(At); At.add_(1); print(A)
# expand write error
attempt(lambda: torch.zeros(1).expand(3).add_(1))
# leaf view error and ok
leaf = torch.zeros(3, requires_grad=True)
attempt(lambda: leaf[0].add_(1)); attempt(lambda: leaf.view(3).mul_(2))
with torch.no_grad(): leaf[0] = 5; leaf[1:].fill_(2)
print(leaf)
# requires_grad after inplace
t = torch.zeros(2); t[0] = x[0]; print(t.requires_grad, t.is_leaf, t.grad_fn)
u = torch.ones(3); u.mul_(x); print(u.requires_grad, u.grad_fn); u.sum().backward(); print(x.grad); x.grad = None
# split views
# copy_ and set
c = torch.zeros(3); c.copy_(x); c[0].copy_(torch.tensor(9.)); (c * c).sum().backward(); print(x.grad); x.grad = None
# retain graph twice
g = (x ** 2).sum(); g.backward(retain_graph=True); g.backward(); print(x.grad); attempt(lambda: g.backward()); x.grad = None
print(y._version, z._version, m._version, leaf._version)
i = torch.tensor([0, 0, 1]); e = torch.zeros(3); e[i] += 1; print(e)
e.index_put_((i,), torch.ones(3), accumulate=True); print(e)
n = torch.arange(6).reshape(2, 3); n[0], n[1] = n[1].clone(), n[0].clone(); print(n)
n[:, ::2] = -1; print(n); n[n < 0] *= 2; print(n); n.T[0] = 7; print(n)
