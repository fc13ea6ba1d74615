# Clipping by norm and by value; what the clipping functions return.
import torch
from torch import nn

torch.manual_seed(1)
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
print(model)
with torch.no_grad():
    for k, p in enumerate(model.parameters()):
        p.fill_(0.25 * (k + 1))
x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
loss = (model(x) ** 2).mean()
loss.backward()
print(loss)

for name, p in model.named_parameters():
    print(name, p.grad.norm())

total = torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
print("total norm before:", total)
after = torch.norm(torch.stack([p.grad.norm() for p in model.parameters()]))
print("after: {:.4f}".format(after))

model.zero_grad(set_to_none=True)
print([p.grad for p in model.parameters()])
loss = (model(x) ** 2).mean()
loss.backward()
torch.nn.utils.clip_grad_value_(model.parameters(), 5.0)
print(model[0].weight.grad)
print(max(p.grad.abs().max().item() for p in model.parameters()))
vec = torch.nn.utils.parameters_to_vector(model.parameters())
print(vec.shape, vec.sum())
