// The graph: nodes, the clock, and writing a source. Evaluation is in evaluate.ts, what a watched
// graph adds is in watch.ts.
//
// Time is one counter. A write moves it; a node remembers when its value was last computed. A value
// is stale when an input is younger than it, so no list of versions is kept per edge.

import { wake } from "./cone";
import type { DType, TypedArray } from "./dtype";
import type { Dynamic } from "./dynamic";
import type { Instruction } from "./kernels/wasm/instruction";
import type { Link } from "./link";
import type { SavedTensorsHooks } from "./modes";
import type { Place } from "./place";
import { currentScope, Named, type Scope } from "./scope";
import type { Size } from "./shape";
import { forget, type History, wrote } from "./trace";
import { sweep } from "./watch";

/** The instant of the latest write to any source. */
export let clock = 1;

/** Moves time on by one, for anything but a write to a source, and returns the new instant. */
export function tick(): number {
  forget();
  return ++clock;
}

/**
 * Sources are current until then: the largest instant that V8 keeps as a small integer, so that the
 * field is one in every node. A clock that runs past it only costs a look at each source.
 */
export const forever = 2 ** 31 - 1;

/** Counts changes of structure: a dynamic node that took another result. */
export let structureClock = 0;
export const restructured = (): number => ++structureClock;

/** Counts in-place writes to one storage; views share their base's. */
export interface VersionCounter {
  value: number;
}

/** What a node remembers beyond its operation: see notes.ts. */
export interface Notes {
  /** Eager: computed once, never again. */
  readonly pinned: boolean;
  /** The versions of the inputs when the node was made. */
  readonly versions: number[];
  /** The version of the result's storage when the node was made. */
  ownVersion: number;
  /** Where the operation was called, for anomaly mode. */
  readonly madeAt: string | null;
  readonly inference: boolean;
  readonly savedTensors: SavedTensorsHooks | null;
  /** What the user's hooks made of the saved tensors, by input. */
  readonly packed: Map<number, unknown>;
}

/** What the graph needs to know of an operation; op.ts makes them. */
export interface Operation {
  readonly name: string;
  /** Whether the result shares the elements of its first input, so that it needs no room. */
  readonly alias: boolean;
  /** Sets shape, dtype, requiresGrad and strides of `node` from its inputs; throws if they do not fit. */
  infer(node: Node): void;
  /** Computes `node.data`. */
  run(node: Node, a: Node, b: Node, c: Node): void;
  /** The wasm kernel for a node of these sizes; null where there is none. */
  instruction?(node: Node, a: Node, b: Node, c: Node): Instruction | null;
}

/** Stands for elements in wasm memory over which there is no array yet. */
const unseen = new Float32Array(0);

export class Node {
  /** What `data` and `computedAt` are made of; the latter is in the place if there is one. */
  private elements: TypedArray | null = null;
  private instant = -1;
  /** Where in wasm memory the elements are; null while they are an array of their own. */
  place: Place | null = null;
  /** The instant up to which the value is known to be current. Sources always are. */
  validAt = -1;
  /** When the structure above (a branch, and with it shapes) last changed. */
  structureAt = 0;
  /** When a user last wrote this source; 0 if never. */
  writtenAt = 0;
  /** When `backward()` last freed what this node's rule needs; 0 if never. */
  freedAt = 0;
  /** Whether the operation was recorded for differentiation: gradient mode was on. */
  recorded = false;
  /** Counts in-place writes, from the moment an eager operation reads this node. */
  version: VersionCounter | null = null;
  /** What the special modes noted when it was made; null otherwise. */
  notes: Notes | null = null;
  /** For displays: the scope that it was made in, with the user's name for it if there is one. */
  private about: Scope | Named | null = currentScope;
  /** A cast that type promotion inserted; `gradFn` does not show it. */
  implicit = false;
  /** What computing threw, until an input changes; null if it went well. */
  error: Error | null = null;
  /** True while a watched node waits to be recomputed. Has a meaning only while `link` is set. */
  dirty = false;
  /** The edges to dependents, only while somebody watches. */
  link: Link | null = null;
  /** The nodes below in the order of evaluation, kept from the second evaluation on. */
  tape: Node[] | null = null;
  /** Whether this node was the root of an evaluation before. */
  evaluated = false;
  /** What evaluating this root meant after known writes; see trace.ts. */
  history: History | null = null;
  /** What a kernel prepared for these shapes (strides, index tables); dropped when they change. */
  plan: unknown = null;
  /** Scratch of one walk: the walk that entered this node. */
  mark = 0;
  /** A plain number that stands for a tensor: weak in type promotion. */
  wrapped = false;
  /** A constant never changes: nobody needs to be told. */
  constant = false;
  /** Whether a dynamic node is at or above this one, so that structure may change. */
  hasDynamic: boolean;
  /** The dynamic nodes above that follow Solid signals, as of a structure; see evaluate.ts. */
  drivers: { at: number; nodes: Node[] } | null = null;
  /** What autograd keeps for this tensor: its gradient and who holds it; see autograd/slot.ts. */
  gradient: object | null = null;
  /** Element strides where a view does not read its base in order; null for row-major. */
  strides: readonly number[] | null = null;
  /** For a view: where its first element lies among those of its base. */
  offset = 0;

