// Elementwise kernels over whole tensors: arithmetic in wasm gives the bits of the JavaScript kernels,
// however operands broadcast and whatever is left over at the end of a row.

import { afterEach, describe, expect, it } from "vitest";
import { nn, slice, type Tensor, tensor } from "../../src/index";
import { allowMachine } from "../../src/kernels/wasm/instance";

const F = nn.functional;

afterEach(() => {
  allowMachine(true);
});

/** What `f` gives with the wasm kernels and without; a fresh graph each time. */
function bothWays(f: () => Tensor): readonly [ArrayLike<number>, ArrayLike<number>] {
  allowMachine(true);
  const wasm = f().toTypedArray();
  allowMachine(false);
  return [wasm, f().toTypedArray()];
}

function expectSameBits(f: () => Tensor): void {
  const [wasm, js] = bothWays(f);
  for (let i = 0; i < js.length; i++) {
    if (!Object.is(wasm[i], js[i])) throw new Error(`at ${i}: ${wasm[i]} in wasm, ${js[i]} in JS`);
  }
  expect(wasm.length).toBe(js.length);
}

const special = [0, -0, Infinity, -Infinity, Number.NaN, 2 ** -149, -(2 ** -130), 3.4e38];

/** Numbers of many sizes and both signs, with special ones among them. */
function numbers(shape: readonly number[], seed: number): Tensor {
  const length = shape.reduce((n, size) => n * size, 1);
  const at = (i: number) =>
    (i * seed) % 101 === 5
      ? (special[i % special.length] as number)
      : Math.sin(i * seed) * 2 ** ((i * seed) % 30);
  return tensor(Float32Array.from({ length }, (_, i) => at(i))).reshape([...shape]);
}

const unary: Record<string, (x: Tensor) => Tensor> = {
  neg: (x) => x.neg(),
  abs: (x) => x.abs(),
  sqrt: (x) => x.sqrt(),
  rsqrt: (x) => x.rsqrt(),
  reciprocal: (x) => x.reciprocal(),
  "pow 2": (x) => x.pow(2),
  "pow 3": (x) => x.pow(3),
  "pow 0.5": (x) => x.pow(0.5),
  relu: (x) => x.relu(),
  leakyRelu: (x) => F.leakyRelu(x, 0.1),
  hardtanh: (x) => F.hardtanh(x, -0.3, 2.1),
};

const binary: Record<string, (x: Tensor, y: Tensor) => Tensor> = {
  add: (x, y) => x.add(y),
  "add scaled": (x, y) => x.add(y, { alpha: 0.1 }),
  sub: (x, y) => x.sub(y),
  "sub scaled": (x, y) => x.sub(y, { alpha: 3 }),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
  maximum: (x, y) => x.maximum(y),
  minimum: (x, y) => x.minimum(y),
};

/** How two operands may meet. The last dimensions are no multiples of four; some rows are long. */
const meetings: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[4099], [4099]],
  [[4099], []],
  [[], [4099]],
  [[700, 3], [3]],
  [
    [700, 3],
    [700, 1],
  ],
  [[3], [700, 3]],
  [[31, 131], [131]],
  [
    [31, 131],
    [31, 1],
  ],
  [
    [9, 8, 77],
    [8, 1],
  ],
  [
    [9, 40, 7],
    [40, 1],
  ],
  [
    [9, 40, 7],
    [40, 7],
  ],
  [
    [9, 40, 7],
    [9, 1, 7],
  ],
  [
    [1, 70],
    [60, 1],
  ],
  [[2, 1501], [1501]],
];

