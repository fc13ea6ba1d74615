// The derivatives of activation functions, one kernel each: in training they cost as much as the
// functions themselves. `cotangent` is dL/d output.

import type { Backward } from "../definition";
import { binary } from "../kernels/elementwise";
import { erf } from "../kernels/special";
import * as codes from "../kernels/wasm/codes";
import { defineOp } from "../op";
import { tensor } from "../params";
import { numel } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf, planOf } from "./family";
import { type BinaryCodes, binaryInstruction, enough } from "./instructions";
import { awayFromZero, overShapes, uniform } from "./samples";

const params = [tensor("cotangent"), tensor("at")] as const;

type Slope = (cotangent: Tensor, at: Tensor) => Tensor;

interface SlopeDefinition {
  readonly name: string;
  readonly gradFn: string;
  readonly doc: string;
  readonly f: (cotangent: number, at: number) => number;
  readonly kernels: BinaryCodes;
  /** Whether the kernel is in single precision. */
  readonly approximate?: boolean;
  /** The second derivative: that of what multiplies the cotangent. */
  readonly at: Backward<typeof params>["at"];
}

const defineSlope = ({
  name,
  gradFn,
  doc,
  f,
  kernels,
  approximate,
  at,
}: SlopeDefinition): Slope => {
  const slope: Slope = defineOp({
    name,
    gradFn,
    doc,
    namespace: "internal",
    params,
    promote: "none",
    forward: (out, g, x) => binary(dataOf(out), dataOf(g), dataOf(x), planOf(out, g, x), f),
    instruction: (out, g, x) => {
      const instruction = binaryInstruction(out, g, x, kernels);
      if (approximate !== true || instruction === null) return instruction;
      return numel(out.shape) < enough ? null : { ...instruction, approximate };
    },
    // What multiplies the cotangent multiplies its derivative, too.
    backward: { cotangent: ({ grad, at }) => slope(grad, at), at },
    samples: () =>
      overShapes((shape) => awayFromZero(shape))().map(([x]) => [
        uniform((x as Tensor).shape as number[]),
        x,
      ]),
  });
  return slope;
};

export const reluBackward = defineSlope({
  name: "reluBackward",
  gradFn: "ThresholdBackwardBackward0",
  doc: "The cotangent where the output of relu is positive, 0 elsewhere.",
  f: (g, y) => (y <= 0 ? 0 : g),
  kernels: { float32: codes.reluBackwardF32 },
  at: null,
});

export const tanhBackward = defineSlope({
  name: "tanhBackward",
  gradFn: "TanhBackwardBackward0",
  doc: "cotangent · (1 - y²) for an output y of tanh.",
  f: (g, y) => g * (1 - y * y),
  kernels: { float32: codes.tanhBackwardF32 },
  at: ({ grad, cotangent, at }) => grad.mul(cotangent).mul(at).mul(-2),
});

export const sigmoidBackward = defineSlope({
  name: "sigmoidBackward",
  gradFn: "SigmoidBackwardBackward0",
  doc: "cotangent · (1 - y) y for an output y of sigmoid.",
  f: (g, y) => g * (1 - y) * y,
  kernels: { float32: codes.sigmoidBackwardF32 },
  at: ({ grad, cotangent, at }) => grad.mul(cotangent).mul(at.mul(-2).add(1)),
});

/** σ(x) (1 + x (1 - σ(x))) */
function siluSlope(x: number): number {
  const s = 1 / (1 + Math.exp(-x));
  return s * (1 + x * (1 - s));
}

export const siluBackward = defineSlope({
  name: "siluBackward",
  gradFn: "SiluBackwardBackward0",
  doc: "cotangent · σ(x) (1 + x (1 - σ(x))) for an input x of silu.",
  f: (g, x) => g * siluSlope(x),
  kernels: { float32: codes.siluBackwardF32 },
  approximate: true,
  // σ' (2 + x (1 - 2σ))
  at: ({ grad, cotangent, at }) => {
    const s = at.sigmoid();
    const bent = at.mul(s.mul(-2).add(1)).add(2);
    return grad.mul(cotangent).mul(s.mul(s.neg().add(1)).mul(bent));
  },
});

const densityAt0 = 1 / Math.sqrt(2 * Math.PI);

/** Φ(x) + x φ(x) */
const geluSlope = (x: number): number =>
  0.5 * (1 + erf(x * Math.SQRT1_2)) + x * densityAt0 * Math.exp(-0.5 * x * x);

export const geluBackward = defineSlope({
  name: "geluBackward",
  gradFn: "GeluBackwardBackward0",
  doc: "cotangent · (Φ(x) + x φ(x)) for an input x of gelu.",
  f: (g, x) => g * geluSlope(x),
  kernels: { float32: codes.geluBackwardF32 },
  approximate: true,
  // φ (2 - x²)
  at: ({ grad, cotangent, at }) => {
    const square = at.mul(at);
    const density = square.mul(-0.5).exp().mul(densityAt0);
    return grad.mul(cotangent).mul(density.mul(square.neg().add(2)));
  },
});
