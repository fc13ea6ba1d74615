// `createPython`: moving a leaf or a number runs the program again, for whoever looks.
import { createEffect, createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import { batch, createTensor, manualSeed, randn, type Tensor } from "../../src/index";
import { runPython } from "../../src/python/index";
import { createPython, type LivePython } from "../../src/python/live";

const leaf = (python: LivePython, name: string): Tensor => {
  const found = python.leaves[name];
  if (found === undefined) throw new Error(`no leaf ${name}`);
  return found;
};

const network = `import torch

torch.manual_seed(0)
x = torch.ones(5)   # input tensor
y = torch.zeros(3)  # expected output
w = torch.randn(5, 3, requires_grad=True)
b = torch.randn(3, requires_grad=True)
z = torch.matmul(x, w) + b
loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y)

loss.backward()
print(w.grad)
print(b.grad)
loss`;

describe("a program under the hand", () => {
  it("prints as runPython does while nothing is moved", () => {
    const live = createPython(network);
    const once = runPython(network);
    expect(live.text).toBe(once.text);
    expect(live.displayed).toBe(once.displayed);
    expect([live.error, live.stale]).toEqual([null, false]);
  });

  it("has its leaves by name, in the order in which they are bound", () => {
    const { leaves } = createPython(network);
    expect(Object.keys(leaves)).toEqual(["x", "y", "w", "b"]);
    expect(String(leaves.x)).toBe("tensor([1., 1., 1., 1., 1.])");
    expect(leaves.w?.name).toBe("w");
  });

  it("follows a moved element, other values as they were", () => {
    const live = createPython(
      "import torch\nw = torch.tensor([1.0, 2.0])\nv = w * 10\nprint(w, v)",
    );
    expect(live.text).toBe("tensor([1., 2.]) tensor([10., 20.])\n");
    leaf(live, "w").setAt(1, 5);
    expect(live.text).toBe("tensor([1., 5.]) tensor([10., 50.])\n");
    expect(String(live.values.v)).toBe("tensor([10., 50.])");
    expect(String(live.evaluate("v.sum()"))).toBe("tensor(60.)");
  });

  it("gives gradients at the moved value", () => {
    const live = createPython(
      "import torch\nx = torch.tensor(3.0, requires_grad=True)\n(x * x).backward()\nprint(x.grad)",
    );
    expect(live.text).toBe("tensor(6.)\n");
    leaf(live, "x").set(5);
    expect(live.text).toBe("tensor(10.)\n");
  });

  it("puts the moved value where the name is first bound, not where it is bound again", () => {
    const live = createPython("n = 1\nprint(n)\nn = 2\nprint(n)\nn = n + 1\nprint(n)");
    leaf(live, "n").set(7);
    expect(live.text).toBe("7\n2\n3\n");
  });

  it("makes numbers movable that are written as numbers, ints staying ints", () => {
    const live = createPython(
      "lr = 0.1\nsteps = 3\nleft, right = -1, 2.5\nhalf = lr / 2\nflag = True\nname = 'a'\nfor i in range(2): k = 0\nprint(lr, steps, left, right, half)",
    );
    expect(Object.keys(live.leaves)).toEqual(["lr", "steps", "left", "right"]);
    leaf(live, "lr").set(0.5);
    leaf(live, "steps").set(4);
    leaf(live, "left").set(-3);
    expect(live.text).toBe("0.5 4 -3 2.5 0.25\n");
  });

  it("leaves alone what is computed, what loops bind, and views", () => {
    const live = createPython(
      "import torch\na = torch.ones(2)\nb = a * 2\nc = a.view(2, 1)\nd = a\nwith torch.no_grad():\n    e = a + 1\ni = torch.arange(3)\nfor f in [torch.ones(1)]: pass",
    );
    expect(Object.keys(live.leaves)).toEqual(["a"]);
  });

  it("moves the tensor itself, so that other names for it follow", () => {
    const live = createPython(
      "import torch\nw = torch.zeros(2)\nparams = [w]\nsame = w\nprint(params[0], same is w, w._version)",
    );
    leaf(live, "w").set([1, 2]);
    expect(live.text).toBe("tensor([1., 2.]) True 0\n");
  });

  it("trains anew from the moved start", () => {
    const source = `import torch
w = torch.tensor([1.0], requires_grad=True)
lr = 0.25
opt = torch.optim.SGD([w], lr=lr)
for _ in range(2):
    opt.zero_grad()
    (w ** 2).sum().backward()
    opt.step()
print(w.tolist())`;
    const live = createPython(source);
    expect(live.text).toBe("[0.25]\n");
    leaf(live, "w").set([2]);
    expect(live.text).toBe("[0.5]\n");
    leaf(live, "lr").set(0.5);
    expect(live.text).toBe("[0.0]\n");
    expect(leaf(live, "w").tolist()).toEqual([2]);
  });

  it("keeps random draws, seeded or not, and leaves the generator to others as it was", () => {
    const live = createPython(
      "import torch, random\nscale = 1.0\nnoise = torch.randn(3)\nr = random.random()\nprint(noise * 0 + scale)",
    );
    const [noise, r] = [String(live.values.noise), live.values.r];
    manualSeed(3);
    const expected = randn(2).tolist();
    manualSeed(3);
    leaf(live, "scale").set(2);
    expect(live.text).toBe("tensor([2., 2., 2.])\n");
    expect([String(live.values.noise), live.values.r]).toEqual([noise, r]);
    expect(randn(2).tolist()).toEqual(expected);
  });

  it("takes the source's own values again after a reset", () => {
    const live = createPython("import torch\na = 1\nw = torch.ones(2)\nprint(a, w)");
    leaf(live, "a").set(5);
    leaf(live, "w").set([3, 4]);
    expect(live.text).toBe("5 tensor([3., 4.])\n");
    live.reset();
    expect(live.text).toBe("1 tensor([1., 1.])\n");
    expect(leaf(live, "w").tolist()).toEqual([1, 1]);
    leaf(live, "a").set(6);
    expect(live.text).toBe("6 tensor([1., 1.])\n");
  });

  it("shows a fixed address for what has one", () => {
    const source = "import torch\nx = torch.ones(1, requires_grad=True)\n(x + 1).grad_fn";
    const live = createPython(source);
    const shown = live.displayed;
    expect(shown).toMatch(/^<AddBackward0 object at 0x[0-9a-f]+>$/);
    leaf(live, "x").set([2]);
    expect(live.displayed).toBe(shown);
    expect(createPython(source).displayed).toBe(shown);
  });

  it("has given values as names, and limits", () => {
    const live = createPython("print(n + 1)\nwhile True: pass", {
      values: { n: 2 },
      limits: { statements: 10_000 },
    });
    expect(live.text).toBe("3\n");
    expect(live.error?.type).toBe("LimitError");
  });
});

describe("a run that fails", () => {
  const source = "import torch\nn = 2\nprint('shape', n)\nx = torch.ones(2, 3).view(n, 3)\nn";

  it("keeps the last good output, marked as stale, and goes on when it can", () => {
    const live = createPython(source);
    leaf(live, "n").set(4);
    expect(live.error).toMatchObject({ type: "RuntimeError", line: 4 });
    expect([live.text, live.displayed, live.stale]).toEqual(["shape 2\n", "2", true]);
    leaf(live, "n").set(2);
    expect([live.text, live.displayed, live.stale, live.error]).toEqual([
      "shape 2\n",
      "2",
      false,
      null,
    ]);
  });

  it("shows what it printed before the error if there is no good output", () => {
    const live = createPython("print('before')\n1 / 0");
    expect(live.text).toBe("before\n");
    expect([live.error?.type, live.stale]).toEqual(["ZeroDivisionError", false]);
  });

  it("keeps what could be moved, even beyond the error", () => {
    const live = createPython("a = 1\nb = 1 / a\nc = 3\nprint(a, c)");
    leaf(live, "a").set(0);
    expect(live.stale).toBe(true);
    expect(Object.keys(live.leaves).sort()).toEqual(["a", "c"]);
    leaf(live, "a").set(2);
    expect([live.text, live.stale]).toEqual(["2 3\n", false]);
  });

  it("keeps the output over a syntax error", () => {
    const live = createPython("print(1)");
    expect(live.text).toBe("1\n");
    live.cells[0]?.edit("print(1");
    expect(live.error?.type).toBe("SyntaxError");
    expect([live.text, live.stale]).toEqual(["1\n", true]);
    live.cells[0]?.edit("print(2)");
    expect([live.text, live.stale, live.error]).toEqual(["2\n", false, null]);
  });
});

describe("readers", () => {
  /** The texts that an effect saw. */
  const watch = (read: () => unknown) => {
    const seen: unknown[] = [];
    const dispose = createRoot((end) => {
      createEffect(() => seen.push(read()));
      return end;
    });
    return { seen, dispose };
  };

  it("an effect runs again when a leaf is moved, once for a batch", () => {
    const live = createPython("a = 1\nb = 2\nprint(a + b)");
    const { seen, dispose } = watch(() => live.text);
    leaf(live, "a").set(5);
    batch(() => {
      leaf(live, "a").set(6);
      leaf(live, "b").set(7);
    });
    dispose();
    leaf(live, "a").set(100);
    expect(seen).toEqual(["3\n", "7\n", "13\n"]);
  });

  it("an effect is not subscribed to what the program reads and writes inside", () => {
    const outer = createTensor(() => 1);
    const live = createPython(
      "import torch\nw = torch.zeros(1, requires_grad=True)\nfor i in range(3):\n    with torch.no_grad(): w += 1\nprint(w.item())",
    );
    const { seen } = watch(() => [live.text, outer.item()]);
    expect(seen).toEqual([["3.0\n", 1]]);
    leaf(live, "w").set([1]);
    expect(seen).toEqual([
      ["3.0\n", 1],
      ["4.0\n", 1],
    ]);
  });

  it("a derived tensor follows a program", () => {
    const live = createPython("a = 1.5\nb = a * 2");
    const doubled = createTensor(() => Number(live.values.b));
    expect(doubled.item()).toBe(3);
    leaf(live, "a").set(4);
    expect(doubled.item()).toBe(8);
  });

  it("nothing runs until somebody looks, and then once", () => {
    const ran: string[] = [];
    const live = createPython("print('ran')\na = 1");
    const { seen } = watch(() => {
      ran.push(live.text);
      return live.cells[0]?.text;
    });
    expect([ran, seen]).toEqual([["ran\n"], ["ran\n"]]);
  });

  it("the effect sees leaves that an edit brings, and is told when they come", () => {
    const live = createPython("a = 1");
    const { seen } = watch(() => Object.keys(live.leaves));
    live.cells[0]?.edit("a = 1\nb = 2");
    expect(seen).toEqual([["a"], ["a", "b"]]);
  });
});

describe("an edit", () => {
  it("keeps what the hand holds, unless the source gives that name another value", () => {
    const live = createPython("a = 1\nb = 2\nprint(a, b)");
    const [cell] = live.cells;
    leaf(live, "a").set(10);
    leaf(live, "b").set(20);
    expect(live.text).toBe("10 20\n");
    cell?.edit("a = 1\nb = 3\nprint(a, b, 'edited')");
    expect(live.text).toBe("10 3 edited\n");
    expect(leaf(live, "b").item()).toBe(3);
    expect(cell?.source).toBe("a = 1\nb = 3\nprint(a, b, 'edited')");
  });

  it("keeps the tensor under a slider while shape and dtype stay", () => {
    const live = createPython("import torch\nw = torch.ones(2)");
    const before = leaf(live, "w");
    live.cells[0]?.edit("import torch\nw = torch.zeros(2)");
    expect(leaf(live, "w")).toBe(before);
    expect(before.tolist()).toEqual([0, 0]);
    live.cells[0]?.edit("import torch\nw = torch.zeros(3)");
    expect(leaf(live, "w")).not.toBe(before);
  });

  it("of nothing is none", () => {
    const live = createPython("print(1)");
    expect(live.text).toBe("1\n");
    live.cells[0]?.edit("print(1)");
    expect(live.text).toBe("1\n");
  });
});
