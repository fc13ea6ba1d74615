import torch
v = torch.tensor([0., 0., 0.], requires_grad=True)
h = v.register_hook(lambda grad: grad * 2)
v.backward(torch.tensor([1., 2., 3.]))
print(v.grad)
h.remove()
a = torch.ones(2, 2, requires_grad=True)
b = a * 2
c = b.mean()
print(a.grad_fn, b.grad_fn, c.grad_fn)
print(c.grad_fn.next_functions)
print(b.grad_fn.next_functions[0][0].variable is a)
print(type(b.grad_fn).__name__, b.grad_fn.name())
def hook(module, inp, out):
    print(module.__class__.__name__, inp[0].shape, out.shape)
net = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU())
handles = [m.register_forward_hook(hook) for m in net]
net(torch.ones(1, 2))
for h in handles:
    h.remove()
net(torch.ones(1, 2))
def bhook(module, gin, gout):
    print('backward', gout[0])
torch.manual_seed(0)
lin = torch.nn.Linear(2, 1)
lin.register_full_backward_hook(bhook)
lin(torch.ones(1, 2, requires_grad=True)).sum().backward()
def pre(module, args):
    return (args[0] * 2,)
lin2 = torch.nn.Linear(1, 1, bias=False)
lin2.weight.data.fill_(1.)
lin2.register_forward_pre_hook(pre)
print(lin2(torch.tensor([[3.]])))
x = torch.tensor([1., 2.], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(lambda t: (print('pack', t), t)[1], lambda t: (print('unpack', t), t)[1]):
    y = x ** 2
y.sum().backward()
print(x.grad)
x = torch.tensor(0., requires_grad=True)
try:
    with torch.autograd.detect_anomaly():
        y = torch.sqrt(x) * 0
        y.backward()
except RuntimeError as e:
    print(e)
