// A dynamic node: user code that runs again when a value it read changes.
//
// What the code reads becomes the node's *controls*. They are brought up to date in the order in
// which they were read; the first that changed makes the code run again, so that a branch which is
// no longer taken costs nothing. The result is either another node (the branch taken, which the
// dynamic node then mirrors) or plain values (the node is a source driven by what the code read).

import type { DType, TypedArray } from "./dtype";
import { RuntimeError } from "./errors";
import { assign, clock, type Node, restructured } from "./graph";
import { relink } from "./link";
import { isGradEnabled, setGradEnabled } from "./modes";
import { currentScope, within } from "./scope";
import type { Size } from "./shape";
import { host, type Tracker } from "./watch";

/** What one run of the code gave. */
export type Outcome =
  | { readonly node: Node }
  | { readonly data: TypedArray; readonly shape: Size; readonly dtype: DType };

/** Collects what the code of the innermost running dynamic node reads. */
export interface Collector {
  readonly controls: Set<Node>;
  /** The host's listener during the run: reads inside `untrack`, or in an effect made there, are not ours. */
  listener: object | null;
}

let collector: Collector | null = null;

/** The collector that a read must report to just now, if any. */
export const activeCollector = (): Collector | null =>
  collector !== null && collector.listener === host.listener() ? collector : null;

let trackers = 0;

/** How many dynamic nodes follow Solid signals just now; with none, no read has to ask them. */
export const liveTrackers = (): number => trackers;

export class Dynamic {
  /** What the last run read, in order. */
  controls: Node[] = [];
  /** The node that the last run returned; null for values. */
  result: Node | null = null;
  /** What the last run threw. */
  error: Error | null = null;
  /** The Solid signals that the last run read. */
  tracker: Tracker | null = null;
  ranAt = -1;
  /** Set when a Solid signal changed: the code must run again whatever the controls say. */
  stale = true;
  /** How many controls are known to be unchanged in the current walk. */
  checked = 0;
  running = false;
  private released = false;
  /** Whether the last run took another result. */
  private moved = false;

  /** Gradient mode where the node was made: its code runs in that mode whenever it runs. */
  private readonly gradMode = isGradEnabled();
  /** Likewise the scope. */
  private readonly scope = currentScope;

  /**
   * @param followsSignals whether the code may read signals of the host. Where the host cannot say
   * whether one changed (on a server), such code is asked again at every read; other code is not.
   */
  constructor(
    readonly code: () => Outcome,
    private readonly followsSignals = true,
  ) {}

  /** Runs the code and takes over what it read and returned. The node's value is not touched yet. */
  run(node: Node): void {
    if (this.running) {
      throw new RuntimeError("createTensor: the function reads its own result", {
        op: "createTensor",
      });
    }
    const own: Collector = { controls: new Set(), listener: null };
    const outer = collector;
    this.running = true;
    let outcome: Outcome | null = null;
    this.error = null;
    try {
      const tracker = host.track(() => {
        collector = own;
        own.listener = host.listener();
        try {
          outcome = within(this.scope, () => setGradEnabled(this.gradMode, this.code));
        } catch (thrown) {
          this.error = asError(thrown);
        }
      });
      this.follow(tracker);
    } finally {
      collector = outer;
      this.running = false;
      this.stale = false;
      this.checked = 0;
      this.controls = [...own.controls];
      this.ranAt = clock;
    }
    if (outcome !== null) this.take(node, outcome);
  }

  /** Lets go of the Solid signals: from now on only tensors are followed. */
  release(): void {
    this.released = true;
    this.follow(null);
  }

  private follow(tracker: Tracker | null): void {
    const before = this.tracker;
    const ignored = this.released || (tracker?.polls === true && !this.followsSignals);
    const next = ignored ? null : tracker;
    if (next === null) tracker?.dispose();
    this.tracker = next;
    before?.dispose();
    if ((before === null) === (next === null)) return;
    trackers += next === null ? -1 : 1;
    restructured();
  }

  private take(node: Node, outcome: Outcome): void {
    // For "backward a second time" this is a write: Solid signals leave no other trace.
    node.writtenAt = clock;
    if (this.result !== null || node.data !== null) {
      const dtype = "node" in outcome ? outcome.node.dtype : outcome.dtype;
      const kindChanged = "node" in outcome !== (this.result !== null);
      if (kindChanged || dtype !== node.dtype) {
        const what = (tensor: boolean, d: DType) => (tensor ? `a ${d} tensor` : `${d} values`);
        this.error = new RuntimeError(
          `createTensor: the function returned ${what("node" in outcome, dtype)}, and ${what(this.result !== null, node.dtype)} before`,
          { op: "createTensor" },
        );
        return;
      }
    }
    if ("node" in outcome) {
      if (outcome.node !== this.result) {
        this.result = outcome.node;
        this.moved = true;
        node.structureAt = clock;
        restructured();
      }
      node.dtype = outcome.node.dtype;
    } else this.store(node, outcome);
  }

  /** Values: an equal one is no write, as for every source. */
  private store(node: Node, { data, shape, dtype }: Extract<Outcome, { data: TypedArray }>): void {
    const before = node.data;
    const reshaped =
      before === null || before.length !== data.length || !sameSize(node.shape, shape);
    if (reshaped) {
      node.data = data;
      node.shape = shape;
      node.dtype = dtype;
      node.structureAt = clock;
      restructured();
    } else if (!assign(before, data) && node.error === null) return;
    node.computedAt = clock;
  }

  /** Ends an update: mirrors the result, links what the next change must come through. */
  settle(node: Node): void {
    const result = this.result;
    const error = this.error ?? result?.error ?? null;
    if (result !== null && this.error === null) {
      node.share(result);
      node.shape = result.shape;
      node.requiresGrad = result.requiresGrad;
      if (result.structureAt > node.structureAt) node.structureAt = clock;
      const recovered = node.error !== null;
      if (this.moved || recovered || result.computedAt > node.computedAt) node.computedAt = clock;
      this.moved = false;
    } else if (error !== node.error) node.computedAt = clock;
    node.error = error;
    // After an error nobody brought the result of before up to date: it must not be linked.
    const taken = result === null || this.error !== null ? [] : [result];
    const inputs = [...this.controls, ...taken];
    if (!sameNodes(inputs, node.inputs)) {
      if (inputs.some((input) => input.hasDynamic)) restructured();
      relink(node, inputs);
    }
    this.checked = 0;
  }
}

function sameSize(a: Size, b: Size): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

function sameNodes(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, i) => node === b[i]);
}

/** Whatever was thrown, as an Error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