describe("arithmetic in wasm", () => {
  it.each(Object.entries(unary))("%s gives the bits of JavaScript", (_, f) => {
    for (const length of [4099, 5003]) expectSameBits(() => f(numbers([length], 7)));
  });

  it.each(Object.entries(binary))("%s gives the bits of JavaScript, broadcasting", (_, f) => {
    for (const [a, b] of meetings) {
      expectSameBits(() => f(numbers(a, 7), numbers(b, 11)));
      expectSameBits(() => f(numbers(a, 7).to("float64"), numbers(b, 11).to("float64")));
    }
  });

  it.each(["relu", "tanh", "sigmoid"] as const)(
    "the derivative of %s gives the bits of JavaScript",
    (name) => {
      // At 0.3 both sides round the function itself alike.
      const x = () => tensor(new Float32Array(4099).fill(0.3), { requiresGrad: true });
      const g = numbers([4099], 13);
      expectSameBits(() => {
        const leaf = x();
        leaf[name]().backward(g);
        return leaf.grad as Tensor;
      });
    },
  );

  const views: Record<string, (x: Tensor) => Tensor> = {
    "transposed matrix": (x) => x.reshape([61, 77]).t(),
    "transposed batches": (x) => x.reshape([7, 11, 61]).transpose(1, 2),
    "exchanged middle": (x) => x.reshape([7, 11, 61]).permute([1, 0, 2]),
    "five dimensions": (x) => x.reshape([7, 11, 61, 1, 1]).permute([3, 2, 4, 1, 0]),
    "one of the first": (x) => x.reshape([7, 11, 61]).select(0, 3),
    "one of the last": (x) => x.reshape([61, 77]).select(1, -2),
    "each third": (x) => x.reshape([7, 11, 61]).at("...", slice(1, null, 3)),
    "in the middle": (x) => x.reshape([7, 11, 61]).at(slice(2, 5), slice(3, 9)).transpose(0, 2),
    "repeated rows": (x) => x.reshape([1, 4697]).expand([3, 4697]),
    "repeated numbers": (x) => x.reshape([77, 61, 1]).expand([77, 61, 5]),
    clone: (x) => x.clone(),
  };

  it.each(Object.entries(views))("%s: the elements in the order of JavaScript", (_, f) => {
    expectSameBits(() => f(numbers([4697], 7)).contiguous());
    // And in a program, at sizes that are not worth a copy.
    expectSameBits(() => {
      const x = numbers([4697], 7);
      const shown = f(x).mul(2);
      for (let value = 0; value < 9; value++) {
        x.setAt([value], value);
        shown.toTypedArray();
      }
      return shown;
    });
  });

  it.each([[[4097]], [[7, 33]], [[33]], [[7, 1]]])("maskedFill by a mask of %j", (shape) => {
    const size = shape.reduce((n, length) => n * length, 1);
    const data = Float32Array.from({ length: size }, (_, i) => (Math.sin(i * i) > 0.3 ? 1 : 0));
    const mask = tensor(data).reshape(shape).ne(0);
    const filled = shape[0] === 4097 ? [4097] : [11, 7, 33];
    expectSameBits(() => numbers(filled, 7).maskedFill(mask, -2.5));
  });

  it("leaves what lies behind a tensor alone", () => {
    const x = tensor(new Float32Array(5).fill(1));
    const behind = tensor(new Float32Array(5).fill(2));
    const [sum, kept] = [x.add(x), behind.mul(1)];
    // Often enough for both to become one program, in memory side by side.
    for (let step = 1; step < 20; step++) {
      x.set(new Float32Array(5).fill(step));
      behind.set(new Float32Array(5).fill(-step));
      expect(Array.from(sum.toTypedArray())).toEqual(new Array(5).fill(2 * step));
      expect(Array.from(kept.toTypedArray())).toEqual(new Array(5).fill(-step));
    }
  });
});

describe("functions in single precision", () => {
  const functions: Record<string, (x: Tensor) => Tensor> = {
    exp: (x) => x.exp(),
    log: (x) => x.log(),
    tanh: (x) => x.tanh(),
    sigmoid: (x) => x.sigmoid(),
    erf: (x) => x.erf(),
    gelu: (x) => F.gelu(x),
    silu: (x) => F.silu(x),
    softplus: (x) => F.softplus(x, 2, 15),
  };

  it.each(Object.entries(functions))("%s and its derivative are near those of doubles", (_, f) => {
    for (const length of [64, 67, 1025]) {
      const values = Float32Array.from({ length }, (_, i) => 0.1 + Math.abs(Math.sin(i)) * 6);
      const x = tensor(values, { requiresGrad: true });
      const exact = tensor(Float64Array.from(values), { dtype: "float64", requiresGrad: true });
      const [y, z] = [f(x), f(exact)];
      y.sum().backward();
      z.sum().backward();
      const pairs = [
        [y, z],
        [x.grad as Tensor, exact.grad as Tensor],
      ] as const;
      for (const [found, expected] of pairs) {
        found.toTypedArray().forEach((value, i) => {
          const wanted = expected.toTypedArray()[i] as number;
          expect(Math.abs(value - wanted)).toBeLessThan(1e-6 * Math.max(1, Math.abs(wanted)));
        });
      }
    }
  });
});
