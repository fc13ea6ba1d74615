import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
# things people ask
x = torch.randn(2, 3)
try:
    x.view(3, 3)
except RuntimeError as e: print(e)
l = nn.Linear(3, 2)
try:
    l(torch.randn(2, 4))
except RuntimeError as e: print(e)
try:
    F.mse_loss(torch.ones(2), torch.ones(3))
except RuntimeError as e: print(e)
try:
    nn.CrossEntropyLoss()(torch.randn(2, 3), torch.randn(2))
except Exception as e: print(type(e).__name__)
try:
    torch.ones(2, requires_grad=True).sum().backward(torch.ones(2))
except RuntimeError as e: print(e)
try:
    torch.tensor([1, 2], requires_grad=True)
except RuntimeError as e: print(e)
try:
    l.weight + None
except TypeError as e: print(e)
try:
    nn.Linear("a", 2)
except TypeError as e: print("TypeError")
try:
    l.weights
except AttributeError as e: print(e)
try:
    torch.nn.Foo
except AttributeError as e: print(e)
try:
    torch.zeros(2).grad.zero_()
except AttributeError as e: print(e)
try:
    float(torch.ones(2))
except (ValueError, RuntimeError) as e: print(type(e).__name__)
try:
    torch.ones(3)[torch.tensor([1.0])]
except IndexError as e: print(e)
try:
    a, b = torch.ones(3)
except ValueError as e: print(e)
try:
    torch.ones(2, 2).squeeze(5)
except IndexError as e: print(e)
print(l.weight.grad, l.bias.shape, l(x).shape, l.weight.requires_grad)
y = l(x).pow(2).sum(); y.backward()
print(l.weight.grad.shape, [p.grad.norm().item() > 0 for p in l.parameters()])
print(torch.ones(2).eq(torch.ones(2)).all().item(), torch.ones(2).sum().bool(), not torch.zeros(1))
if torch.tensor(1.0) > 0.5 and torch.tensor([True]): print('yes')
print(max(torch.tensor(1.), torch.tensor(2.)), min([torch.tensor(3.), torch.tensor(2.)]), sum([torch.ones(2), torch.ones(2)]))
print({torch.float32: 'f', torch.int64: 'i'}[torch.ones(1).dtype], torch.ones(1).dtype in (torch.float32, torch.float64))
d = {}
t = torch.ones(1)
d[t] = 5
print(d[t], t in d, torch.ones(1) in [torch.zeros(1), torch.ones(1)])
print([f"{v:.2f}" for v in torch.tensor([0.123, 4.567])], ["%.1f" % v for v in torch.tensor([0.123, 4.567])], list(map(int, torch.tensor([1., 2.]))))
print(torch.tensor([[1, 2], [3, 4]])[0].tolist(), *torch.tensor([1, 2]), [*torch.tensor([5])])
for i, (a, b) in enumerate(zip(torch.tensor([1, 2]), torch.tensor([[3., 4.], [5., 6.]]))): print(i, a, b)
print(range(torch.tensor(3)), "ab"[torch.tensor(1)], [10, 20][torch.tensor(0)], round(torch.tensor(2.567).item(), 1))
print(torch.tensor(3) // 2, torch.tensor(7.) % 4, divmod(7, 2), torch.tensor(2) ** torch.tensor(3), torch.tensor([5.]) // 2)
x = torch.arange(3.); x[1] = float('nan'); print(x, x.isnan().any(), torch.nan_to_num(x), torch.isfinite(x))
print(torch.linspace(0, 1, 3).requires_grad_().sum().backward(), (lambda: torch.ones(1))())
