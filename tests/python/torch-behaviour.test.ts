// What PyTorch 1.13 cannot record: torch.func, saving, copies, memory, escapes; by the documentation.

import { describe, expect, it } from "vitest";
import { Tensor } from "../../src/index";
import { runPython } from "../../src/python/index";

/** What a program prints; it must not fail. */
function printed(source: string): string {
  const { text, error } = runPython(source);
  expect(error?.text ?? null).toBeNull();
  return text;
}

/** How a program fails. */
function failure(source: string): { type: string; message: string } | null {
  const { error } = runPython(source);
  return error && { type: error.type, message: error.message };
}

describe("torch.func", () => {
  it("gives gradients without a graph, and of gradients", () => {
    const source = `
import torch
from torch.func import grad
print(grad(lambda t: (t ** 3).sum())(torch.tensor([1., 2.])))
print(grad(grad(torch.sin))(torch.tensor(0.)))
w = torch.tensor(2., requires_grad=True)
g = grad(lambda t: w * t ** 2)(torch.tensor(3.))
print(g.requires_grad)
g.backward()
print(w.grad)`;
    expect(printed(source)).toBe("tensor([ 3., 12.])\ntensor(-0.)\nTrue\ntensor(6.)\n");
  });

  it("differentiates with respect to dicts of parameters, and maps over examples", () => {
    const source = `
import torch
from torch.func import functional_call, grad, vmap
model = torch.nn.Linear(2, 1)
params = {name: p.detach() for name, p in model.named_parameters()}
def loss(params, x):
    return functional_call(model, params, (x,)).sum()
print(grad(loss)(params, torch.tensor([1., 2.])))
each = vmap(grad(loss), in_dims=(None, 0))(params, torch.tensor([[1., 2.], [3., 4.]]))
print(each['weight'].shape, each['weight'][1], each['bias'].flatten())
print(model.weight.grad)`;
    expect(printed(source)).toBe(
      "{'weight': tensor([[1., 2.]]), 'bias': tensor([1.])}\n" +
        "torch.Size([2, 1, 2]) tensor([[3., 4.]]) tensor([1., 1.])\nNone\n",
    );
  });

  it("has Jacobians, Hessians, products, and auxiliary results", () => {
    const source = `
import torch
from torch.func import hessian, jacfwd, jacrev, jvp, vjp, grad, grad_and_value
x = torch.tensor([1., 2.])
print(jacrev(lambda t: t * t)(x), torch.equal(jacfwd(torch.exp)(x), jacrev(torch.exp)(x)))
print(hessian(lambda t: (t ** 3).sum())(x))
out, pull = vjp(lambda t: t * 3, x)
print(out, pull(torch.ones(2)))
print(jvp(lambda t: t * 3, (x,), (torch.tensor([1., 0.]),)))
print(grad_and_value(lambda t: t ** 2)(torch.tensor(3.)))
print(grad(lambda t: (t.sum(), 'aux'), has_aux=True)(x))
print(grad(lambda a, b: a * b, argnums=(0, 1))(torch.tensor(2.), torch.tensor(5.)))`;
    expect(printed(source)).toBe(
      "tensor([[2., 0.],\n        [0., 4.]]) True\n" +
        "tensor([[ 6.,  0.],\n        [ 0., 12.]])\n" +
        "tensor([3., 6.]) (tensor([3., 3.]),)\n" +
        "(tensor([3., 6.]), tensor([3., 0.]))\n" +
        "(tensor(6.), tensor(9.))\n" +
        "(tensor([1., 1.]), 'aux')\n(tensor(5.), tensor(2.))\n",
    );
  });
});

