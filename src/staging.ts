// One wasm kernel by itself, on elements that may be anywhere: what is not in wasm memory is copied
// to a scratch area for the time of the call. For kernels that are so much faster that this pays.

import type { TypedArray } from "./dtype";
import { clock, type Node, type Operation } from "./graph";
import { type Machine, machine } from "./kernels/wasm/instance";
import { buffer } from "./kernels/wasm/memory";
import { bytesOf } from "./place";
import { streamOf, writeInstruction } from "./program";
import { Scratch } from "./scratch";

/** Fewer elements than this are never worth the copies, and no kernel rounds differently there. */
const few = 32;

/** Kernels note the time; here nobody reads it. */
const timeBytes = 16;

const scratch = new Scratch();

const lengthOf = (node: Node): number => (node.data as TypedArray).length;

/**
 * Computes `node` by its wasm kernel, if it has one that rounds in its own way; whether it did.
 * Kernels that agree with JavaScript to the last bit are left to programs.
 */
export function runAlone(
  node: Node,
  a: Node,
  b: Node,
  c: Node,
  instructionOf: NonNullable<Operation["instruction"]>,
): boolean {
  if (lengthOf(node) < few && node.reads.every((read) => lengthOf(read) < few)) return false;
  const instruction = instructionOf(node, a, b, c);
  if (instruction?.approximate !== true) return false;
  const wasm = machine();
  if (wasm === null) return false;
  const nodes = [node, ...node.reads];
  let bytes = streamOf(1) + timeBytes;
  for (const each of nodes) if (each.place === null) bytes += bytesOf(each.dtype, lengthOf(each));
  const base = scratch.take(bytes);
  if (base === null) return false;
  let at = base + streamOf(1);
  const pointers = nodes.map((each) => {
    if (each.place !== null) return each.place.pointer;
    const pointer = at;
    at += bytesOf(each.dtype, lengthOf(each));
    return pointer;
  });
  nodes.forEach((each, i) => {
    if (i > 0 && each.place === null) copyIn(pointers[i] as number, each.data as TypedArray);
  });
  writeInstruction(base, instruction, lengthOf(node), pointers, at);
  runAt(wasm, base);
  if (node.place === null) copyOut(node.data as TypedArray, pointers[0] as number);
  scratch.done();
  return true;
}

const runAt = (wasm: Machine, stream: number): void => wasm.run(stream, 1, clock);

type Maker = new (buffer: ArrayBuffer, pointer: number, length: number) => TypedArray;

const over = (like: TypedArray, pointer: number): TypedArray =>
  new (like.constructor as Maker)(buffer(), pointer, like.length);

const copyIn = (pointer: number, data: TypedArray): void => over(data, pointer).set(data);

const copyOut = (data: TypedArray, pointer: number): void => data.set(over(data, pointer));
