// Convolutions: in wasm and in JavaScript, forward and both gradients, against doubles.

import { describe, expect, it } from "vitest";
import { manualSeed, nn, randn, type Tensor } from "../../src/index";
import { allowMachine } from "../../src/kernels/wasm/instance";

interface Movement {
  readonly stride?: number | number[];
  readonly padding?: number | number[] | "same";
  readonly dilation?: number | number[];
  readonly groups?: number;
  readonly outputPadding?: number;
}

type Case = readonly [name: string, input: number[], weight: number[], movement: Movement];

const F = nn.functional;

const plain: Case[] = [
  ["a plane", [2, 3, 9, 11], [5, 3, 3, 3], {}],
  ["padding", [2, 3, 9, 11], [5, 3, 3, 3], { padding: 1 }],
  ["a kernel as large as the plane", [3, 4, 6, 7], [9, 4, 6, 7], {}],
  ["one element for each channel", [2, 17, 8, 9], [12, 17, 1, 1], {}],
  ["an even kernel that keeps the size", [1, 3, 10, 10], [8, 3, 4, 2], { padding: "same" }],
  ["a stride", [2, 4, 15, 14], [10, 4, 3, 5], { stride: 2, padding: [1, 3] }],
  [
    "strides that differ",
    [1, 4, 15, 14],
    [8, 4, 2, 3],
    { stride: [3, 1], dilation: [1, 2], padding: 2 },
  ],
  ["a stride beyond the kernel", [2, 5, 17, 17], [6, 5, 2, 2], { stride: 3 }],
  ["dilation", [2, 3, 16, 15], [7, 3, 3, 3], { dilation: [2, 4], padding: 3 }],
  ["more padding than kernel", [1, 6, 5, 5], [6, 6, 3, 3], { padding: 4 }],
  ["groups", [2, 12, 10, 9], [9, 4, 3, 3], { groups: 3, padding: 1 }],
  ["a channel each", [2, 10, 12, 12], [20, 1, 3, 3], { groups: 10, stride: 2 }],
  ["many channels", [1, 70, 9, 9], [67, 70, 3, 3], { padding: 1 }],
  ["an image of several bands", [1, 40, 70, 90], [3, 40, 3, 3], { padding: 1 }],
  ["a line", [3, 5, 60], [11, 5, 4], { padding: 2, stride: 2 }],
];

const transposed: Case[] = [
  ["a plane", [2, 5, 9, 11], [5, 3, 3, 3], {}],
  ["a stride", [2, 5, 9, 8], [5, 6, 4, 3], { stride: 2, padding: 1, outputPadding: 1 }],
  ["groups", [2, 6, 9, 8], [6, 4, 3, 3], { stride: [1, 3], groups: 2 }],
  ["a line", [2, 9, 40], [9, 7, 5], { stride: 3, padding: 2, dilation: 2 }],
];

function inJavaScript<T>(fn: () => T): T {
  const before = allowMachine(false);
  try {
    return fn();
  } finally {
    allowMachine(before);
  }
}

type Convolve = (x: Tensor, w: Tensor, b: Tensor, movement: Movement) => Tensor;

const forward: Convolve = (x, w, b, movement) =>
  w.ndim === 3
    ? F.conv1d(x, w, b, movement as { stride: number })
    : F.conv2d(x, w, b, movement as { stride: number });
const back: Convolve = (x, w, b, movement) =>
  w.ndim === 3
    ? F.convTranspose1d(x, w, b, movement as { stride: number })
    : F.convTranspose2d(x, w, b, movement as { stride: number });

