// The memory that wasm kernels work on: giving out pieces of it, and typed arrays over them.
//
// When the memory grows, arrays over it lose their elements. Growth happens here only, and whoever
// keeps an array asks for it anew: `Node.data` and `allDoubles` do.

import { type Machine, machine, memory } from "./instance";

/** Pieces begin at multiples of this many bytes, as SIMD wants. */
const alignment = 16;
const page = 65536;

/** Kernels may read so many bytes beyond the last piece. */
const beyond = 16;

/**
 * The most memory that is used. What is dropped comes back when the collector has seen it, which in a
 * loop that never yields is never; programs that find no room stay in JavaScript.
 */
export const budget = 256 * 2 ** 20;

let top = 0;
let inUse = 0;
/** The sizes of the pieces that are given out. */
const sizes = new Map<number, number>();
/** Returned pieces by size, to be given out again. */
const returned = new Map<number, number[]>();

/** Bytes that are given out. */
export const bytesInUse = (): number => inUse;

/** Sizes are rounded so that a returned piece fits a later wish: eight steps from one power of two to the next. */
function rounded(bytes: number): number {
  if (bytes <= 256) return Math.ceil(bytes / alignment) * alignment;
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

/** A piece of at least `bytes`, which may hold anything; its pointer, or null where there is no room. */
export function reserve(bytes: number): number | null {
  const wasm = machine();
  if (wasm === null) return null;
  const size = rounded(bytes);
  if (top === 0) top = Math.ceil(wasm.heapBase / 64) * 64;
  const again = returnedPiece(size, size);
  if (again !== null) return again;
  const fits = top + size + beyond <= budget && ensure(wasm, top + size + beyond);
  // Rather a piece that is too large than none.
  if (!fits) return returnedPiece(size, budget);
  const pointer = top;
  top += size;
  return given(pointer, size);
}

/** The smallest returned piece from one size to another. */
function returnedPiece(from: number, to: number): number | null {
  let best = Number.POSITIVE_INFINITY;
  if (from === to) best = from;
  else
    for (const size of returned.keys()) if (size >= from && size <= to && size < best) best = size;
  const pieces = returned.get(best);
  const pointer = pieces?.pop();
  if (pieces?.length === 0) returned.delete(best);
  return pointer === undefined ? null : given(pointer, best);
}

function given(pointer: number, size: number): number {
  sizes.set(pointer, size);
  inUse += size;
  return pointer;
}

/** Gives a piece back. */
export function release(pointer: number): void {
  const size = sizes.get(pointer) as number;
  sizes.delete(pointer);
  inUse -= size;
  const pieces = returned.get(size);
  if (pieces === undefined) returned.set(size, [pointer]);
  else pieces.push(pointer);
}

function ensure(wasm: Machine, end: number): boolean {
  const missing = end - wasm.memory.buffer.byteLength;
  if (missing <= 0) return true;
  // By half as much again at least: growing copies, or at least moves every array over the memory.
  const wanted = Math.ceil(Math.max(missing, wasm.memory.buffer.byteLength / 2) / page);
  for (const pages of [wanted, Math.ceil(missing / page)]) {
    try {
      wasm.memory.grow(pages);
      return true;
    } catch {
      // Tried again with the least that will do.
    }
  }
  return false;
}

let doubles = new Float64Array(0);

/** All of the memory as doubles. */
export function allDoubles(): Float64Array {
  if (doubles.length === 0) doubles = new Float64Array(buffer());
  return doubles;
}

let floats = new Float32Array(0);

/** All of the memory as floats. */
export function allFloats(): Float32Array {
  if (floats.length === 0) floats = new Float32Array(buffer());
  return floats;
}

let words = new Int32Array(0);

/** All of the memory as words. */
export function allWords(): Int32Array {
  if (words.length === 0) words = new Int32Array(buffer());
  return words;
}

/** All of the memory, for arrays over parts of it. */
export const buffer = (): ArrayBuffer => memory().buffer;
