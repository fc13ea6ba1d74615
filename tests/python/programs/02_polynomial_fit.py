# Learning PyTorch with Examples: a third order polynomial fitted to sin(x), by hand and by autograd.
import math
import torch

dtype = torch.float
device = torch.device("cpu")

x = torch.linspace(-math.pi, math.pi, 200, device=device, dtype=dtype)
y = torch.sin(x)

a, b, c, d = 0.1, -0.2, 0.3, -0.4
learning_rate = 1e-5
for t in range(201):
    y_pred = a + b * x + c * x ** 2 + d * x ** 3
    loss = (y_pred - y).pow(2).sum().item()
    if t % 100 == 0:
        print(t, f"{loss:.2f}")
    grad_y_pred = 2.0 * (y_pred - y)
    grad_a = grad_y_pred.sum()
    grad_b = (grad_y_pred * x).sum()
    grad_c = (grad_y_pred * x ** 2).sum()
    grad_d = (grad_y_pred * x ** 3).sum()
    a -= learning_rate * grad_a
    b -= learning_rate * grad_b
    c -= learning_rate * grad_c
    d -= learning_rate * grad_d

print(f"Result: y = {a.item():.3f} + {b.item():.3f} x + {c.item():.3f} x^2 + {d.item():.3f} x^3")

# The same numbers from autograd.
params = [torch.full((), v, dtype=dtype, requires_grad=True) for v in (0.1, -0.2, 0.3, -0.4)]
for t in range(201):
    y_pred = sum(p * x ** k for k, p in enumerate(params))
    loss = (y_pred - y).pow(2).sum()
    if t % 100 == 99:
        print(t, "%.2f" % loss.item())
    loss.backward()
    with torch.no_grad():
        for p in params:
            p -= learning_rate * p.grad
            p.grad = None

p1, p2, p3, p4 = (p.item() for p in params)
print("Result: y = {:.3f} + {:.3f} x + {:.3f} x^2 + {:.3f} x^3".format(p1, p2, p3, p4))
print(max(abs(u.item() - v) for u, v in zip((a, b, c, d), (p1, p2, p3, p4))) < 1e-4)
