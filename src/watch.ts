// A watched graph. While somebody reads a tensor inside a tracking scope, its nodes know their
// dependents, so that a write reaches exactly the cone below it; an unwatched graph has no such
// links and is plain garbage when dropped.
//
//   source ──link──▶ op ──link──▶ op  ◀── Watch (one Solid signal)
//
// Links are removed some time after the last watcher left: an effect's cleanup runs just before it
// reads again. So departures are collected, and swept by the next write or microtask.

import type { Node } from "./graph";

/** One watched handle: how the reactive host subscribes readers and wakes them. */
export interface Watch {
  /** Subscribes the current reader. */
  track(): void;
  /** Wakes the readers. */
  fire(): void;
  /** Whether anybody is still subscribed. */
  readonly watched: boolean;
}

/** The signals of the reactive library that one run of user code read. */
export interface Tracker {
  /** Whether one of them has changed since. */
  stale(): boolean;
  /** Subscribes the current reader to them. */
  track(): void;
  dispose(): void;
  /** Whether it cannot know, and says "stale" at every read from outside. */
  readonly polls: boolean;
}

/** A value that the reactive library keeps, for readers who want to know only when it changes. */
export interface Derived<T> {
  read(): T;
  dispose(): void;
}

/** What a reactive library supplies; Solid does, in src/reactive. */
export interface ReactiveHost {
  /** Who is tracking reads just now: an identity, or null. */
  listener(): object | null;
  /** A signal without a value. `departed` is called when its last reader has left. */
  createWatch(departed: () => void): Watch;
  /** Runs `fn` as the listener of its reads; null when it read no signal. `fn` does not throw. */
  track(fn: () => void): Tracker | null;
  /** Keeps what `fn` returns; its readers are woken when that becomes another value. */
  derive<T>(fn: () => T): Derived<T>;
  /** Runs `fn` such that everything fired inside is one update. */
  batch(fn: () => void): void;
}

const inert: ReactiveHost = {
  listener: () => null,
  createWatch: () => ({ track() {}, fire() {}, watched: false }),
  track: (fn) => {
    fn();
    return null;
  },
  derive: (fn) => ({ read: fn, dispose() {} }),
  batch: (fn) => fn(),
};

export let host: ReactiveHost = inert;

/** Plugs in the reactive library. */
export function setHost(next: ReactiveHost): void {
  host = next;
}

/** The edges of a watched node. Positions are kept on both ends, so that removing is O(1). */
export interface Link {
  readonly observers: Node[];
  /** `observers[k].inputs[edges[k]]` is this node. */
  readonly edges: number[];
  /** This node is `inputs[i].link.observers[slots[i]]`; -1 for a constant. */
  slots: number[];
  readonly watches: Watch[];
}

/** Adds a watch to `node` and links everything above it. The node must be current. */
export function addWatch(node: Node, watch: Watch): void {
  connect(node);
  (node.link as Link).watches.push(watch);
}

/** Takes a watch away and unlinks what nobody watches any more. */
export function removeWatch(node: Node, watch: Watch): void {
  const link = node.link;
  if (link === null) return;
  const at = link.watches.indexOf(watch);
  if (at >= 0) link.watches.splice(at, 1);
  disconnect(node);
}

function connect(root: Node): void {
  if (root.link !== null) return;
  const stack = [open(root)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const link = node.link as Link;
    for (let i = 0; i < node.inputs.length; i++) {
      const input = node.inputs[i] as Node;
      if (input.link === null && !input.constant) stack.push(open(input));
      link.slots.push(observe(input, node, i));
    }
  }
}

function open(node: Node): Node {
  node.link = { observers: [], edges: [], slots: [], watches: [] };
  node.dirty = false;
  return node;
}

function observe(input: Node, observer: Node, edge: number): number {
  const link = input.link;
  if (link === null) return -1;
  link.edges.push(edge);
  return link.observers.push(observer) - 1;
}

function disconnect(root: Node): void {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const link = node.link;
    if (link === null || link.watches.length > 0 || link.observers.length > 0) continue;
    for (let i = 0; i < node.inputs.length; i++) {
      const input = node.inputs[i] as Node;
      if (unobserve(input, link.slots[i] as number)) stack.push(input);
    }
    // Last, since `x.mul(x)` has two edges to one input: removing one may move the other.
    node.link = null;
  }
}

/** Removes one edge by moving the last one into its place; whether it was the last. */
function unobserve(input: Node, slot: number): boolean {
  const link = input.link;
  if (slot < 0 || link === null) return false;
  const observer = link.observers.pop() as Node;
  const edge = link.edges.pop() as number;
  if (slot < link.observers.length) {
    link.observers[slot] = observer;
    link.edges[slot] = edge;
    (observer.link as Link).slots[edge] = slot;
  }
  return link.observers.length === 0;
}

/** Gives a linked dynamic node new inputs. All of them must be current. */
export function relink(node: Node, inputs: readonly Node[]): void {
  const before = node.inputs;
  const link = node.link;
  if (link === null) {
    node.inputs = inputs;
    return;
  }
  const deserted: Node[] = [];
  for (let i = 0; i < before.length; i++) {
    const input = before[i] as Node;
    if (unobserve(input, link.slots[i] as number)) deserted.push(input);
  }
  node.inputs = inputs;
  link.slots = [];
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (!input.constant) connect(input);
    link.slots.push(observe(input, node, i));
  }
  // Only now, so that what old and new inputs share stays linked throughout.
  for (const input of deserted) disconnect(input);
}

/** Marks the cone below `node` for recomputation; returns the watches in it. */
export function invalidate(node: Node): Watch[] {
  const link = node.link as Link;
  const woken = link.watches.slice();
  const stack = [node];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const observers = (top.link as Link).observers;
    for (let i = 0; i < observers.length; i++) {
      const observer = observers[i] as Node;
      if (observer.dirty || observer.notes?.pinned === true) continue;
      observer.dirty = true;
      const watches = (observer.link as Link).watches;
      for (let k = 0; k < watches.length; k++) woken.push(watches[k] as Watch);
      stack.push(observer);
    }
  }
  return woken;
}

/** Wakes watches, all in one update of the host. */
export function fire(watches: readonly Watch[]): void {
  if (watches.length === 1) (watches[0] as Watch).fire();
  else if (watches.length > 1) {
    host.batch(() => {
      for (const watch of watches) watch.fire();
    });
  }
}

interface Departure {
  readonly watch: Watch;
  readonly leave: () => void;
}

let departures: Departure[] = [];
/** Whether a microtask is on its way: in a synchronous loop one serves for all departures. */
let sweepComes = false;

/** Notes that the last reader of `watch` left; `leave` runs soon, unless a reader came back. */
export function depart(watch: Watch, leave: () => void): void {
  departures.push({ watch, leave });
  if (sweepComes) return;
  sweepComes = true;
  queueMicrotask(() => {
    sweepComes = false;
    sweep();
  });
}

/** Unlinks what the departed watched. */
export function sweep(): void {
  if (departures.length === 0) return;
  const leaving = departures;
  departures = [];
  for (const { watch, leave } of leaving) if (!watch.watched) leave();
}
