// Traces: what a write makes stale is the same at every drag, so it is looked up rather than found.
//
// A *burst* is the writes since somebody last read. Which sources were written in it, in order, and
// which roots have been read since, in order, make a state; states are plain numbers, so that nothing
// here keeps a graph alive. A root that was current before the burst has, in a given state, always
// the same stale nodes above it: they are recorded at the first time and computed without any
// checks from then on.
//
//   write w ──▶ state 7 ── read loss ──▶ state 8 ── read w.grad ──▶ state 9
//                              └ [matmul, add, bce]       └ [residual, outer]

import type { Node } from "./graph";
import type { Program } from "./program";

/** What a root has to compute when it is read in a known state. */
export interface Trace {
  readonly nodes: readonly Node[];
  /** The state after it. */
  readonly next: number;
  /** How often it was followed. */
  uses: number;
  /** The same for the tape machine; null before it is hot, or where the machine is no help. */
  program: Program | null;
}

/** How many traces or continuations one node keeps; beyond that it starts anew. */
const most = 64;

/** What a node knows of states: as a source that is written, as a root that is read. */
export class History {
  /** The state when this source is the first that a burst writes. */
  readonly first = newState();
  /** For a later write of a burst: the state after it, by the state before. */
  private continued: Map<number, number> | null = null;
  private latestFrom = 0;
  private latest: Trace | null = null;
  private traces: Map<number, Trace> | null = null;

  /** The state after writing this source in `from`. */
  after(from: number): number {
    this.continued ??= new Map();
    const known = this.continued.get(from);
    if (known !== undefined) return known;
    const next = newState();
    if (this.continued.size >= most) this.continued.clear();
    this.continued.set(from, next);
    return next;
  }

  /** What this root has to compute in the state `from`, if that was recorded. */
  trace(from: number): Trace | null {
    if (this.latestFrom === from) return this.latest;
    const known = this.traces?.get(from) ?? null;
    if (known !== null) {
      this.latestFrom = from;
      this.latest = known;
    }
    return known;
  }

  record(from: number, nodes: readonly Node[]): Trace {
    this.traces ??= new Map();
    if (this.traces.size >= most) this.traces.clear();
    const trace: Trace = { nodes, next: newState(), uses: 0, program: null };
    this.traces.set(from, trace);
    this.latestFrom = from;
    this.latest = trace;
    return trace;
  }
}

let states = 0;

function newState(): number {
  return ++states;
}

const unknown = 0;

let state = unknown;
/** The instant before the first write of the burst, and how many writes there were. */
let burst = 0;
let writes = 0;
/** The history of the source that was written last. */
let latest: History | null = null;
/** Whether something was read since the last write: then the next one begins a burst. */
let wasRead = true;

/** A longer burst is not remembered. */
const longest = 4096;

/** Notes a write to a source, at the instant before it. */
export function wrote(source: Node, before: number): void {
  source.history ??= new History();
  const { history } = source;
  if (wasRead) {
    wasRead = false;
    burst = before;
    writes = 1;
    state = history.first;
  } else if (history === latest) return;
  else if (++writes > longest) state = unknown;
  else if (state !== unknown) state = history.after(state);
  latest = history;
}

/** Something changed that no state describes: the next burst starts afresh. */
export function forget(): void {
  state = unknown;
}

/**
 * The state in which a root is about to be evaluated, or 0 where nothing is known of it. Until
 * `arrived`, evaluations are outside of any state.
 */
export function departing(root: Node): number {
  wasRead = true;
  const from = state;
  state = unknown;
  return root.validAt >= burst && root.error === null ? from : unknown;
}

/** Notes that an evaluation ended in the state `next`. */
export function arrived(next: number): void {
  state = next;
}
