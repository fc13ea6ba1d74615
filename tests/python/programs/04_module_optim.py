# nn.Module, an optimiser and a training loop; reprs, state dicts, parameter counts.
import torch
from torch import nn, optim
import torch.nn.functional as F

torch.manual_seed(0)


class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.fc1 = nn.Linear(n_in, n_hidden)
        self.act = nn.Tanh()
        self.fc2 = nn.Linear(n_hidden, n_out, bias=False)
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("calls", torch.zeros(1, dtype=torch.int64))

    def forward(self, x):
        self.calls += 1
        return self.fc2(self.act(self.fc1(x))) * self.scale


net = Net(2, 3, 1)
print(net)
print(sum(p.numel() for p in net.parameters() if p.requires_grad), "parameters")
for name, p in net.named_parameters():
    print(f"{name:<12} {tuple(p.shape)} {p.dtype}")
print(list(net.state_dict().keys()))

# XOR in [-1, 1].
X = torch.tensor([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
Y = (X[:, :1] * X[:, 1:]) * -1

with torch.no_grad():
    for i, p in enumerate(net.parameters()):
        p.copy_(torch.linspace(-0.9, 1.1, p.numel()).reshape(p.shape) + 0.1 * i)

opt = optim.SGD(net.parameters(), lr=0.1, momentum=0.5)
criterion = nn.MSELoss()
losses = []
net.train()
for step in range(60):
    opt.zero_grad()
    loss = criterion(net(X), Y)
    loss.backward()
    opt.step()
    losses.append(loss.item())

print("decreased:", losses[-1] < losses[0])
print([f"{l:.3f}" for l in losses[::20]])
net.eval()
print(net.training, net.fc1.training, net.calls)
print(net(X).shape, F.mse_loss(net(X), Y).item() == criterion(net(X), Y).item())
print(opt)
copy = Net(2, 3, 1)
print(copy.load_state_dict(net.state_dict()))
print(torch.equal(copy(X), net(X)))
try:
    net(torch.ones(1, 3))
except RuntimeError as e:
    print("RuntimeError:", e)
try:
    net.missing
except AttributeError as e:
    print("AttributeError:", e)
