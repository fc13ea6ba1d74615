// How a convolution is told to the wasm kernel, in four integers and two doubles; see
// kernels/wasm/assembly/conv.ts. What does not fit there stays with the JavaScript kernel: a side of
// 65,536 elements, a kernel, stride, padding or dilation of 256, patches of more than 16,383
// elements or a single row of them of more than half a megabyte; and doubles.

import type { Axis, Geometry } from "../kernels/convolution";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";

/** Below so many multiplications a sum in double precision, in JavaScript, is as fast. */
const worthwhile = 2048;
const mostTaps = 16383;
/** Bytes of a band of an image, and positions in it; see assembly/patches.ts. */
const bandBytes = 524288;
const mostPositions = 16384;

const short = (n: number): boolean => n < 2 ** 16;
const byte = (n: number): boolean => n < 2 ** 8;

const pair = (low: number, high: number): number => low | (high << 16);

const movementOf = ({ kernel, stride, padding, dilation }: Axis): number =>
  kernel + stride * 2 ** 8 + padding * 2 ** 16 + dilation * 2 ** 24;

const fits = ({ input, output, kernel, stride, padding, dilation }: Axis): boolean =>
  [input, output].every(short) && [kernel, stride, padding, dilation].every(byte);

/** The elements between a patch's first and last along an axis, at most. */
const reachOf = (axis: Axis): number => (axis.kernel - 1) * axis.dilation + 1;

/** The instruction with `code`, one of the three derivatives in kernels/convolution.ts. */
export function convolutionInstruction(
  code: number,
  geometry: Geometry,
  hasBias: boolean,
): Instruction | null {
  const { batch, groups, inputChannels, outputChannels, rows, columns } = geometry;
  const taps = rows.kernel * columns.kernel;
  const positions = rows.output * columns.output;
  if (batch * groups * inputChannels * outputChannels * taps * positions < worthwhile) return null;
  if (![batch, groups, inputChannels, outputChannels].every(short)) return null;
  if (!fits(rows) || !fits(columns)) return null;
  // The transposed convolution reads patches of y, the others patches of x.
  const back = code === codes.transposedF32;
  const channels = back ? outputChannels : inputChannels;
  const along = back ? columns.input : (columns.output - 1) * columns.stride;
  const rowBytes = 4 * (along + reachOf(columns));
  if (channels * taps > mostTaps || channels * reachOf(rows) * rowBytes > bandBytes) return null;
  if (Math.max(columns.output, columns.input) > mostPositions) return null;
  return {
    code,
    p: [
      pair(inputChannels, outputChannels),
      pair(groups, batch),
      pair(rows.input, columns.input),
      pair(rows.output, columns.output),
    ],
    f: [movementOf(rows) + (hasBias ? 2 ** 32 : 0), movementOf(columns)],
    approximate: true,
  };
}
