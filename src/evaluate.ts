// Bringing a value up to date: down the topological order, recomputing only what has a younger
// input, in place. No recursion: a chain of a million nodes is a loop.
//
// Ways to find that order, all with the same meaning:
//  - a walk with an explicit stack, the general one (first evaluation, dynamic nodes);
//  - a tape, the recorded order of a static graph, from a root's second evaluation on;
//  - in a watched graph, a walk that enters dirty nodes only;
//  - a trace, the nodes that were stale when the same sources were written before (trace.ts), and
//    of a hot trace a program for the tape machine (program.ts).

import { refreshDrivers } from "./drivers";
import { allocate } from "./dtype";
import { asError, liveTrackers } from "./dynamic";
import { nameOperation, RuntimeError } from "./errors";
import { absent, clock, type Node } from "./graph";
import { areLinks } from "./link";
import { nextMark, postorder } from "./order";
import { compile, runAll, runProgram } from "./program";
import { numel } from "./shape";
import { arrived, departing, forget, History, type Trace } from "./trace";

/** Called with every node that is computed; see `profile` in inspect.ts. */
export type Tracer = (node: Node) => void;

let tracer: Tracer | null = null;

/** Installs a tracer; returns the one before. */
export function setTracer(next: Tracer | null): Tracer | null {
  const before = tracer;
  tracer = next;
  return before;
}

let rounds = 0;

/** Counts evaluations that are not part of another one. */
export const round = (): number => rounds;

/** Makes `root` current. What its computation threw is in `root.error`. */
export function evaluate(root: Node): void {
  if (root.hasDynamic) {
    if (stack.length === 0) rounds++;
    if (liveTrackers() > 0) refreshDrivers(root);
  }
  if (isCurrent(root, clock)) {
    if (root.validAt < clock) root.validAt = clock;
    return;
  }
  // Inside another evaluation nothing is known: that one has computed some of what is stale.
  const state = departing(root);
  const from = stack.length === 0 ? state : 0;
  if (from > 0 && root.history !== null && tracer === null) {
    const trace = root.history.trace(from);
    if (trace !== null && trace.program !== null && trace.program.only !== null) {
      runAll(trace.program.only);
      finish(root, trace.nodes);
      arrived(trace.next);
      return;
    }
  }
  const outer = recorder;
  recorder = null;
  try {
    if (from > 0 && root.evaluated && !root.hasDynamic) arrived(follow(root, from));
    else {
      check(root);
      // Code of a dynamic node may have written sources: a state that began there knows nothing of
      // what was computed since.
      forget();
    }
  } finally {
    recorder = outer;
  }
}

/** Finds out what is stale, and computes it. */
function check(root: Node): void {
  if (root.link !== null || root.hasDynamic || !root.evaluated) walk(root);
  else runTape(root);
  root.evaluated = true;
}

/** What the evaluation under way has computed; null while nobody records. */
let recorder: Node[] | null = null;

/** Evaluates in the state `from`; returns the state after it, 0 after an error. */
function follow(root: Node, from: number): number {
  root.history ??= new History();
  const { history } = root;
  const known = history.trace(from);
  if (known !== null && replay(root, known)) return known.next;
  const nodes: Node[] = [];
  if (known === null) recorder = nodes;
  check(root);
  if (known !== null || root.error !== null) return 0;
  return history.record(from, nodes).next;
}

/** A trace that was followed so often is made a program. */
const hot = 3;

/** Computes the nodes of a trace without asking which are stale; whether all went well. */
function replay(root: Node, trace: Trace): boolean {
  const { nodes } = trace;
  if (tracer === null && ++trace.uses === hot) trace.program = compile(nodes);
  if (tracer === null && trace.program !== null) {
    if (!runProgram(trace.program, recompute)) return false;
  } else {
    for (let i = 0; i < nodes.length; i++) if (!recompute(nodes[i] as Node)) return false;
  }
  finish(root, nodes);
  return true;
}

/** Computes one node; whether it went well. */
function recompute(node: Node): boolean {
  compute(node, null);
  return node.error === null;
}

function finish(root: Node, nodes: readonly Node[]): void {
  root.validAt = clock;
  // Also where nobody watches the root: below a node that stays dirty no later write would get through.
  if (areLinks()) for (let i = 0; i < nodes.length; i++) (nodes[i] as Node).dirty = false;
}

let assumed = false;

/** Whether shapes may be taken as they stand, although dynamic nodes are above. */
export const structureIsKnown = (): boolean => assumed;

/**
 * Runs `fn`, which builds more graph upon nodes whose structure is current and writes nothing: so no
 * shape that it asks for needs an evaluation, and what it builds stays lazy.
 */
export function assumeStructure<T>(fn: () => T): T {
  const before = assumed;
  assumed = true;
  try {
    return fn();
  } finally {
    assumed = before;
  }
}

function isCurrent(node: Node, now: number): boolean {
  return node.link !== null ? !node.dirty : node.validAt >= now;
}

const stack: Node[] = [];