/** The result, and the derivatives by input, weight and bias in a direction that is all its own. */
function results(
  convolve: Convolve,
  values: readonly Tensor[],
  movement: Movement,
  dtype: "float32" | "float64",
  size: (t: Tensor) => Tensor = (t) => t,
): Tensor[] {
  const leaves = values.map((t) => size(t.to(dtype)).clone().detach().requiresGrad_());
  const y = convolve(leaves[0] as Tensor, leaves[1] as Tensor, leaves[2] as Tensor, movement);
  manualSeed(9);
  y.backward(size(randn([...y.shape]).to(dtype)));
  return [y.snapshot(), ...leaves.map((leaf) => leaf.grad as Tensor)];
}

const unit = 2 ** -24;

/** Every result is within 8 roundings of the same sum of absolute values. */
function check(convolve: Convolve, [, input, weight, movement]: Case): void {
  manualSeed(2);
  const channels =
    convolve === forward ? (weight[0] as number) : (weight[1] as number) * (movement.groups ?? 1);
  const values = [randn(input), randn(weight), randn(channels)];
  const exact = inJavaScript(() => results(convolve, values, movement, "float64"));
  const sizes = inJavaScript(() => results(convolve, values, movement, "float64", (t) => t.abs()));
  const close = (found: readonly Tensor[], roundings: number): void => {
    found.slice(0, 3).forEach((value, i) => {
      const wanted = exact[i] as Tensor;
      expect(value.shape).toEqual(wanted.shape);
      const allowed = (sizes[i] as Tensor).mul(roundings * unit);
      const errors = value.to("float64").sub(wanted).abs();
      expect(errors.le(allowed).all().item()).toBe(true);
    });
  };
  close(results(convolve, values, movement, "float32"), 8);
  close(
    inJavaScript(() => results(convolve, values, movement, "float32")),
    1.01,
  );
}

describe("a convolution and its gradients are within 8 roundings, with", () => {
  it.each(plain)("%s", (...given) => check(forward, given));
});

describe("a transposed convolution and its gradients are within 8 roundings, with", () => {
  it.each(transposed)("%s", (...given) => check(back, given));
});

describe("convolutions", () => {
  it("are summed in single precision, by the wasm kernel", () => {
    manualSeed(3);
    const [x, w] = [randn(1, 8, 12, 12), randn(8, 8, 3, 3)];
    const both = [F.conv2d(x, w).tolist(), inJavaScript(() => F.conv2d(x, w).tolist())];
    expect(both[0]).not.toEqual(both[1]);
  });

  it("are the same in a graph that is kept as in one that is made anew", () => {
    manualSeed(4);
    const x = randn(2, 3, 10, 10);
    const w = randn(6, 3, 3, 3);
    const kept = F.conv2d(x, w, null, { padding: 1 });
    for (let i = 0; i < 30; i++) {
      x.setAt([0, 1, i % 10, 3], i);
      w.setAt([i % 6, 0, 0, 0], -i);
      expect(kept.tolist()).toEqual(F.conv2d(x, w, null, { padding: 1 }).tolist());
    }
  });

  it("too large for the kernel are computed in JavaScript", () => {
    const x = randn(1, 1, 1, 70_000);
    const w = randn(1, 1, 1, 3);
    const found = F.conv2d(x, w);
    expect(found.tolist()).toEqual(inJavaScript(() => F.conv2d(x, w).tolist()));
  });

  it("can be differentiated twice", () => {
    manualSeed(5);
    const penalty = (dtype: "float32" | "float64"): Tensor => {
      manualSeed(6);
      const x = randn(2, 3, 9, 9).to(dtype).requiresGrad_();
      const w = randn(5, 3, 3, 3).to(dtype).requiresGrad_();
      const y = F.conv2d(x, w, null, { stride: 2, padding: 1 });
      y.pow(2).sum().backward(null, { createGraph: true });
      (x.grad as Tensor).pow(2).sum().backward();
      return w.grad as Tensor;
    };
    const exact = inJavaScript(() => penalty("float64"));
    const error = penalty("float32").to("float64").sub(exact).abs().max().item();
    expect(error / exact.abs().max().item()).toBeLessThan(1e-6);
  });
});