  /**
   * The nodes whose elements evaluation reads: the inputs, but where a kernel can do without the
   * elements of a view, what that shows. Differentiation goes through `inputs`.
   */
  reads: readonly Node[];

  constructor(
    readonly op: Operation | null,
    public inputs: readonly Node[],
    readonly args: object,
    public shape: Size,
    public dtype: DType,
    public requiresGrad: boolean,
    readonly dynamic: Dynamic | null = null,
  ) {
    this.reads = inputs;
    let dynamicAbove = dynamic !== null;
    for (let i = 0; i < inputs.length; i++) dynamicAbove ||= (inputs[i] as Node).hasDynamic;
    this.hasDynamic = dynamicAbove;
  }

  /** The elements, row-major; null until first computed. */
  get data(): TypedArray | null {
    const { place, elements } = this;
    if (place === null || (elements as TypedArray).length > 0) return elements;
    // Nobody has asked yet, or the memory grew.
    this.elements = place.view(this.dtype);
    return this.elements;
  }

  set data(elements: TypedArray | null) {
    if (this.place === null) this.elements = elements;
    else if (elements?.byteOffset !== this.place.pointer) {
      (this.data as TypedArray).set(elements as TypedArray);
    }
  }

  /** Takes over the elements of another node: the same array, unless that may be moved away. */
  share(from: Node): void {
    const { data } = from;
    this.data = from.place === null || this.place !== null ? data : (data as TypedArray).slice();
  }

  /** When the value was last computed or written; -1 before that. */
  get computedAt(): number {
    return this.place === null ? this.instant : this.place.instant;
  }

  set computedAt(instant: number) {
    if (this.place === null) this.instant = instant;
    else this.place.instant = instant;
  }

  /** Moves the elements to a place in wasm memory. */
  settle(place: Place): void {
    const { data, computedAt } = this;
    // What a view shows is there already, and may be newer than what it showed last.
    if (data !== null && !place.shared) place.fill(this.dtype, data);
    // An array over them is made when somebody asks.
    this.elements = unseen;
    this.place = place;
    this.computedAt = computedAt;
  }

  /** The user's name for it, for displays. */
  get label(): string | undefined {
    return this.about instanceof Named ? this.about.label : undefined;
  }

  set label(label: string | undefined) {
    const { scope } = this;
    this.about = label === undefined ? scope : new Named(label, scope);
  }

  /** The scope that it was made in, for displays. */
  get scope(): Scope | null {
    return this.about instanceof Named ? this.about.scope : this.about;
  }

  /** Whether this node is a source: written, never computed. */
  get isSource(): boolean {
    return this.op === null && this.dynamic === null;
  }
}

const nothing: object = Object.freeze({});
const noInputs: readonly Node[] = Object.freeze([]);

/** A new source that holds `data` (not copied). */
export function source(data: TypedArray, shape: Size, dtype: DType, requiresGrad = false): Node {
  const node = new Node(null, noInputs, nothing, shape, dtype, requiresGrad);
  node.data = data;
  node.computedAt = 0;
  node.validAt = forever;
  return node;
}

/** A source that nobody can write. */
export function constant(data: TypedArray, shape: Size, dtype: DType): Node {
  const node = source(data, shape, dtype);
  node.constant = true;
  return node;
}

/** Stands in `inputs` for an optional tensor that was not given. */
export const absent: Node = constant(new Float32Array(0), Object.freeze([]) as never, "float32");

/**
 * Writes a source through `change`, which returns whether any element became different. Dependents
 * follow at their next read, watchers are told at once (or at the end of a Solid batch).
 */
export function write(node: Node, change: (data: TypedArray) => boolean): void {
  sweep();
  if (node.version !== null) node.version.value++;
  if (change(node.data as TypedArray)) written(node);
}

/** Writes one element of a source: what a slider does, without a closure. */
export function writeElement(node: Node, at: number, value: number): void {
  sweep();
  if (node.version !== null) node.version.value++;
  const data = node.data as TypedArray;
  const before = data[at] as number;
  data[at] = value;
  if (!Object.is(before, data[at])) written(node);
}

function written(node: Node): void {
  wrote(node, clock);
  node.computedAt = node.writtenAt = ++clock;
  wake(node);
}

/** Counts as a change of a node whose handle now shows another one. */
export function touch(node: Node): void {
  if (node.computedAt < 0) return;
  sweep();
  node.computedAt = tick();
  wake(node);
}

/** Copies `values` into `data`; whether any element became another one (NaN equals NaN). */
export function assign(data: TypedArray, values: ArrayLike<number>, from = 0): boolean {
  const count = values.length;
  for (let i = 0; i < count; i++) {
    const before = data[from + i] as number;
    data[from + i] = values[i] as number;
    if (Object.is(before, data[from + i])) continue;
    // One difference is enough; the rest is copied as fast as can be.
    if (ArrayBuffer.isView(values)) data.set((values as TypedArray).subarray(i), from + i);
    else for (let k = i + 1; k < count; k++) data[from + k] = values[k] as number;
    return true;
  }
  return false;
}

/** Sets `count` elements from `from` on to one value; whether any became another one. */
export function fill(data: TypedArray, value: number, from: number, count: number): boolean {
  const end = from + count;
  for (let i = from; i < end; i++) {
    const before = data[i] as number;
    data[i] = value;
    if (Object.is(before, data[i])) continue;
    data.fill(value, i, end);
    return true;
  }
  return false;
}
