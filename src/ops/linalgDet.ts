// Determinants, and their logarithms.

import { defineComposite } from "../composite";
import { tensor as constant, ones, zeros } from "../creation";
import type { Namespace } from "../definition";
import type { TypedArray } from "../dtype";
import type { Node } from "../graph";
import { determinant, type Factors, factorise, makeFactors, solve } from "../kernels/lu";
import { defineOp } from "../op";
import { tensor } from "../params";
import { type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { cross } from "./linalgCross";
import { inverseOrInfinite } from "./linalgInverse";
import { regular } from "./linalgSamples";
import { eachFactorised, requireReal, roomFor } from "./linalgSquare";
import { uniform } from "./samples";

const batchOf = (op: string, input: Node): Size => size(requireReal(op, input).slice(0, -2));

/** A number of each matrix, as a matrix of one element. */
const widened = (numbers: Tensor): Tensor => numbers.unsqueeze(-1).unsqueeze(-1);

/** A, the determinant's derivative with respect to each element. Exact for singular matrices, too. */
function cofactors(input: Tensor): Tensor {
  const n = input.size(-1);
  const { dtype } = input;
  if (n < 2) return ones(input.shape, { dtype });
  if (n === 2)
    return input.flip([-2, -1]).mul(
      constant(
        [
          [1, -1],
          [-1, 1],
        ],
        { dtype },
      ),
    );
  // A row's cofactors are the cross product of the two rows that follow it, in a circle.
  if (n === 3) return cross(input.roll(-1, -2), input.roll(-2, -2), -1);
  return cofactorsOp(input);
}

const cofactorsOp: (input: Tensor) => Tensor = defineOp({
  name: "cofactors",
  namespace: "internal",
  doc: "The determinants of what is left without each row and column in turn, with alternating signs.",
  params: [tensor("input")],
  promote: "none",
  shape: ({ input }) => input.shape,
  forward: (out, a) => {
    const [data, from] = [dataOf(out), dataOf(a)];
    eachFactorised(roomFor(out, a), a, (factors, index) => {
      const start = index * factors.n ** 2;
      if (factors.zeroAt === 0) scaledInverse(data, start, factors);
      else minors(data, from, start, factors.n);
    });
  },
  // C = det(A) A⁻ᵀ:  dĀ = (⟨C̄, C⟩ C - C C̄ᵀ C) / det(A)
  backward: {
    input: ({ grad, input, output }) => {
      const weight = grad.mul(output).sum([-2, -1], true);
      const twice = output.matmul(grad.transpose(-2, -1)).matmul(output);
      return weight
        .mul(output)
        .sub(twice)
        .div(widened(determinantOf(input)));
    },
  },
  samples: () => [[regular([4, 4])]],
});

/** The cofactors of a regular matrix: det(A) A⁻ᵀ, row by row. */
function scaledInverse(data: TypedArray, start: number, factors: Factors): void {
  const { n } = factors;
  const scale = determinant(factors);
  const unit = new Float64Array(n);
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    unit.fill(0);
    unit[i] = scale;
    solve(factors, unit, x, false);
    for (let j = 0; j < n; j++) data[start + i * n + j] = x[j] as number;
  }
}

/** The cofactors of a singular matrix, each a determinant of its own: slow, but nothing is divided. */
function minors(data: TypedArray, from: TypedArray, start: number, n: number): void {
  const factors = makeFactors(n - 1, "float64");
  const minor = new Float64Array((n - 1) ** 2);
  for (let i = 0; i < n * n; i++) {
    const [row, column] = [Math.floor(i / n), i % n];
    takeMinor(minor, from, start, n, row, column);
    factorise(factors, minor, 0, false);
    data[start + i] = (row + column) % 2 === 0 ? determinant(factors) : -determinant(factors);
  }
}

function takeMinor(
  minor: Float64Array,
  from: ArrayLike<number>,
  start: number,
  n: number,
  row: number,
  column: number,
): void {
  let k = 0;
  for (let i = 0; i < n; i++) {
    if (i === row) continue;
    for (let j = 0; j < n; j++) {
      if (j !== column) minor[k++] = from[start + i * n + j] as number;
    }
  }
}

