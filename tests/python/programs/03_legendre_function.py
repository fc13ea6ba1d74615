# Learning PyTorch with Examples: a custom autograd Function, checked numerically.
import math
import torch


class LegendrePolynomial3(torch.autograd.Function):
    """P3(x) = (5 x^3 - 3 x) / 2, with a derivative of its own."""

    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input ** 3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        (input,) = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input ** 2 - 1)


x = torch.linspace(-math.pi, math.pi, 50, dtype=torch.float64)
y = torch.sin(x)

a = torch.full((), 0.0, dtype=torch.float64, requires_grad=True)
b = torch.full((), -1.0, dtype=torch.float64, requires_grad=True)
c = torch.full((), 0.0, dtype=torch.float64, requires_grad=True)
d = torch.full((), 0.3, dtype=torch.float64, requires_grad=True)

learning_rate = 2e-5
for t in range(500):
    P3 = LegendrePolynomial3.apply
    y_pred = a + b * P3(c + d * x)
    loss = (y_pred - y).pow(2).sum()
    if t % 100 == 99:
        print(t, round(loss.item(), 4))
    loss.backward()
    with torch.no_grad():
        for p in (a, b, c, d):
            p -= learning_rate * p.grad
            p.grad = None

print(f"Result: y = {a.item():.4f} + {b.item():.4f} * P3({abs(c.item()):.4f} + {d.item():.4f} x)")
print(torch.autograd.gradcheck(LegendrePolynomial3.apply, (x[:5].clone().requires_grad_(),)))

out = LegendrePolynomial3.apply(torch.tensor([1.0, 2.0], requires_grad=True))
print(out)
print(type(out.grad_fn).__name__)
print(LegendrePolynomial3.__doc__)
