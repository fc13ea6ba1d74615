// Elementwise combinations of several tensors: rsub, lerp, addcmul, addcdiv; and isclose.

import type { Node } from "../graph";
import * as kernels from "../kernels/elementwise";
import { ternary } from "../kernels/ternary";
import { convert } from "../nested";
import { defineOp } from "../op";
import { flag, number, tensor } from "../params";
import { refuseBooleans } from "./arithmetic";
import { dataOf, planOf } from "./family";
import { ternaryPlanOf } from "./logic";
import { checkAlpha } from "./refusals";
import { awayFromZero, mask, overPairs, uniform } from "./samples";

export const rsub = defineOp({
  name: "rsub",
  gradFn: ({ other }) => `RsubBackward${other.wrapped ? 1 : 0}`,
  doc: "other - alpha * input: sub with its operands exchanged.",
  params: [tensor("input"), tensor("other"), number("alpha", 1)],
  dtype: ({ input, other, alpha }) => {
    refuseBooleans(input, other);
    checkAlpha(input, alpha);
    return input.dtype;
  },
  forward: (out, x, y) => {
    const { alpha } = out.args;
    kernels.binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), (a, b) => b - alpha * a);
  },
  backward: {
    input: ({ grad, alpha }) => grad.mul(-alpha),
    other: ({ grad }) => grad,
  },
  samples: overPairs(uniform),
});

/** Three operands, element by element, in the shape that they broadcast to. */
function three(
  out: Node,
  a: Node,
  b: Node,
  c: Node,
  f: (x: number, y: number, z: number) => number,
): void {
  const plan = ternaryPlanOf(out, a, b, c);
  ternary(dataOf(out), dataOf(a), dataOf(b), dataOf(c), plan, f);
}

/** From whichever end is nearer, so that both ends are met exactly. */
const between = (x: number, end: number, weight: number): number =>
  Math.abs(weight) < 0.5 ? x + weight * (end - x) : end - (end - x) * (1 - weight);

export const lerp = defineOp({
  name: "lerp",
  gradFn: ({ weight }) => `LerpBackward${weight.wrapped ? 0 : 1}`,
  doc: "input + weight * (end - input).",
  params: [tensor("input"), tensor("end"), tensor("weight")],
  forward: (out, x, end, weight) => three(out, x, end, weight, between),
  backward: {
    input: ({ grad, weight }) => grad.mul(weight.neg().add(1)),
    end: ({ grad, weight }) => grad.mul(weight),
    weight: ({ grad, input, end }) => grad.mul(end.sub(input)),
  },
  samples: () => [
    [uniform([2, 3]), uniform([3]), 0.3],
    [uniform([2, 1]), uniform([3]), uniform([3], 0.1, 0.9)],
  ],
});

export const addcmul = defineOp({
  name: "addcmul",
  doc: "input + value * tensor1 * tensor2.",
  params: [tensor("input"), tensor("tensor1"), tensor("tensor2"), number("value", 1)],
  forward: (out, x, a, b) => {
    const value = convert(out.args.value, out.dtype);
    three(out, x, a, b, (v, p, q) => v + value * p * q);
  },
  backward: {
    input: ({ grad }) => grad,
    tensor1: ({ grad, tensor2, value }) => grad.mul(tensor2.mul(value)),
    tensor2: ({ grad, tensor1, value }) => grad.mul(tensor1.mul(value)),
  },
  samples: () => [[uniform([2, 3]), uniform([3]), uniform([2, 1]), { value: 0.5 }]],
});

export const addcdiv = defineOp({
  name: "addcdiv",
  doc: "input + value * tensor1 / tensor2.",
  params: [tensor("input"), tensor("tensor1"), tensor("tensor2"), number("value", 1)],
  promote: "floating",
  forward: (out, x, a, b) => {
    const { value } = out.args;
    three(out, x, a, b, (v, p, q) => v + (value * p) / q);
  },
  backward: {
    input: ({ grad }) => grad,
    tensor1: ({ grad, tensor2, value }) => grad.mul(value).div(tensor2),
    tensor2: ({ grad, tensor1, tensor2, value }) =>
      grad.mul(tensor1.mul(-value)).div(tensor2.mul(tensor2)),
  },
  samples: () => [[uniform([2, 3]), uniform([3]), awayFromZero([2, 1], 0.5), { value: 1.5 }]],
});

export const isclose = defineOp({
  name: "isclose",
  doc: "Whether |input - other| ≤ atol + rtol · |other|, elementwise.",
  params: [
    tensor("input"),
    tensor("other"),
    number("rtol", 1e-5),
    number("atol", 1e-8),
    flag("equalNan", false),
  ],
  dtype: "bool",
  forward: (out, x, y) => {
    const { rtol, atol, equalNan } = out.args;
    const close = (a: number, b: number) =>
      a === b ||
      (Number.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b)) ||
      (equalNan && a !== a && b !== b);
    kernels.binary(dataOf(out), dataOf(x), dataOf(y), planOf(out, x, y), (a, b) =>
      close(a, b) ? 1 : 0,
    );
  },
  backward: null,
  samples: () => [
    [uniform([2]), uniform([2])],
    [mask([2]), mask([2])],
  ],
});
