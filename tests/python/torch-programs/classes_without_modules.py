import torch
# micrograd style MLP with manual classes
class Layer:
    def __init__(self, nin, nout):
        self.w = torch.randn(nin, nout, requires_grad=True)
        self.b = torch.zeros(nout, requires_grad=True)
    def __call__(self, x):
        return torch.tanh(x @ self.w + self.b)
    def parameters(self):
        return [self.w, self.b]
class MLP:
    def __init__(self, sizes):
        self.layers = [Layer(a, b) for a, b in zip(sizes[:-1], sizes[1:])]
    def __call__(self, x):
        for l in self.layers:
            x = l(x)
        return x
    def parameters(self):
        return [p for l in self.layers for p in l.parameters()]
torch.manual_seed(42)
net = MLP([2, 4, 1])
X = torch.tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
Y = torch.tensor([[-1.], [1.], [1.], [-1.]])
for k in range(200):
    loss = ((net(X) - Y) ** 2).mean()
    for p in net.parameters():
        p.grad = None
    loss.backward()
    for p in net.parameters():
        p.data -= 0.1 * p.grad
    if k % 50 == 0:
        print(k, round(loss.item(), 4))
print(net(X).detach().round())
