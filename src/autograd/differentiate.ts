// Differentiation: walks the graph of an output in reverse and builds, for each node, the expression
// of its gradient. Nothing is computed here; the result is more graph.

import type { Guard, Op } from "../definition";
import { RuntimeError } from "../errors";
import { assumeStructure, evaluate } from "../evaluate";
import type { Node } from "../graph";
import { enableGrad, noGrad, special } from "../modes";
import { sumToSize } from "../ops/movement";
import { nextMark, postorder } from "../order";
import { castNode } from "../promotion";
import { Tensor } from "../tensor";
import { refuseNaN } from "./anomaly";
import { throughHooks } from "./hooks";

/** One output to differentiate, with dL/d output. */
export interface Seed {
  readonly node: Node;
  readonly gradient: Tensor;
}

export interface Options {
  /** The nodes whose gradients are wanted; null for every leaf that requires one. */
  readonly wanted: ReadonlySet<Node> | null;
  /** Whether the gradients are to be differentiable again. */
  readonly createGraph: boolean;
  /**
   * Whether the gradients are to follow later writes (createBackward), or belong to one pass, which
   * refuses what an earlier one freed.
   */
  readonly live: boolean;
}

/** The gradient expressions by node, and the nodes passed through. */
export interface Gradients {
  readonly of: ReadonlyMap<Node, Tensor>;
  readonly visited: readonly Node[];
}

const secondTime =
  "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

/** Builds the gradients of `seeds` with respect to leaves or to `wanted`. */
export function differentiate(seeds: readonly Seed[], options: Options): Gradients {
  for (const { node } of seeds) if (node.hasDynamic) evaluate(node);
  const order = reverseOrder(seeds, options.wanted);
  const useful = options.wanted === null ? null : new Set(order);
  const pass: Pass = {
    gradients: new Map(),
    parts: new Map(),
    guard: options.live ? () => {} : refuseFreed(seeds),
    useful,
    live: options.live,
  };
  const build = () => {
    for (const { node, gradient } of seeds) accumulate(pass, node, gradient);
    for (const node of order) propagate(pass, node);
    return pass.gradients;
  };
  const inMode = options.createGraph ? enableGrad : noGrad;
  const of = assumeStructure(() => inMode(build));
  return { of, visited: order };
}

/** What a node's gradient flows on to. A dynamic node hands it to what its last run returned. */
const upstream = (node: Node): readonly Node[] => {
  if (node.dynamic === null) return node.inputs;
  return node.dynamic.result === null ? [] : [node.dynamic.result];
};

/**
 * The nodes that gradients pass through, outputs first. With `wanted`, only those on a path to one.
 */
function reverseOrder(seeds: readonly Seed[], wanted: ReadonlySet<Node> | null): Node[] {
  const order = postorder(
    seeds.map((seed) => seed.node),
    upstream,
    (input) => input.requiresGrad,
  );
  if (wanted === null) return order.reverse();
  const leading = new Set<Node>(wanted);
  const useful = order.filter((node) => {
    if (!leading.has(node) && !upstream(node).some((input) => leading.has(input))) return false;
    leading.add(node);
    return true;
  });
  return useful.reverse();
}

/** Refuses to read what was freed, unless a leaf of these outputs was written since. */
function refuseFreed(seeds: readonly Seed[]): Guard {
  let written = -1;
  return (node) => {
    if (node.freedAt === 0) return;
    // Eager values stay as they were, so no write makes them fresh.
    if (written < 0 && node.notes?.pinned !== true) written = lastWrite(seeds);
    if (written <= node.freedAt) throw new RuntimeError(secondTime, { op: "backward" });
  };
}

function lastWrite(seeds: readonly Seed[]): number {
  const entered = nextMark();
  const stack = seeds.map((seed) => seed.node);
  let latest = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.mark === entered) continue;
    node.mark = entered;
    latest = Math.max(latest, node.writtenAt);
    for (const input of node.inputs) stack.push(input);
  }
  return latest;
}

/** The state of one differentiation. */
interface Pass {
  readonly gradients: Map<Node, Tensor>;
  /** For a node with several outputs, the gradient of each. */
  readonly parts: Map<Node, (Tensor | null)[]>;
  readonly guard: Guard;
  /** The inputs worth going on to; null for all. */
  readonly useful: ReadonlySet<Node> | null;
  readonly live: boolean;
}

/** Hands a node's gradient on to its inputs. */
function propagate(pass: Pass, node: Node): void {
  const op = node.op as Op | null;
  const parts = pass.parts.get(node);
  if (parts !== undefined && op?.jointGradients !== undefined) {
    const all = op.jointGradients(node, parts, pass.guard, pass.live);
    spread(pass, node, (i) => all[i] ?? null);
    return;
  }
  const sum = pass.gradients.get(node);
  if (sum === undefined) return;
  const grad = throughHooks(node, sum, pass.live);
  if (grad !== sum) pass.gradients.set(node, grad);
  if (node.dynamic !== null) {
    const { result } = node.dynamic;
    if (result?.requiresGrad === true) accumulate(pass, result, grad);
  } else if (op?.partOf !== undefined) {
    const { whole, index, count } = op.partOf(node);
    const known = pass.parts.get(whole) ?? new Array<Tensor | null>(count).fill(null);
    known[index] = known[index]?.add(grad) ?? grad;
    pass.parts.set(whole, known);
  } else if (op?.differentiable === true) spread(pass, node, op.gradients(node, grad, pass.guard));
}

function spread(pass: Pass, node: Node, gradientOf: (input: number) => Tensor | null): void {
  const { inputs } = node;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (!input.requiresGrad || pass.useful?.has(input) === false) continue;
    const gradient = gradientOf(i);
    if (gradient !== null && special.anomaly && !pass.live) refuseNaN(node, i, gradient);
    if (gradient !== null) accumulate(pass, input, fitTo(gradient, input));
  }
}

/** Brings a rule's result to its input's shape and dtype: sums what broadcasting repeated. */
function fitTo(gradient: Tensor, input: Node): Tensor {
  const summed = sumToSize(gradient, input.shape);
  return summed.node.dtype === input.dtype
    ? summed
    : new Tensor(castNode(summed.node, input.dtype));
}

function accumulate({ gradients }: Pass, node: Node, gradient: Tensor): void {
  const before = gradients.get(node);
  gradients.set(node, before === undefined ? gradient : before.add(gradient));
}
