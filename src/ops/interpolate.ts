// Interpolation of sequences, images and volumes to another size.

import { defineComposite } from "../composite";
import { isFloating, scalarTypeName } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import type { Taps } from "../kernels/resample";
import { dims, flag, tensor } from "../params";
import { list, numel, type Shape } from "../shape";
import type { Tensor } from "../tensor";
import { adaptiveAvgPool1d, adaptiveAvgPool2d } from "./avgPool";
import { cubicTaps, type Grid, linearTaps, nearestTaps, smoothTaps } from "./interpolationTaps";
import { Resampling, resample } from "./resample";
import { uniform } from "./samples";
import { ownParam, type PerDimension } from "./spatial";

const modes = [
  "nearest",
  "linear",
  "bilinear",
  "bicubic",
  "trilinear",
  "area",
  "nearest-exact",
] as const;
type Mode = (typeof modes)[number];

/** Modes for one rank of input only. */
const ranks: Partial<Record<Mode, number>> = { linear: 3, bilinear: 4, bicubic: 4, trilinear: 5 };

const numbers = (v: unknown): v is number | readonly number[] =>
  typeof v === "number" || (Array.isArray(v) && v.every((n) => typeof n === "number"));

const scaleFactor = ownParam(
  "scaleFactor",
  "number | readonly number[] | null",
  "a number, an array of numbers or null",
  (v): PerDimension | null | undefined => (v === null || numbers(v) ? v : undefined),
  false,
  null,
);

const mode = ownParam(
  "mode",
  modes.map((m) => `"${m}"`).join(" | "),
  "the name of an interpolation",
  (v): Mode | undefined => (typeof v === "string" ? (v as Mode) : undefined),
  false,
  "nearest",
);

const alignCorners = ownParam(
  "alignCorners",
  "boolean | null",
  "a boolean or null",
  (v): boolean | null | undefined => (v === null || typeof v === "boolean" ? v : undefined),
  false,
  null,
);

interface Target {
  readonly size: PerDimension | null;
  readonly scaleFactor: PerDimension | null;
  readonly recomputeScaleFactor: boolean;
}

/** The sizes wanted, and the factors where they count beside the sizes. */
interface Sizes {
  readonly outputs: readonly number[];
  readonly factors: readonly number[] | null;
}

const context = { op: "interpolate" };
const tuple = (values: readonly number[]) =>
  `(${values.join(", ")}${values.length === 1 ? "," : ""})`;

function sizesOf(shape: Shape, { size, scaleFactor, recomputeScaleFactor }: Target): Sizes {
  const spatial = shape.slice(2);
  if (size !== null && scaleFactor !== null) {
    throw new ValueError("only one of size or scale_factor should be defined", context);
  }
  const given = size ?? scaleFactor;
  if (given === null)
    throw new ValueError("either size or scale_factor should be defined", context);
  const values = typeof given === "number" ? spatial.map(() => given) : given;
  if (values.length !== spatial.length) {
    const inputs = `Input and ${size === null ? "scale_factor" : "output"} must have the same number of spatial dimensions, but got input with spatial dimensions of ${list(spatial)}`;
    throw new ValueError(
      size === null
        ? `${inputs} and scale_factor of shape ${tuple(values)}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format.`
        : `${inputs} and output size of ${tuple(values)}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.`,
      context,
    );
  }
  if (size !== null) {
    if (recomputeScaleFactor) {
      throw new ValueError(
        "recompute_scale_factor is not meaningful with an explicit size.",
        context,
      );
    }
    return { outputs: values, factors: null };
  }
  const outputs = spatial.map((n, d) => Math.floor(n * (values[d] as number)));
  return { outputs, factors: recomputeScaleFactor ? null : values };
}

