import torch
from typing import List, Tuple, Optional
from torch import Tensor
class Config:
    hidden: int = 4
    lr: float = 0.05
cfg = Config()
def make(n: int, seed: Optional[int] = None) -> Tuple[Tensor, Tensor]:
    if seed is not None:
        torch.manual_seed(seed)
    x: Tensor = torch.rand(n, 2)
    return x, (x.sum(dim=1) > 1).long()
x, y = make(32, seed=3)
model = torch.nn.Sequential(torch.nn.Linear(2, cfg.hidden), torch.nn.ReLU(), torch.nn.Linear(cfg.hidden, 2))
opt = torch.optim.Adam(model.parameters(), lr=cfg.lr)
lossfn = torch.nn.CrossEntropyLoss()
history: List[float] = []
for epoch in range(30):
    logits = model(x)
    loss = lossfn(logits, y)
    opt.zero_grad(); loss.backward(); opt.step()
    history.append(loss.item())
    acc = (logits.argmax(1) == y).float().mean()
    if (epoch + 1) % 10 == 0:
        print(f"epoch {epoch+1:2d} | loss {loss.item():.4f} | acc {acc:.2%}")
print(f"{min(history):.4f}", f"{sum(history)/len(history):.4f}", len(history))
correct = 0
total = 0
with torch.no_grad():
    for i in range(0, 32, 8):
        outputs = model(x[i:i+8])
        _, predicted = torch.max(outputs.data, 1)
        total += y[i:i+8].size(0)
        correct += (predicted == y[i:i+8]).sum().item()
print(f'Accuracy: {100 * correct // total} %')
