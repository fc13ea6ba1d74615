// Which wasm kernel an elementwise operation asks for.
//
// Kernels in single precision whose bits are not those of JavaScript serve from a size on where they
// are much faster. Arithmetic is exact at every size: there "approximate" only says that a kernel is so
// much faster that copying elements into wasm memory and back pays.

import type { DType } from "../dtype";
import type { Node } from "../graph";
import * as codes from "../kernels/wasm/codes";
import type { Instruction } from "../kernels/wasm/instruction";
import { repeatWords } from "../kernels/wasm/repeat";
import { numel } from "../shape";

/** Fewer elements than this are left to double precision. */
export const enough = 64;

/** From so many elements on copies pay for arithmetic. */
export const many = 2048;

/** The kernels of a function of one number; those that there are. */
export interface UnaryCodes {
  /** In single precision, for enough elements. */
  readonly fast?: number;
  /** The function's number among those of `mapF32` and `mapF64`: exact, for few elements. */
  readonly map?: number;
  /** Arithmetic: exact. */
  readonly float32?: number;
  readonly float64?: number;
}

/** The instruction for a function of one number; `f` are its parameters. */
export function unaryInstruction(
  out: Node,
  x: Node,
  { fast, map, float32, float64 }: UnaryCodes,
  f?: readonly number[],
): Instruction | null {
  const { dtype } = out;
  if (x.dtype !== dtype) return null;
  const size = numel(out.shape);
  if (dtype === "float32") {
    if (fast !== undefined && size >= enough) return withNumbers(fast, true, f);
    if (float32 !== undefined) return withNumbers(float32, size >= many, f);
    return map === undefined ? null : { code: codes.mapF32, p: [map], approximate: false };
  }
  if (dtype !== "float64") return null;
  if (float64 !== undefined) return withNumbers(float64, size >= many, f);
  return map === undefined ? null : { code: codes.mapF64, p: [map], approximate: false };
}

const withNumbers = (code: number, approximate: boolean, f?: readonly number[]): Instruction =>
  f === undefined ? { code, approximate } : { code, f, approximate };

/** The kernels of exact arithmetic with two operands, by dtype. */
export type BinaryCodes = { readonly [D in DType]?: number };

/** The instruction for arithmetic with two operands that broadcast; `f` are its parameters. */
export function binaryInstruction(
  out: Node,
  a: Node,
  b: Node,
  kernels: BinaryCodes,
  f?: readonly number[],
): Instruction | null {
  const code = kernels[out.dtype];
  if (code === undefined || a.dtype !== out.dtype || b.dtype !== out.dtype) return null;
  const p = repeatWords(out.shape, a.shape, b.shape);
  if (p === null) return null;
  const approximate = numel(out.shape) >= many;
  return f === undefined ? { code, p, approximate } : { code, p, f, approximate };
}
