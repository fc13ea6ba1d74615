// Padding, in all of PyTorch's modes: a map from output positions to input positions, dimension by
// dimension. Negative amounts crop.

import { defineComposite } from "../composite";
import { RuntimeError } from "../errors";
import { type Taps, tapsOf } from "../kernels/resample";
import { number, sizes, tensor } from "../params";
import { list, type Shape } from "../shape";
import type { Tensor } from "../tensor";
import { Resampling, resample } from "./resample";
import { uniform } from "./samples";
import { ownParam } from "./spatial";

const modes = ["constant", "reflect", "replicate", "circular"] as const;
type Mode = (typeof modes)[number];

const mode = ownParam(
  "mode",
  modes.map((m) => `"${m}"`).join(" | "),
  "the name of a padding mode",
  (v): Mode | undefined => {
    if (typeof v !== "string") return undefined;
    if (modes.includes(v as Mode)) return v as Mode;
    throw new RuntimeError(`Unrecognised padding mode ${v}`, { parameter: "mode" });
  },
  false,
  "constant",
);

/** The amounts before and after, for each dimension that is padded. */
function amounts(shape: Shape, pad: readonly number[]): Map<number, readonly [number, number]> {
  const last = shape.length - 1;
  return new Map(
    Array.from({ length: pad.length / 2 }, (_, k) => [
      last - k,
      [pad[2 * k] as number, pad[2 * k + 1] as number],
    ]),
  );
}

/** The input position that an output position p (counted from the first input) shows; null for none. */
function sourceOf(how: Mode, p: number, n: number, before: number, after: number): number | null {
  if (how === "constant") return p >= 0 && p < n ? p : null;
  if (how === "replicate") return Math.min(Math.max(p, 0), n - 1);
  if (how === "reflect") return p < 0 ? -p : p >= n ? 2 * (n - 1) - p : p;
  const cropped = Math.max(0, -before);
  const kept = n - cropped - Math.max(0, -after);
  return cropped + ((((p - cropped) % kept) + kept) % kept);
}

function tapsFor(how: Mode, n: number, before: number, after: number): Taps {
  return tapsOf(n, n + before + after, (j) => {
    const from = sourceOf(how, j - before, n, before, after);
    return from === null ? [] : [[from, 1]];
  });
}

const names = {
  constant: () => "ConstantPadNdBackward0",
  reflect: (n: number) => `ReflectionPad${n}DBackward0`,
  replicate: (n: number) => `ReplicationPad${n}DBackward0`,
  circular: () => "CopySlices",
} as const;

function resamplingOf(how: Mode, padding: readonly number[], fill: number): Resampling {
  return new Resampling(names[how](padding.length / 2), fill, (shape) => {
    checks[how](shape, padding);
    const padded = amounts(shape, padding);
    return Array.from(shape, (n, d) => {
      const [before, after] = padded.get(d) ?? [0, 0];
      return before === 0 && after === 0 ? null : tapsFor(how, n, before, after);
    });
  });
}

const refuse = (message: string): RuntimeError => new RuntimeError(message, { parameter: "pad" });

function checkConstant(shape: Shape, pad: readonly number[]): void {
  for (const [d, [before, after]] of amounts(shape, pad)) {
    const n = shape[d] as number;
    if (n + before + after >= 0) continue;
    throw before < 0 && after < 0 && n + before >= 0
      ? refuse(`start (0) + length (${n + before + after}) exceeds dimension size (${n + before}).`)
      : refuse(
          `The input size ${n}, plus negative padding ${before} and ${after}, resulted in a negative output size, which is invalid. Check dimension ${d} of your input.`,
        );
  }
}

/** Modes that copy know one to three dimensions, with or without a batch. */
function checkRank(shape: Shape, pad: readonly number[]): void {
  const spatial = pad.length / 2;
  if (spatial <= 3 && (shape.length === spatial + 1 || shape.length === spatial + 2)) return;
  throw refuse("Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now");
}

function checkReflect(shape: Shape, pad: readonly number[]): void {
  checkRank(shape, pad);
  let argument = 4;
  for (const [d, [before, after]] of amounts(shape, pad)) {
    const n = shape[d] as number;
    if (before >= n || after >= n) {
      throw refuse(
        `Argument #${argument}: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${d} of input ${pad.length === 4 ? shape.length : list(shape)}`,
      );
    }
    argument += 2;
  }
  checkRoom(shape, pad);
}

/** Something must be left. */
function checkRoom(shape: Shape, pad: readonly number[]): void {
  const padded = [...amounts(shape, pad)].reverse();
  const letters = ["D", "H", "W"].slice(3 - padded.length);
  const before = padded.map(([d], k) => `${letters[k]}: ${shape[d]}`);
  const sizes = padded.map(([d, [a, b]]) => (shape[d] as number) + a + b);
  if (sizes.every((n) => n >= 1)) return;
  const after = sizes.map((n, k) => `${letters[k]}: ${n}`);
  throw refuse(`input (${before.join(", ")}) is too small. Calculated output ${after.join(" ")}`);
}

function checkCircular(shape: Shape, pad: readonly number[]): void {
  const expected = 2 * (shape.length - 2);
  if (pad.length !== expected) {
    throw refuse(`Invalid padding size, expected ${expected} but got ${pad.length}`);
  }
  for (const [d, [before, after]] of amounts(shape, pad)) {
    const n = shape[d] as number;
    if (before > n || after > n) {
      throw refuse("Padding value causes wrapping around more than once.");
    }
    if (n + before + after < 0) {
      throw refuse("Negative padding value is resulting in an empty dimension");
    }
  }
}

const checks: Record<Mode, (shape: Shape, pad: readonly number[]) => void> = {
  constant: checkConstant,
  reflect: checkReflect,
  replicate: (shape, pad) => {
    checkRank(shape, pad);
    checkRoom(shape, pad);
  },
  circular: checkCircular,
};

export const pad = defineComposite({
  name: "pad",
  namespace: "nn.functional",
  doc: "Elements added before and after, from the last dimension backwards; negative amounts crop. New ones are value (0), or repeat the input's as mode says.",
  params: [tensor("input"), sizes("pad"), mode, number("value", null)],
  compose: ({ input, pad: given, mode: how, value }): Tensor => {
    if (given.length % 2 !== 0) throw refuse("Padding length must be divisible by 2");
    if (given.length > 2 * input.ndim) throw refuse("Padding length too large");
    if (how !== "constant" && value !== null && value !== 0) {
      throw refuse(`Padding mode "${how}" doesn't take in value argument`);
    }
    const fill = value ?? 0;
    return resample(
      input,
      resamplingOf(how, given, input.dtype === "int64" ? Math.trunc(fill) : fill),
    );
  },
  samples: () => [
    [uniform([2, 3]), [1, 2], { value: 2.5 }],
    [uniform([2, 3]), [-1, 1, 0, 2]],
    [uniform([1, 2, 4]), [2, 1], { mode: "reflect" }],
    [uniform([2, 3, 3]), [2, 0, -1, 2], { mode: "replicate" }],
    [uniform([1, 2, 3]), [2, 1], { mode: "circular" }],
  ],
});
