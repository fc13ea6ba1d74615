// One step of an optimiser in wasm. The kernels compute in double precision and round when they store:
// bit for bit what the loops in sgd.ts and adam.ts do, which serve where there is no wasm.

import type { TypedArray } from "../dtype";
import { type Machine, machine } from "../kernels/wasm/instance";
import { buffer } from "../kernels/wasm/memory";
import { bytesOf } from "../place";
import { streamOf, writeInstruction } from "../program";
import { Scratch } from "../scratch";

/** For fewer elements the loops in JavaScript are as fast. */
const worthwhile = 256;

/** Kernels note the time of what they compute; here nobody reads it. */
const unread = 16;

const scratch = new Scratch();

/** The most arrays that a kernel works on, and the most numbers that it is told. */
const mostArrays = 6;
const mostNumbers = 16;

const sizeFor = (length: number): number =>
  streamOf(1) + unread + 8 * mostNumbers + mostArrays * bytesOf("float32", length);

/** Ends a step. */
export const stepDone = (): void => scratch.done();

/**
 * Makes room for parameters of `length` elements. Before anybody holds an array over wasm memory: to
 * grow that takes all such arrays away.
 */
export function makeRoom(length: number): void {
  if (length >= worthwhile && machine() !== null) scratch.take(sizeFor(length));
}

/**
 * Moves a parameter by the kernel `code`; whether there was one for it. `makeRoom` comes before it.
 * @param p the parameter
 * @param g its gradient, which is only read
 * @param memories what the optimiser remembers of it
 * @param numbers what the kernel is told, in its order
 */
export function fused(
  code: number,
  p: TypedArray,
  g: TypedArray,
  memories: readonly (TypedArray | null)[],
  numbers: readonly number[],
): boolean {
  const wasm = p.length < worthwhile ? null : machine();
  const arrays = [p, g, ...memories];
  if (wasm === null || arrays.some((array) => !fits(array))) return false;
  const numbersAt = streamOf(1) + unread;
  const first = numbersAt + 8 * Math.ceil(numbers.length / 2) * 2;
  const room = bytesOf("float32", p.length);
  const base = scratch.taken(sizeFor(p.length));
  if (base === null) return false;
  const pointers = arrays.map((_, i) => base + first + i * room);
  new Float64Array(buffer(), base + numbersAt, numbers.length).set(numbers);
  const views = arrays.map((array, i) =>
    array === null ? null : new Float32Array(buffer(), pointers[i], p.length),
  );
  views.forEach((view, i) => {
    view?.set(arrays[i] as TypedArray);
  });
  const instruction = { code, p: [base + numbersAt], approximate: false };
  writeInstruction(base, instruction, p.length, pointers, base + streamOf(1));
  carryOut(wasm, base);
  views.forEach((view, i) => {
    if (view !== null && i !== 1) arrays[i]?.set(view);
  });
  return true;
}

const fits = (array: TypedArray | null): boolean => array === null || array instanceof Float32Array;

const carryOut = (wasm: Machine, stream: number): void => wasm.run(stream, 1, 0);