const mostRestarts = 10_000;

/** As two Solid effects would, but a page is to stay alive. */
const endless = (): Error =>
  new RuntimeError("createTensor: functions keep writing sources that each other reads", {
    op: "createTensor",
  });

function walk(root: Node): void {
  let now = clock;
  let id = nextMark();
  let restarts = 0;
  const base = stack.length;
  try {
    stack.push(root);
    while (stack.length > base) {
      if (clock !== now) {
        // Code of a dynamic node wrote a source: what was visited before may be stale again.
        now = clock;
        id = nextMark();
        if (++restarts > mostRestarts) throw endless();
      }
      const node = stack[stack.length - 1] as Node;
      if (isCurrent(node, now)) {
        stack.pop();
      } else if (node.dynamic !== null) {
        const next = advance(node, now);
        if (next === null) {
          stack.pop();
          node.dynamic.settle(node);
          node.validAt = now;
          node.dirty = false;
        } else stack.push(next);
      } else {
        const entered = node.mark === id;
        node.mark = id;
        // Inputs come first; the node is met again when they are current.
        if (!entered && pushStale(node.reads, now)) continue;
        stack.pop();
        update(node, now);
      }
    }
  } finally {
    // After an error nobody has looked at the rest: dynamic nodes begin again with their first control.
    for (let i = base; i < stack.length; i++) {
      const { dynamic } = stack[i] as Node;
      if (dynamic !== null) dynamic.checked = 0;
    }
    // Setting a length costs more than most evaluations.
    if (stack.length > base) stack.length = base;
  }
}

function pushStale(inputs: readonly Node[], now: number): boolean {
  const before = stack.length;
  for (let i = inputs.length - 1; i >= 0; i--) {
    const input = inputs[i] as Node;
    if (!isCurrent(input, now)) stack.push(input);
  }
  return stack.length > before;
}

/** The next node that a dynamic one waits for; null when it can settle. */
function advance(node: Node, now: number): Node | null {
  const dynamic = node.dynamic as NonNullable<Node["dynamic"]>;
  while (!dynamic.stale && dynamic.checked < dynamic.controls.length) {
    const control = dynamic.controls[dynamic.checked] as Node;
    if (!isCurrent(control, now)) return control;
    if (control.computedAt > dynamic.ranAt) dynamic.stale = true;
    dynamic.checked++;
  }
  if (dynamic.stale) {
    if (tracer !== null) tracer(node);
    dynamic.run(node);
    dynamic.checked = dynamic.controls.length;
    // What the code returned may follow Solid signals that this evaluation has not asked yet.
    if (dynamic.error === null && dynamic.result?.hasDynamic) evaluate(dynamic.result);
  }
  const { result } = dynamic;
  return result !== null && dynamic.error === null && !isCurrent(result, now) ? result : null;
}

function update(node: Node, now: number): void {
  const { reads: inputs, computedAt } = node;
  let stale = computedAt < 0;
  let error: Error | null = null;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (input.computedAt > computedAt) stale = true;
    if (input.error !== null) error = input.error;
  }
  // An eager node was computed once and keeps its value.
  if (stale && (computedAt < 0 || node.notes?.pinned !== true)) compute(node, error);
  node.validAt = now;
  node.dirty = false;
}

/** Computes the value, or takes over the error of an input. */
function compute(node: Node, inherited: Error | null): void {
  const { reads: inputs, op } = node;
  if (tracer !== null) tracer(node);
  if (recorder !== null) recorder.push(node);
  let error = inherited;
  if (error === null && op !== null) {
    try {
      if (node.hasDynamic) followStructure(node);
      if (node.data === null && !op.alias) node.data = allocate(node.dtype, numel(node.shape));
      // Reading past an array's end is slow; most ops have two inputs.
      const n = inputs.length;
      op.run(
        node,
        n > 0 ? (inputs[0] as Node) : absent,
        n > 1 ? (inputs[1] as Node) : absent,
        n > 2 ? (inputs[2] as Node) : absent,
      );
    } catch (thrown) {
      error = asError(nameOperation(thrown, op.name));
    }
  }
  node.error = error;
  node.computedAt = clock;
}

/** Infers shape and dtype again where a branch above changed. */
function followStructure(node: Node): void {
  let latest = 0;
  for (const input of node.inputs) latest = Math.max(latest, input.structureAt);
  if (latest <= node.structureAt) return;
  node.op?.infer(node);
  node.plan = null;
  if (node.data?.length !== numel(node.shape)) node.data = null;
  node.structureAt = clock;
}

function runTape(root: Node): void {
  const now = clock;
  root.tape ??= record(root);
  const tape = root.tape;
  for (let i = 0; i < tape.length; i++) {
    const node = tape[i] as Node;
    // Another root's tape may have passed here since the last write.
    if (node.validAt !== now) update(node, now);
  }
}

/** The computed nodes at and above a static root, inputs first. */
const record = (root: Node): Node[] =>
  postorder(
    [root],
    (node) => node.reads,
    (input) => !input.isSource,
  );
