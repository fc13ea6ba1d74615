// The op behind padding and interpolation: a linear map along each of some dimensions, and its
// adjoint. What is mapped where is a value of its own, a `Resampling`, which pad.ts and
// interpolate.ts make.

import type { TypedArray } from "../dtype";
import * as kernels from "../kernels/resample";
import { defineOp } from "../op";
import { sizes, tensor } from "../params";
import { numel, type Shape, type Size, size } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";
import { uniform } from "./samples";
import { ownParam } from "./spatial";

/** A map along dimensions. A class, since a plain object at a call's end would be its options. */
export class Resampling {
  constructor(
    /** PyTorch's name of the backward node. */
    readonly gradFn: string,
    /** What an element is that reads no input. */
    readonly fill: number,
    /** For each dimension of the input its map; null where nothing is mapped. */
    readonly taps: (shape: Shape) => readonly (kernels.Taps | null)[],
  ) {}
}

const map = ownParam(
  "map",
  "Resampling",
  "a map along dimensions",
  (v) => (v instanceof Resampling ? v : undefined),
  true,
);

/** One dimension after the other, through buffers between them. */
interface Step {
  readonly outer: number;
  readonly inner: number;
  readonly taps: kernels.Taps;
  readonly into: Float64Array | null;
}

function planSteps(shape: Shape, taps: readonly (kernels.Taps | null)[]): Step[] {
  const sizes = [...shape];
  const mapped = taps.flatMap((t, d) => (t === null ? [] : [d]));
  return mapped.map((d, k) => {
    const along = taps[d] as kernels.Taps;
    const outer = numel(sizes.slice(0, d));
    const inner = numel(sizes.slice(d + 1));
    sizes[d] = along.outputs;
    const last = k === mapped.length - 1;
    return { outer, inner, taps: along, into: last ? null : new Float64Array(numel(sizes)) };
  });
}

function runSteps(out: TypedArray, x: TypedArray, steps: readonly Step[], fill: number): void {
  let from = x;
  for (const { outer, inner, taps, into } of steps) {
    const to = into ?? out;
    kernels.resample(to, from, outer, inner, taps, fill);
    from = to;
  }
  if (steps.length === 0) out.set(x);
}

const shapeAfter = (shape: Shape, taps: readonly (kernels.Taps | null)[]): Size =>
  size(Array.from(shape, (n, d) => taps[d]?.outputs ?? n));

/** A map that the samples try: from three elements to two. */
const example = new Resampling("ResampleBackward0", 0.5, (shape) =>
  shape.map((n, d) =>
    d === 0
      ? null
      : kernels.tapsOf(n, 3, (j) =>
          j === 0
            ? [
                [0, 0.5],
                [n - 1, 2],
              ]
            : j === 1
              ? [[1, -1]]
              : [],
        ),
  ),
);

export const resample: (input: Tensor, map: Resampling) => Tensor = defineOp({
  name: "resample",
  namespace: "internal",
  gradFn: ({ map }) => map.gradFn,
  doc: "A linear map along some dimensions: padding, interpolation.",
  params: [tensor("input"), map],
  promote: "none",
  shape: ({ input, map }) => shapeAfter(input.shape, map.taps(input.shape)),
  forward: (out, x) => {
    const { map } = out.args;
    out.plan ??= planSteps(x.shape, map.taps(x.shape));
    runSteps(dataOf(out), dataOf(x), out.plan as Step[], map.fill);
  },
  backward: { input: ({ grad, map, facts }) => spread(grad, facts.input.shape, map) },
  samples: () => [[uniform([2, 3, 2]), { map: example }]],
});

const spread: (cotangent: Tensor, shape: Shape, map: Resampling) => Tensor = defineOp({
  name: "resampleBackward",
  namespace: "internal",
  gradFn: ({ map }) => map.gradFn.replace("Backward", "BackwardBackward"),
  doc: "The adjoint of a linear map along some dimensions.",
  params: [tensor("cotangent"), sizes("shape"), map],
  promote: "none",
  shape: ({ shape }) => size(shape),
  forward: (out, grad) => {
    const { map } = out.args;
    if (out.plan === null) {
      const taps = map.taps(out.shape).map((t) => t && kernels.transposeTaps(t));
      out.plan = planSteps(grad.shape, taps);
    }
    runSteps(dataOf(out), dataOf(grad), out.plan as Step[], 0);
  },
  // the map without what it fills in
  backward: {
    cotangent: ({ grad, map }) => resample(grad, new Resampling(map.gradFn, 0, map.taps)),
  },
  samples: () => [[uniform([2, 3, 3]), { shape: [2, 3, 2], map: example }]],
});
