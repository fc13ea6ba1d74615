// PyTorch's autograd tutorial, part by part, with its numbers.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  createTensor,
  eye,
  manualSeed,
  nn,
  noGrad,
  ones,
  onesLike,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";

const F = nn.functional;
const printed = (name: string) =>
  readFileSync(new URL(`../torch/data/snippets/${name}.out`, import.meta.url), "utf8");

function network() {
  const x = ones(5);
  const y = zeros(3);
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const z = x.matmul(w).add(b);
  const loss = F.binaryCrossEntropyWithLogits(z, y);
  return { x, y, w, b, z, loss };
}

describe("the tutorial's network", () => {
  it("prints what PyTorch prints", () => {
    manualSeed(0);
    const { w, b, z, loss } = network();
    const lines = [
      `Gradient function for z = ${z.gradFn?.name}`,
      `Gradient function for loss = ${loss.gradFn?.name}`,
    ];
    loss.backward();
    lines.push(String(w.grad), String(b.grad), "");
    expect(lines.join("\n")).toBe(printed("01_simple_network"));
  });

  it("has equal rows in w.grad, since x is all ones", () => {
    manualSeed(7);
    const { w, b, loss } = network();
    loss.backward();
    const rows = w.grad?.tolist() as number[][];
    for (const row of rows) expect(row).toEqual(b.grad?.tolist());
  });

  it("refuses a second backward, in PyTorch's words, and allows it with retainGraph", () => {
    const { loss, w } = network();
    loss.backward({ retainGraph: true });
    const once = w.grad?.toTypedArray().slice();
    loss.backward();
    expect(w.grad?.toTypedArray()).toEqual(once?.map((g) => 2 * g));
    expect(() => loss.backward()).toThrow(
      /^Trying to backward through the graph a second time \(or directly access saved tensors/,
    );
    expect(w.grad?.toTypedArray()).toEqual(once?.map((g) => 2 * g));
  });

  it("is fresh again after a leaf was written", () => {
    const { loss, w } = network();
    loss.backward();
    w.setAt([0, 0], 0.5);
    expect(() => loss.backward()).not.toThrow();
  });
});

describe("accumulation", () => {
  it("gives 2 and 4, then 4 and 8, and after zero_ 2 and 4 again", () => {
    const inp = eye(3, { requiresGrad: true });
    const out = inp.add(1).pow(2);
    const texts: string[] = [];
    out.backward(onesLike(inp), { retainGraph: true });
    texts.push(String(inp.grad));
    out.backward(onesLike(inp), { retainGraph: true });
    texts.push(String(inp.grad));
    inp.grad?.zero_();
    out.backward(onesLike(inp), { retainGraph: true });
    texts.push(String(inp.grad), "");
    expect(texts.join("\n")).toBe(printed("03_accumulate"));
  });
});

describe("control flow", () => {
  const double = (a: Tensor) => {
    let b = a.mul(2);
    while ((b.norm().item() as number) < 1000) b = b.mul(2);
    return b;
  };

  it("has the gradient c / a", () => {
    manualSeed(3);
    const a = randn([], { requiresGrad: true });
    const c = double(a);
    c.backward();
    const lines = [String(a), String(c), String(a.grad), String(a.grad?.eq(c.div(a))), ""];
    expect(lines.join("\n")).toBe(printed("04_control_flow"));
  });

  it("follows a as a dynamic graph: the gradient is a power of two that jumps", () => {
    const a = tensor(0.8, { requiresGrad: true });
    const c = createTensor(() => double(a));
    const gradient = () => {
      a.grad = null;
      c.backward();
      return (a as Tensor).grad?.item();
    };
    expect(gradient()).toBe(2048);
    a.set(3);
    expect(gradient()).toBe(512);
    expect(c.item()).toBe(1536);
  });
});

describe("gradient modes", () => {
  it("prints True, False, False", () => {
    manualSeed(0);
    const { x, w, b, z } = network();
    const inside = noGrad(() => x.matmul(w).add(b));
    const python = (v: boolean) => (v ? "True" : "False");
    const lines = [z.requiresGrad, inside.requiresGrad, z.detach().requiresGrad].map(python);
    expect([...lines, String(z), String(z.detach()), ""].join("\n")).toBe(
      printed("05_no_grad_detach"),
    );
  });
});