const determinantOf: (input: Tensor) => Tensor = defineOp({
  name: "determinant",
  namespace: "internal",
  gradFn: "LinalgDetBackward0",
  doc: "The determinant.",
  params: [tensor("input")],
  promote: "none",
  shape: ({ input }) => batchOf("linalg.det", input),
  forward: (out, a) => {
    const data = dataOf(out);
    eachFactorised(roomFor(out, a), a, (factors, i) => {
      data[i] = determinant(factors);
    });
  },
  backward: { input: ({ grad, input }) => widened(grad).mul(cofactors(input)) },
  samples: () => [[uniform([1, 1])], [uniform([2, 2])], [regular([2, 3, 3])], [regular([4, 4])]],
});

const detAs = (namespace: Namespace) =>
  defineComposite({
    name: "det",
    namespace,
    doc: "The determinant of square matrices (…, n, n).",
    params: [tensor("input")],
    compose: ({ input }): Tensor => determinantOf(input),
    samples: () => [[regular([3, 3])], [regular([2, 2, 2])]],
  });

export const det = detAs("torch");
export const linalgDet = detAs("linalg");

/** The sign of a determinant, and the logarithm of its magnitude: neither overflows. */
function signOf({ n, values, sign }: Factors): number {
  let product = sign;
  for (let i = 0; i < n; i++) {
    const pivot = values[i * n + i] as number;
    product *= pivot > 0 ? 1 : pivot < 0 ? -1 : 0;
  }
  return product;
}

function logOf({ n, values }: Factors): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += Math.log(Math.abs(values[i * n + i] as number));
  return total;
}

/** Both results bear one name, and refuse in the name of whoever was called. */
const signed = (caller: string, by: string) => {
  const shared = {
    namespace: "internal",
    gradFn: "LinalgSlogdetBackward0",
    params: [tensor("input")],
    promote: "none",
    shape: ({ input }: { input: Node }) => batchOf(caller, input),
    samples: () => [[regular([3, 3])], [regular([2, 2, 2])]],
  } as const;
  const sign = defineOp({
    ...shared,
    name: `${by}Sign`,
    doc: "The sign of the determinant: -1, 0 or 1.",
    forward: (out, a) => {
      const data = dataOf(out);
      eachFactorised(roomFor(out, a), a, (factors, i) => {
        data[i] = signOf(factors);
      });
    },
    backward: { input: ({ facts }) => zeros(facts.input.shape, { dtype: facts.input.dtype }) },
  });
  const log = defineOp({
    ...shared,
    name: `${by}Log`,
    doc: "The logarithm of the determinant's magnitude.",
    forward: (out, a) => {
      const data = dataOf(out);
      eachFactorised(roomFor(out, a), a, (factors, i) => {
        data[i] = logOf(factors);
      });
    },
    // d log|det A| = A⁻ᵀ
    backward: {
      input: ({ grad, input }) => widened(grad).mul(inverseOrInfinite(input).transpose(-2, -1)),
    },
  });
  return { sign, log };
};

const bySlogdet = signed("linalg.slogdet", "slogdet");
const byLogdet = signed("logdet", "logdet");

const slogdetAs = (namespace: Namespace) =>
  defineComposite({
    name: "slogdet",
    namespace,
    result: "readonly [sign: Tensor, logabsdet: Tensor]",
    doc: "The sign of the determinant, and the logarithm of its magnitude; in an array.",
    params: [tensor("input")],
    compose: ({ input }): readonly [sign: Tensor, logabsdet: Tensor] => [
      bySlogdet.sign(input),
      bySlogdet.log(input),
    ],
    samples: () => [[regular([3, 3])]],
  });

export const slogdet = slogdetAs("torch");
export const linalgSlogdet = slogdetAs("linalg");

export const logdet = defineComposite({
  name: "logdet",
  doc: "The logarithm of the determinant; NaN where that is negative.",
  params: [tensor("input")],
  compose: ({ input }): Tensor =>
    byLogdet.log(input).where(byLogdet.sign(input).ne(-1), Number.NaN),
  samples: () => [[regular([3, 3])]],
});
