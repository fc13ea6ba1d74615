import torch
from torch import nn
torch.manual_seed(0)
X = torch.randn(64, 2)
y = ((X ** 2).sum(1) > 1).float().unsqueeze(1)
class Trainer:
    def __init__(self, model, lr=0.1, *, verbose=True, **kw):
        self.model, self.verbose = model, verbose
        self.opt = torch.optim.SGD(model.parameters(), lr=lr, **kw)
        self.history = []
    @property
    def best(self):
        return min(self.history)
    @staticmethod
    def accuracy(logits, y):
        return ((logits > 0).float() == y).float().mean().item()
    def fit(self, X, y, epochs):
        self.model.train()
        for epoch in range(1, epochs + 1):
            perm = torch.randperm(len(X))
            total = 0.0
            for i in range(0, len(X), 16):
                idx = perm[i:i + 16]
                self.opt.zero_grad()
                loss = nn.functional.binary_cross_entropy_with_logits(self.model(X[idx]), y[idx])
                loss.backward()
                self.opt.step()
                total += loss.item() * len(idx)
            self.history.append(total / len(X))
            if self.verbose and epoch % 10 == 0:
                self.model.eval()
                with torch.no_grad():
                    acc = self.accuracy(self.model(X), y)
                print(f"{epoch:>3} {self.history[-1]:.3f} {acc:.3f}")
                self.model.train()
        return self
model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1))
t = Trainer(model, lr=0.5, momentum=0.9).fit(X, y, 30)
print(f"{t.best:.3f}", len(t.history))
conf = torch.zeros(2, 2, dtype=torch.long)
with torch.no_grad():
    pred = (model(X) > 0).long().squeeze()
for p, l in zip(pred, y.long().squeeze()):
    conf[l, p] += 1
print(conf, conf.diag().sum().item() / conf.sum().item() > 0.9)
print({k: tuple(v.shape) for k, v in model.state_dict().items()})
print(f"{sum(p.numel() for p in model.parameters() if p.requires_grad):,} parameters")
for name, p in model.named_parameters():
    print(f"{name:<10}{str(tuple(p.shape)):>10} {p.data.mean():+.3f}")
