// Integers and booleans: what they hold, what sums of them are, and what has no kernel for them.

import { describe, expect, it } from "vitest";
import {
  abs,
  add,
  addcmul,
  cumsum,
  eye,
  floor,
  fmod,
  full,
  gradcheck,
  mean,
  nn,
  ones,
  pow,
  relu,
  remainder,
  rsub,
  sub,
  type Tensor,
  tensor,
} from "../../src/index";

const F = nn.functional;
const int = (data: number[]): Tensor => tensor(data, { dtype: "int64" });
const flags = tensor([true, false]);
const fractional =
  "For integral input tensors, argument alpha must not be a floating point number.";

describe("int64", () => {
  it("takes fills as integers", () => {
    expect(int([1, 2]).maskedFill(flags, 0.5).tolist()).toEqual([0, 2]);
    expect(flags.maskedFill(flags, 0.5).tolist()).toEqual([true, false]);
    expect(int([1, 2]).fill_(2.7).tolist()).toEqual([2, 2]);
    expect(addcmul(int([1]), int([2]), int([3]), { value: 0.5 }).tolist()).toEqual([1]);
  });

  it("is not scaled by a fraction", () => {
    for (const op of [add, sub, rsub]) {
      expect(() => op(int([1]), int([1]), { alpha: 0.5 })).toThrow(fractional);
      expect(op(tensor([1]), int([1]), { alpha: 0.5 }).dtype).toBe("float32");
    }
  });

  it("casts before it adds up", () => {
    const x = tensor([0.5, 1.7, -1.9]);
    expect(x.sum({ dtype: "int64" }).item()).toBe(0);
    expect(cumsum(x, 0, { dtype: "int64" }).tolist()).toEqual([0, 1, 0]);
    expect(ones(256).sum({ dtype: "bool" }).item()).toBe(true);
    expect(() => x.nansum({ dtype: "int64" })).toThrow(`"nansum_cpu" not implemented for 'Long'`);
    expect(() => mean(x, { dtype: "int64" })).toThrow("Optional dtype must be either");
    expect(() => mean(int([1]))).toThrow("Input dtype must be either");
  });

  it("has no negative zero", () => {
    const [zero, minus] = [int([0]), int([-3])];
    const results = [
      tensor([-0.5]).to("int64"),
      tensor([-0.5], { dtype: "int64" }),
      zero.neg(),
      zero.mul(-3),
      zero.div(minus, { roundingMode: "trunc" }),
      zero.floorDivide(minus),
      fmod(minus, 3),
      remainder(minus, 3),
      int([-1]).div(3, { roundingMode: "trunc" }),
    ];
    for (const result of results) expect(result.tolist()).toEqual([0]);
    expect(tensor([0]).neg().tolist()).toEqual([-0]);
  });

  it("shows what it cannot hold as processors do, and refuses it as a literal", () => {
    const out = tensor([Number.NaN, Number.POSITIVE_INFINITY]).to("int64");
    expect(out.tolist()).toEqual([-(2 ** 63), -(2 ** 63)]);
    expect(() => int([Number.NaN])).toThrow(
      "value cannot be converted to type int64 without overflow",
    );
    expect(() => full([2], Number.NaN, { dtype: "int64" })).toThrow(
      "value cannot be converted to type int64_t without overflow",
    );
  });
});

describe("bool", () => {
  it("adds up to whether either holds", () => {
    const both = flags.add(flags);
    expect([both.dtype, both.toTypedArray()]).toEqual(["bool", Uint8Array.of(1, 0)]);
    expect(flags.add(true).toTypedArray()).toEqual(Uint8Array.of(1, 1));
    expect(flags.add(flags, { alpha: 2 }).toTypedArray()).toEqual(Uint8Array.of(1, 0));
    expect(flags.add(flags.logicalNot(), { alpha: 0 }).tolist()).toEqual([true, false]);
    expect(flags.add(1).tolist()).toEqual([2, 1]);
  });

  it("is not subtracted from anything", () => {
    for (const subtract of [() => flags.sub(1), () => sub(1, flags), () => tensor([1]).sub(flags)])
      expect(subtract).toThrow("Subtraction, the `-` operator, with a bool tensor");
    expect(() => flags.sub(flags)).toThrow("with two bool tensors");
  });

  it("is refused in PyTorch's words where there is no kernel", () => {
    const matrix = tensor([
      [true, false],
      [true, true],
    ]);
    const refusals: [() => unknown, string][] = [
      [() => relu(flags), "Boolean inputs not supported for relu"],
      [() => abs(flags), `"abs_cpu" not implemented for 'Bool'`],
      [() => floor(flags), `"floor_vml_cpu" not implemented for 'Bool'`],
      [() => pow(flags, flags), `"pow" not implemented for 'Bool'`],
      [() => flags.remainder(flags), `"remainder_cpu" not implemented for 'Bool'`],
      [() => flags.floorDivide(flags), `"div_floor_cpu" not implemented for 'Bool'`],
      [() => matrix.matmul(matrix), `"addmm_impl_cpu_" not implemented for 'Bool'`],
      [() => matrix.matmul(flags), `"addmv_impl_cpu" not implemented for 'Bool'`],
      [() => flags.matmul(flags), `"dot" not implemented for 'Bool'`],
    ];
    for (const [call, message] of refusals) expect(call).toThrow(message);
    expect(flags.pow(2).tolist()).toEqual([1, 0]);
  });
});

describe("losses", () => {
  it("are of floating point only", () => {
    const x = int([1, 0]);
    const casting = "result type Float can't be cast to the desired output type Long";
    expect(() => F.mseLoss(x, x)).toThrow(`"mse_cpu" not implemented for 'Long'`);
    expect(() => F.smoothL1Loss(x, x)).toThrow(`"smooth_l1_cpu" not implemented for 'Long'`);
    expect(() => F.huberLoss(x, x)).toThrow(`"huber_cpu" not implemented for 'Long'`);
    expect(() => F.binaryCrossEntropyWithLogits(x, x)).toThrow(casting);
    expect(() => F.binaryCrossEntropyWithLogits(tensor([1, 2]), x)).toThrow(casting);
    expect(() => F.binaryCrossEntropy(x, x)).toThrow(
      `"binary_cross_entropy" not implemented for 'Long'`,
    );
    expect(F.mseLoss(tensor([1, 2]), x).item()).toBe(2);
  });
});

describe("means and matrices", () => {
  it("divides a total once", () => {
    expect(ones(49, { dtype: "float64" }).mean().item()).toBe(1);
    expect(ones(49, 2, { dtype: "float64" }).mean(0).tolist()).toEqual([1, 1]);
  });

  it("refuses identities of negative size", () => {
    expect(() => eye(-1)).toThrow("n must be greater or equal to 0, got -1");
    expect(() => eye(2, -1)).toThrow("m must be greater or equal to 0, got -1");
  });
});

it("takes functions of the library in gradcheck", () => {
  const x = tensor([0.5], { dtype: "float64", requiresGrad: true });
  expect(gradcheck(add, [x, x.detach()])).toBe(true);
  expect(gradcheck((v) => v.tanh(), [x])).toBe(true);
});