describe("copies", () => {
  it("of modules share nothing with the original", () => {
    const source = `
import copy, torch
a = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Tanh())
b = copy.deepcopy(a)
with torch.no_grad():
    b[0].weight.fill_(7.)
print(b[0].weight.item(), a[0].weight.item() == 7.0, b[0] is a[0], b[0].weight is b[0].weight)
print(b(torch.zeros(1, 1)).shape, [name for name, _ in b.named_parameters()])
w = torch.ones(2, requires_grad=True)
v = copy.deepcopy(w)
print(v, v is w)
try:
    copy.deepcopy(w * 2)
except RuntimeError as e:
    print(str(e)[:40])`;
    expect(printed(source)).toBe(
      "7.0 False False True\ntorch.Size([1, 1]) ['0.weight', '0.bias']\n" +
        "tensor([1., 1.], requires_grad=True) False\nOnly Tensors created explicitly by the u\n",
    );
  });

  it("go to files that are kept in memory", () => {
    const source = `
import torch
model = torch.nn.Linear(2, 1)
torch.save({'epoch': 3, 'model': model.state_dict()}, 'checkpoint.pt')
before = model.weight.clone()
model.weight.data.zero_()
saved = torch.load('checkpoint.pt')
print(saved['epoch'], model.load_state_dict(saved['model']), torch.equal(model.weight, before))
try:
    torch.load('other.pt')
except FileNotFoundError as e:
    print(e)`;
    expect(printed(source)).toBe(
      "3 <All keys matched successfully> True\n[Errno 2] No such file or directory: 'other.pt'\n",
    );
  });
});

describe("memory", () => {
  it("is counted with what the graph keeps", () => {
    const source = `
import torch
y = torch.ones(1000000, requires_grad=True)
while True:
    y = y * 1.5`;
    expect(failure(source)?.type).toBe("LimitError");
  });

  it("is freed where no gradient needs it", () => {
    const source = `
import torch
x = torch.ones(1000000)
for i in range(300):
    x = x * 1.0
print(x[0])`;
    expect(printed(source)).toBe("tensor(1.)\n");
  });

  it.each([
    "torch.zeros(100000, 100000)",
    "torch.arange(10 ** 12)",
    "torch.ones(2000).repeat(10 ** 6)",
  ])("is refused before it is taken: %s", (call) =>
    expect(failure(`import torch\n${call}`)?.type).toBe("LimitError"),
  );
});

describe("modes", () => {
  it("do not outlive a program, nor its failure", () => {
    runPython(
      "import torch\ntorch.set_grad_enabled(False)\ntorch.set_default_dtype(torch.float64)\n1 / 0",
    );
    expect(printed("import torch\nprint(torch.is_grad_enabled(), torch.tensor([1.5]).dtype)")).toBe(
      "True torch.float32\n",
    );
  });

  it("are put back by `with`, also when its body raises", () => {
    const source = `
import torch
try:
    with torch.no_grad():
        raise KeyError('x')
except KeyError:
    print(torch.is_grad_enabled())
@torch.inference_mode()
def f(): return torch.is_grad_enabled()
print(f(), torch.is_grad_enabled())`;
    expect(printed(source)).toBe("True\nFalse True\n");
  });
});

describe("tensors and JavaScript", () => {
  it("come in and go out as the engine's", () => {
    const { values, evaluate } = runPython(
      "import torch\nw = torch.ones(2, requires_grad=True)\n(w * 3).sum().backward()",
    );
    expect(values.w).toBeInstanceOf(Tensor);
    expect((values.w as Tensor).grad?.tolist()).toEqual([3, 3]);
    expect(evaluate("w.grad is w.grad")).toBe(true);
  });

  it.each([
    "torch.tensor([1.]).constructor",
    "torch.tensor([1.]).__proto__",
    "torch.nn.Linear(1, 1).constructor",
    "torch.nn.Linear(1, 1).__proto__",
    "torch.nn.Linear(1, 1).forward.constructor",
    "torch.optim.SGD([torch.ones(1)], lr=1).toString",
    "torch.node",
    "torch.tensor([1.]).node",
    "torch.tensor([1.]).viewOf",
    "torch.ones(2).grad_fn.node",
  ])("have no other members: %s", (expression) => {
    expect(failure(`import torch\n${expression}`)?.type).toBe("AttributeError");
  });

  it.each([
    "torch.add(torch.ones(1), torch.ones(1), constructor=1)",
    "torch.nn.Linear(1, 1, constructor=1)",
    "torch.nn.Linear(1, 1, **{'__proto__': 1})",
    "torch.optim.SGD([torch.ones(1)], lr=1, **{'__proto__': {}})",
  ])("take no other arguments: %s", (call) => {
    expect(failure(`import torch\n${call}`)?.type).toBe("TypeError");
  });
});
