// Convolution over planes: one trilinear form, T(x, w, y) = Σ x[n, i, o·s - p + k·d] w[j, i, k] y[n, j, o],
// with i an input channel, j an output channel, k a position in the kernel, o one in the output.
// Each of the three loops here is its derivative with respect to one of x, w and y; so each one's own
// derivatives are the other two. Accumulates in double precision.

import type { Data } from "./elementwise";

/** One spatial dimension: its sizes and how the kernel moves along it. */
export interface Axis {
  /** Elements of x, of the kernel, and of y. */
  readonly input: number;
  readonly kernel: number;
  readonly output: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** Sizes of a convolution; channels are those of one group. One dimension is a plane of height 1. */
export interface Geometry {
  readonly batch: number;
  readonly groups: number;
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly rows: Axis;
  readonly columns: Axis;
}

/** The first output position whose tap at `offset` lies inside the input. */
const first = (axis: Axis, offset: number): number =>
  offset >= 0 ? 0 : Math.ceil(-offset / axis.stride);

/** The position after the last such. */
const end = (axis: Axis, offset: number): number =>
  Math.min(axis.output, Math.floor((axis.input - 1 - offset) / axis.stride) + 1);

const offsetOf = (axis: Axis, k: number): number => k * axis.dilation - axis.padding;

let plane = new Float64Array(0);

function clearedPlane(length: number, value: number): Float64Array {
  if (plane.length < length) plane = new Float64Array(length);
  plane.fill(value, 0, length);
  return plane;
}

/** dT/dy, the convolution itself, plus `bias[j]`. */
export function convolve(y: Data, x: Data, w: Data, bias: Data | null, g: Geometry): void {
  const { rows, columns, inputChannels, outputChannels } = g;
  const size = rows.output * columns.output;
  const inputSize = rows.input * columns.input;
  const taps = rows.kernel * columns.kernel;
  const across = columns.stride;
  const channels = g.groups * outputChannels;
  for (let at = 0; at < g.batch * channels; at++) {
    const channel = at % channels;
    const sum = clearedPlane(size, bias === null ? 0 : (bias[channel] as number));
    const group = Math.floor(channel / outputChannels);
    const image = Math.floor(at / channels) * g.groups + group;
    for (let i = 0; i < inputChannels; i++) {
      const fromX = (image * inputChannels + i) * inputSize;
      const fromW = (channel * inputChannels + i) * taps;
      for (let k = 0; k < taps; k++) {
        const weight = w[fromW + k] as number;
        const down = offsetOf(rows, Math.floor(k / columns.kernel));
        const right = offsetOf(columns, k % columns.kernel);
        const [left, stop] = [first(columns, right), end(columns, right)];
        const bottom = end(rows, down);
        for (let r = first(rows, down); r < bottom; r++) {
          const to = r * columns.output;
          const from = fromX + (r * rows.stride + down) * columns.input + right;
          for (let c = left; c < stop; c++) {
            sum[to + c] = (sum[to + c] as number) + weight * (x[from + c * across] as number);
          }
        }
      }
    }
    for (let o = 0, to = at * size; o < size; o++) y[to + o] = sum[o] as number;
  }
}

/** dT/dx, the transposed convolution, plus `bias[i]`. */
export function transposed(x: Data, y: Data, w: Data, bias: Data | null, g: Geometry): void {
  const { rows, columns, inputChannels, outputChannels } = g;
  const size = rows.input * columns.input;
  const outputSize = rows.output * columns.output;
  const taps = rows.kernel * columns.kernel;
  const across = columns.stride;
  const channels = g.groups * inputChannels;
  for (let at = 0; at < g.batch * channels; at++) {
    const channel = at % channels;
    const sum = clearedPlane(size, bias === null ? 0 : (bias[channel] as number));
    const group = Math.floor(channel / inputChannels);
    const image = Math.floor(at / channels) * g.groups + group;
    for (let j = 0; j < outputChannels; j++) {
      const fromY = (image * outputChannels + j) * outputSize;
      const fromW =
        ((group * outputChannels + j) * inputChannels + (channel % inputChannels)) * taps;
      for (let k = 0; k < taps; k++) {
        const weight = w[fromW + k] as number;
        const down = offsetOf(rows, Math.floor(k / columns.kernel));
        const right = offsetOf(columns, k % columns.kernel);
        const [left, stop] = [first(columns, right), end(columns, right)];
        const bottom = end(rows, down);
        for (let r = first(rows, down); r < bottom; r++) {
          const from = fromY + r * columns.output;
          const to = (r * rows.stride + down) * columns.input + right;
          for (let c = left; c < stop; c++) {
            const target = to + c * across;
            sum[target] = (sum[target] as number) + weight * (y[from + c] as number);
          }
        }
      }
    }
    for (let o = 0, to = at * size; o < size; o++) x[to + o] = sum[o] as number;
  }
}

/** dT/dw: how each weight meets the input, summed over the batch. */
export function weightGradient(w: Data, x: Data, y: Data, g: Geometry): void {
  const { rows, columns, inputChannels, outputChannels } = g;
  const inputSize = rows.input * columns.input;
  const outputSize = rows.output * columns.output;
  const taps = rows.kernel * columns.kernel;
  const across = columns.stride;
  const channels = g.groups * outputChannels;
  for (let at = 0; at < channels * inputChannels * taps; at++) {
    const k = at % taps;
    const i = Math.floor(at / taps) % inputChannels;
    const channel = Math.floor(at / (taps * inputChannels));
    const group = Math.floor(channel / outputChannels);
    const down = offsetOf(rows, Math.floor(k / columns.kernel));
    const right = offsetOf(columns, k % columns.kernel);
    const [left, stop] = [first(columns, right), end(columns, right)];
    const [top, bottom] = [first(rows, down), end(rows, down)];
    let sum = 0;
    for (let n = 0; n < g.batch; n++) {
      const fromX = ((n * g.groups + group) * inputChannels + i) * inputSize + right;
      const fromY = (n * channels + channel) * outputSize;
      for (let r = top; r < bottom; r++) {
        const xRow = fromX + (r * rows.stride + down) * columns.input;
        const yRow = fromY + r * columns.output;
        for (let c = left; c < stop; c++) {
          sum += (x[xRow + c * across] as number) * (y[yRow + c] as number);
        }
      }
    }
    w[at] = sum;
  }
}
