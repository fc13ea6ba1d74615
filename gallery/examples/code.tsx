// Examples of components/code.

import { CodeCell } from "../../components/code/index";
import type { Example } from "../example";

const tutorial = `import torch

torch.manual_seed(0)
x = torch.ones(5)
y = torch.zeros(3)
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)

loss.backward()
print(w.grad)
print(b.grad)`;

const newton = `import torch

a = 2.0
x = torch.tensor(1.5, requires_grad=True)
for step in range(5):
    f = x ** 2 - a
    df, = torch.autograd.grad(f, x)
    x = (x - f / df).detach().requires_grad_()
    print(step, x.item())`;

export const code: readonly Example[] = [
  {
    id: "code-tutorial",
    title: "A code cell, with its leaves under sliders",
    text: "Drag a slider, and the code runs with the new value; type, and it runs with that.",
    view: () => <CodeCell name="the tutorial" source={tutorial} />,
  },
  {
    id: "code-number",
    title: "A number under the hand",
    text: "Newton's method for a square root: drag a.",
    view: () => <CodeCell name="Newton's method" source={newton} />,
  },
  {
    id: "code-expression",
    title: "A final expression is shown, as in a notebook",
    view: () => <CodeCell source={"import torch\n\ntorch.arange(6).reshape(2, 3)"} />,
  },
  {
    id: "code-empty",
    title: "Nothing printed",
    view: () => <CodeCell source={"# nothing yet"} />,
  },
  {
    id: "code-error",
    title: "PyTorch's own error",
    view: () => (
      <CodeCell source={"import torch\n\nw = torch.ones(3)\nprint(w)\nw @ torch.ones(4)"} />
    ),
  },
  {
    id: "code-stopped",
    title: "A program that never ends is stopped",
    view: () => (
      <CodeCell source={"n = 0\nwhile True:\n    n += 1"} limits={{ statements: 10_000 }} />
    ),
  },
];
