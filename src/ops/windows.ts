// The windows of a pooling: where they lie, how many there are, and what PyTorch says when they do
// not fit.

import { RuntimeError } from "../errors";
import type { Windows } from "../kernels/pool";
import { list, type Shape } from "../shape";
import { isOmitted, type PerDimension } from "./spatial";

/** One dimension of a pooling. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  readonly ceilMode: boolean;
}

/** How many windows fit; in ceil mode a last one may hang over, if it starts inside. */
export function countWindows(n: number, w: Window): number {
  if (w.stride === 0) throw new RuntimeError("stride should not be zero");
  if (w.padding < 0) {
    throw new RuntimeError(`pad must be non-negative, but got pad: ${w.padding}`);
  }
  if (w.padding > w.kernel / 2) {
    throw new RuntimeError(
      `pad should be at most half of kernel size, but got pad=${w.padding} and kernel_size=${w.kernel}`,
    );
  }
  const room = n + 2 * w.padding - w.dilation * (w.kernel - 1) - 1;
  const count = Math.floor((room + (w.ceilMode ? w.stride - 1 : 0)) / w.stride) + 1;
  return w.ceilMode && (count - 1) * w.stride >= n + w.padding ? count - 1 : count;
}

/** The windows over `n` elements. With `countPadding`, a mean counts elements that are padding. */
export function windowsOver(n: number, w: Window, countPadding = false): Windows {
  const count = countWindows(n, w);
  const reach = w.dilation * (w.kernel - 1) + 1;
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const counts = new Int32Array(count);
  for (let o = 0; o < count; o++) {
    const from = o * w.stride - w.padding;
    const missing = Math.max(0, Math.ceil(-from / w.dilation));
    starts[o] = from + missing * w.dilation;
    ends[o] = Math.min(from + reach, n);
    counts[o] = countPadding
      ? Math.min(from + w.kernel, n + w.padding) - from
      : (ends[o] as number) - (starts[o] as number);
  }
  return { input: n, starts, ends, step: w.dilation, counts };
}

/** `count` windows that cover `n` elements as evenly as can be; they may overlap. */
export function adaptiveWindows(n: number, count: number): Windows {
  const starts = Int32Array.from({ length: count }, (_, o) => Math.floor((o * n) / count));
  const ends = Int32Array.from({ length: count }, (_, o) => Math.ceil(((o + 1) * n) / count));
  return {
    input: n,
    starts,
    ends,
    step: 1,
    counts: ends.map((end, o) => end - (starts[o] as number)),
  };
}

/** A pooling's parameters as they are given; no stride is that of the kernel. */
export interface PoolArguments {
  readonly kernelSize: PerDimension;
  readonly stride: PerDimension | null;
  readonly padding: PerDimension;
  readonly dilation?: PerDimension;
  readonly ceilMode: boolean;
}

type Plane = readonly [rows: Window, columns: Window];

/** The windows' parameters for rows and columns. */
export function planeOf(op: string, given: PoolArguments): Plane {
  const { kernelSize, ceilMode } = given;
  const kernel = pair(
    kernelSize,
    `${op}: kernel_size must either be a single int, or a tuple of two ints`,
  );
  const stride = isOmitted(given.stride)
    ? kernel
    : pair(
        given.stride,
        `${op}: stride must either be omitted, a single int, or a tuple of two ints`,
      );
  const be = op === "max_pool2d" ? "be either be" : "either be";
  const padding = pair(
    given.padding,
    `${op}: padding must ${be} a single int, or a tuple of two ints`,
  );
  const dilation = pair(
    given.dilation ?? 1,
    `${op}: dilation must be either a single int, or a tuple of two ints`,
  );
  const at = (d: 0 | 1): Window => ({
    kernel: kernel[d],
    stride: stride[d],
    padding: padding[d],
    dilation: dilation[d],
    ceilMode,
  });
  return [at(0), at(1)];
}

function pair(value: PerDimension, message: string): readonly [number, number] {
  if (typeof value === "number") return [value, value];
  if (value.length === 1) return [value[0] as number, value[0] as number];
  if (value.length !== 2) throw new RuntimeError(message);
  return [value[0] as number, value[1] as number];
}

/** The shape of a pooled tensor; its last two dimensions are rows and columns. */
export function pooledShape(shape: Shape, [rows, columns]: Plane): number[] {
  const [height, width] = shape.slice(-2) as [number, number];
  const sizes = [countWindows(height, rows), countWindows(width, columns)];
  checkPositive("kernel size", "k", rows.kernel, columns.kernel);
  checkPositive("stride", "d", rows.stride, columns.stride);
  checkPositive("dilation", "dilation", rows.dilation, columns.dilation);
  if (shape.slice(shape.length - 3).includes(0)) {
    throw new RuntimeError(
      `Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:${list(shape)}`,
      { parameter: "input" },
    );
  }
  if (sizes.some((n) => n < 1)) {
    const channels = shape[shape.length - 3];
    throw new RuntimeError(
      `Given input size: (${channels}x${height}x${width}). Calculated output size: (${channels}x${sizes.join("x")}). Output size is too small`,
    );
  }
  return [...shape.slice(0, -2), ...sizes];
}

function checkPositive(what: string, letter: string, rows: number, columns: number): void {
  if (rows > 0 && columns > 0) return;
  throw new RuntimeError(
    `${what} should be greater than zero, but got ${letter}H: ${rows} ${letter}W: ${columns}`,
  );
}
