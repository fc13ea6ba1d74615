// Programs: a hot trace, written down for the tape machine. What has a wasm kernel becomes an
// instruction, neighbours become one call; what has none is computed node by node between the calls.

import { absent, clock, type Node } from "./graph";
import * as codes from "./kernels/wasm/codes";
import { type Machine, machine } from "./kernels/wasm/instance";
import type { Instruction } from "./kernels/wasm/instruction";
import { allDoubles, allWords } from "./kernels/wasm/memory";
import { packedBytes, packedCode } from "./kernels/wasm/packed";
import { bytesOf, Place, type Segment, takeSegment } from "./place";
import { numel } from "./shape";

/** Some instructions in a row. */
class Run {
  constructor(
    readonly run: Machine["run"],
    readonly stream: number,
    readonly count: number,
  ) {}
}

export interface Program {
  readonly steps: readonly (Run | Node)[];
  /** The only step, where there is one and it is the machine's. */
  readonly only: Run | null;
  /** Holds the instructions. */
  readonly segment: Segment;
}

const bytesPerInstruction = 64;

/** Carries out instructions. */
export function runAll({ run, stream, count }: Run): void {
  run(stream, count, clock);
}

/** Runs a program; nodes without a kernel are given to `compute`, which says whether all is well. */
export function runProgram({ steps }: Program, compute: (node: Node) => boolean): boolean {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Run | Node;
    if (step instanceof Run) runAll(step);
    else if (!compute(step)) return false;
  }
  return true;
}

/** The program of a trace; null where the machine could do nothing of it, or has no room. */
export function compile(nodes: readonly Node[]): Program | null {
  const wasm = machine();
  if (wasm === null) return null;
  const instructions = nodes.map(instructionOf);
  const count = instructions.reduce((n, instruction) => n + (instruction === null ? 0 : 1), 0);
  if (count === 0 || !bringAlong(nodes.filter((_, i) => instructions[i] !== null))) return null;
  const packable = nodes.map((node, i) => packedOf(node, instructions[i] ?? null));
  const packed = packable.reduce<number>((n, code) => n + (code === null ? 0 : 1), 0);
  const segment = takeSegment(streamOf(count) + packed * packedBytes);
  if (segment === null) return null;
  const steps: (Run | Node)[] = [];
  let at = segment.pointer;
  let entry = at + streamOf(count);
  for (let i = 0; i < nodes.length; ) {
    const stream = at;
    let instruction = instructions[i] ?? null;
    for (; instruction !== null; instruction = instructions[i] ?? null, at += bytesPerInstruction) {
      const from = i;
      while (i < nodes.length && packable[i] !== null && packable[i] !== undefined) i++;
      if (i - from > 1) {
        const p = [i - from, entry];
        writeInstruction(at, { code: codes.packed, p, approximate: false }, 0, [], 0);
        for (let k = from; k < i; k++, entry += packedBytes) {
          allWords()[entry >> 2] = packable[k] as number;
          allWords().set(pointersOf(nodes[k] as Node), (entry >> 2) + 1);
        }
        continue;
      }
      i = from + 1;
      const node = nodes[from] as Node;
      const { time } = node.place as Place;
      writeInstruction(at, instruction, numel(node.shape), pointersOf(node), time);
    }
    if (at > stream) steps.push(new Run(wasm.run, stream, (at - stream) / bytesPerInstruction));
    else steps.push(nodes[i++] as Node);
  }
  const [first] = steps;
  return { steps, only: steps.length === 1 && first instanceof Run ? first : null, segment };
}

const asAlias: Instruction = { code: codes.alias, approximate: false };

function instructionOf(node: Node): Instruction | null {
  const { op, reads } = node;
  if (op === null || reads.length > 4 || numel(node.shape) === 0) return null;
  if (shows(node)) return asAlias;
  const [a = absent, b = absent, c = absent] = reads;
  return op.instruction?.(node, a, b, c) ?? null;
}

/** The result's elements, then those of what is read. */
const pointersOf = (node: Node): number[] => [
  (node.place as Place).pointer,
  ...node.reads.map((input) => input.place?.pointer ?? 0),
];

/** The packed form of an instruction on single numbers. */
function packedOf(node: Node, instruction: Instruction | null): number | null {
  if (instruction === null || numel(node.shape) !== 1 || node.reads.length > 2) return null;
  if (node.reads.some((input) => numel(input.shape) !== 1)) return null;
  return packedCode(instruction);
}

/** Gives every node here and every node that one reads a place in wasm memory; whether there was room. */
function bringAlong(nodes: readonly Node[]): boolean {
  const moving = new Set<Node>();
  // What is shown comes before what shows it.
  const add = (node: Node): void => {
    if (node.place !== null || node === absent || moving.has(node)) return;
    if (shows(node)) add(node.reads[0] as Node);
    moving.add(node);
  };
  for (const node of nodes) {
    for (const read of node.reads) add(read);
    add(node);
  }
  // Sources outlive programs, and constants serve many: each has a segment of its own, so that it does
  // not keep that of a whole program.
  const computed: Node[] = [];
  for (const node of moving) {
    if (!node.isSource) computed.push(node);
    else if (!settle([node])) return false;
  }
  return settle(computed);
}

/** Places nodes in one segment; whether there was room. */
function settle(nodes: readonly Node[]): boolean {
  if (nodes.length === 0) return true;
  const segment = takeSegment(nodes.reduce((bytes, node) => bytes + roomOf(node), 0));
  if (segment === null) return false;
  let at = segment.pointer;
  for (const node of nodes) {
    const shown = shows(node) ? (node.reads[0] as Node).place : null;
    node.settle(
      shown === null ? Place.at(segment, at, numel(node.shape)) : Place.sharing(segment, at, shown),
    );
    at += roomOf(node);
  }
  return true;
}

/** Whether a node shows the elements of what it reads. An eager one has a copy. */
const shows = ({ op, reads, notes }: Node): boolean =>
  op?.alias === true && reads.length > 0 && notes?.pinned !== true;

const roomOf = (node: Node): number => bytesOf(node.dtype, shows(node) ? 0 : numel(node.shape));

/** Writes the 64 bytes of one instruction; see assembly/tape.ts. `pointers`: the result, then inputs. */
export function writeInstruction(
  at: number,
  { code, p = [], f = [] }: Instruction,
  length: number,
  pointers: readonly number[],
  time: number,
): void {
  const words = allWords();
  const first = at >> 2;
  words.fill(0, first, first + 16);
  words[first] = code;
  words[first + 1] = length;
  words.set(pointers, first + 2);
  words[first + 7] = time;
  words.set(p, first + 8);
  allDoubles().set(f, (at >> 3) + 6);
}

/** The bytes of `count` instructions. */
export const streamOf = (count: number): number => count * bytesPerInstruction;
