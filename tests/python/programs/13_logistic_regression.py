# Logistic regression on two blobs, with accuracy, a confusion matrix and early stopping.
import torch
import torch.nn.functional as F

torch.manual_seed(7)
n = 8
angles = torch.linspace(0, 6, n)
class0 = torch.stack([angles.cos(), angles.sin()], dim=1) - 1.0
class1 = torch.stack([angles.sin(), angles.cos()], dim=1) * 0.8 + 1.0
X = torch.cat([class0, class1])
y = torch.cat([torch.zeros(n), torch.ones(n)])

w = torch.zeros(2, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
opt = torch.optim.Adam([{"params": [w]}, {"params": [b], "lr": 0.05}], lr=0.1)

best, patience = float("inf"), 0
for epoch in range(100):
    logits = X @ w + b
    loss = F.binary_cross_entropy_with_logits(logits, y) + 0.01 * w.pow(2).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
    if epoch % 25 == 0:
        accuracy = ((logits > 0).float() == y).float().mean()
        print(f"epoch {epoch:3d}  loss {loss.item():.4f}  acc {accuracy:.3f}")
    if loss.item() < best - 1e-3:
        best, patience = loss.item(), 0
    else:
        patience += 1
        if patience == 5:
            print("early stop")
            break
else:
    print("no early stop")

with torch.no_grad():
    probabilities = torch.sigmoid(X @ w + b)
    predicted = probabilities.ge(0.5).long()
confusion = torch.zeros(2, 2, dtype=torch.int64)
for t, p in zip(y.long(), predicted):
    confusion[t, p] += 1
print(confusion)
print("recall", [f"{confusion[k, k] / confusion[k].sum():.2f}" for k in range(2)])
print("weights agree in sign:", (w > 0).all().item())
print(F.cross_entropy(torch.tensor([[2.0, 0.5, 0.1], [0.3, 1.0, 0.2]]), torch.tensor([0, 2])))
print(torch.softmax(torch.tensor([1.0, 2.0, 3.0]), dim=0), F.one_hot(torch.tensor([0, 2]), num_classes=3))
print(F.log_softmax(torch.tensor([[1.0, 2.0]]), dim=1), F.nll_loss(torch.tensor([[-0.5, -1.0]]), torch.tensor([1])))
