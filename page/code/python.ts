// The Python side of each part: the tutorial's steps, as one would type them into PyTorch.

import type { PartName } from "../state/models";

export const python: Record<PartName, string> = {
  network: `import torch

torch.manual_seed(0)
x = torch.ones(5)   # input tensor
y = torch.zeros(3)  # expected output
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)

loss.backward()
print(w.grad)
print(b.grad)`,

  backwardTwice: `torch.manual_seed(1)
x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)

loss.backward()
loss.backward()  # RuntimeError`,

  accumulate: `inp = torch.eye(3, requires_grad=True)
out = (inp + 1).pow(2)

out.backward(torch.ones_like(inp), retain_graph=True)
print(inp.grad)  # 4 and 2
out.backward(torch.ones_like(inp), retain_graph=True)
print(inp.grad)  # 8 and 4
inp.grad.zero_()
out.backward(torch.ones_like(inp), retain_graph=True)
print(inp.grad)  # 4 and 2`,

  controlFlow: `def func(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b

torch.manual_seed(3)
a = torch.randn(size=(), requires_grad=True)
c = func(a)
c.backward()
print(a.grad == c / a)  # tensor(True)`,

  gradModes: `torch.manual_seed(0)
x = torch.ones(5)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)

z = torch.matmul(x, w) + b
print(z.requires_grad)      # True

with torch.no_grad():
    z_no_grad = torch.matmul(x, w) + b
print(z_no_grad.requires_grad)  # False

z_det = z.detach()
print(z_det.requires_grad)  # False`,

  descent: `x = torch.tensor([-2.0, -1.0, 0.0, 1.0, 2.0])
y = torch.tensor([-1.5, -0.7, 0.9, 1.1, 2.7])
w = torch.tensor(-1.5, requires_grad=True)
b = torch.tensor(-2.0, requires_grad=True)
lr = 0.05
optimizer = torch.optim.SGD([w, b], lr=lr)

for step in range(50):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(x * w + b, y)
    loss.backward()
    optimizer.step()
print(w.item(), b.item(), loss.item())`,
};

/** A part's code as a whole program: the first part alone begins with the import. */
export const programOf = (code: string): string =>
  code.startsWith("import") ? code : `import torch\n\n${code}`;
