import torch
from torch import nn
# gradient accumulation, clipping, freezing, EMA, mixup like forum questions
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
for param in model[0].parameters():
    param.requires_grad = False
opt = torch.optim.Adam(filter(lambda p: p.requires_grad, model.parameters()), lr=0.01)
X = torch.randn(16, 4); y = torch.randn(16, 1)
opt.zero_grad()
for i in range(4):
    loss = nn.functional.mse_loss(model(X[i*4:(i+1)*4]), y[i*4:(i+1)*4]) / 4
    loss.backward()
total_norm = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.5)
print(f"{total_norm:.4f}")
opt.step()
print([p.grad is None for p in model.parameters()])
ema = {k: v.clone() for k, v in model.state_dict().items()}
opt.step()
for k, v in model.state_dict().items():
    ema[k].mul_(0.9).add_(v, alpha=0.1)
print({k: f"{v.sum().item():.4f}" for k, v in ema.items()})
import copy
m2 = copy.deepcopy(model)
with torch.no_grad():
    for p in m2.parameters():
        p.zero_()
print(model[2].weight.abs().sum().item() > 0, m2[2].weight.abs().sum().item())
w = torch.tensor([1.0], requires_grad=True)
for epoch in range(3):
    loss = (w * 3 - 6) ** 2
    loss.backward()
    print(f"{loss.item():.4f} {w.grad.item():.4f}")
    with torch.no_grad():
        w -= 0.01 * w.grad
    w.grad.zero_()
print(w)
w.data = torch.tensor([5.0])
print(w, w.requires_grad, w.is_leaf)
w.data.fill_(2.)
print(w)
try:
    w += 1
except RuntimeError as e:
    print(e)
y = w * 2
y.retain_grad()
(y ** 2).backward()
print(y.grad, w.grad)
a = torch.tensor([2., 3.], requires_grad=True)
L = (a[0] * a[1]).exp().log()
L.backward()
print(a.grad)
b = torch.tensor(3.0, requires_grad=True)
f = b ** 2 if b > 2 else b
f.backward()
print(b.grad)