function checkSizes(input: Tensor, outputs: readonly number[], how: Mode): void {
  const spatial = input.shape.slice(2);
  const letters = ["D", "H", "W"].slice(3 - spatial.length);
  const named = (sizes: readonly number[]) => sizes.map((n, d) => `${letters[d]}: ${n}`).join(", ");
  if ([...spatial, ...outputs].some((n) => n <= 0)) {
    const and = spatial.length === 1 ? "and output" : "output";
    throw new RuntimeError(
      `Input and output sizes should be greater than 0, but got input (${named(spatial)}) ${and} (${named(outputs)})`,
      context,
    );
  }
  if (numel(input.shape.slice(1)) === 0) {
    throw new RuntimeError(
      `Non-empty ${input.ndim}D data tensor expected but got a tensor with sizes ${list(input.shape)}`,
      context,
    );
  }
  if (!isFloating(input.dtype)) {
    const kernel = `upsample_${how.replace("-", "_")}${spatial.length === 2 ? "2d_channels_last" : `${spatial.length}d`}`;
    throw new RuntimeError(
      `"${kernel}" not implemented for '${scalarTypeName(input.dtype)}'`,
      context,
    );
  }
}

const words: Record<Mode, string> = {
  nearest: "Nearest",
  "nearest-exact": "NearestExact",
  linear: "Linear",
  bilinear: "Bilinear",
  bicubic: "Bicubic",
  trilinear: "Trilinear",
  area: "",
};

function tapsFor(how: Mode, grid: Grid, antialias: boolean): Taps {
  if (how === "nearest" || how === "nearest-exact") return nearestTaps(grid, how !== "nearest");
  if (antialias) return smoothTaps(grid, how === "bicubic" ? "cubic" : "linear");
  return how === "bicubic" ? cubicTaps(grid) : linearTaps(grid);
}

function checkMode(input: Tensor, how: Mode, corners: boolean | null, antialias: boolean): void {
  if (antialias && how !== "bilinear" && how !== "bicubic") {
    throw new ValueError(
      "Anti-alias option is only supported for bilinear and bicubic modes",
      context,
    );
  }
  const rigid = how === "nearest" || how === "area" || how === "nearest-exact";
  if (rigid && corners !== null) {
    throw new ValueError(
      "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear",
      context,
    );
  }
  if (input.ndim < 3 || input.ndim > 5 || !modes.includes(how)) {
    throw new RuntimeError(
      `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${input.ndim}D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got ${how})`,
      context,
    );
  }
  const rank = ranks[how];
  if (rank !== undefined && rank !== input.ndim) {
    throw new RuntimeError(
      `Got ${input.ndim}D input, but ${how} mode needs ${rank}D input`,
      context,
    );
  }
}

export const interpolate = defineComposite({
  name: "interpolate",
  namespace: "nn.functional",
  doc: "(N, C, …) resized to size, or by scaleFactor: nearest, linear, bilinear, bicubic, trilinear, area or nearest-exact.",
  params: [
    tensor("input"),
    dims("size", null),
    scaleFactor,
    mode,
    alignCorners,
    flag("recomputeScaleFactor", false),
    flag("antialias", false),
  ],
  compose: ({ input, mode: how, alignCorners: corners, antialias, ...target }): Tensor => {
    checkMode(input, how, corners, antialias);
    const { outputs } = sizesOf(input.shape, target);
    if (how === "area") {
      if (input.ndim === 5) {
        throw new RuntimeError("interpolate: area takes 3D or 4D input, got 5D", context);
      }
      const pool = input.ndim === 3 ? adaptiveAvgPool1d : adaptiveAvgPool2d;
      return pool(input, outputs);
    }
    checkSizes(input, outputs, how);
    const gradFn = `Upsample${words[how]}${outputs.length}D${antialias ? "Aa" : ""}Backward1`;
    const taps = (shape: Shape) => {
      const { outputs, factors } = sizesOf(shape, target);
      return Array.from(shape, (inputs, d) => {
        if (d < 2) return null;
        const grid = {
          inputs,
          outputs: outputs[d - 2] as number,
          alignCorners: corners === true,
          factor: factors?.[d - 2] ?? null,
        };
        return tapsFor(how, grid, antialias);
      });
    };
    return resample(input, new Resampling(gradFn, 0, taps));
  },
  samples: () => [
    [uniform([1, 2, 3]), 5],
    [uniform([1, 1, 3, 2]), { scaleFactor: 1.7, mode: "bilinear" }],
    [uniform([1, 1, 3, 4]), { size: [2, 5], mode: "bicubic", alignCorners: true }],
  ],
});
