// Differentiation: walks the graph of an output in reverse and builds, for each node, the expression
// of its gradient. Nothing is computed here; the result is more graph.

import type { Guard, Op } from "../definition";
import { RuntimeError } from "../errors";
import { assumeStructure, evaluate, nextMark } from "../evaluate";
import type { Node } from "../graph";
import { enableGrad, noGrad } from "../modes";
import { sumToSize } from "../ops/movement";
import { castNode } from "../promotion";
import { Tensor } from "../tensor";

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
  /** Whether to refuse what an earlier pass freed. A live gradient is no such pass. */
  readonly checkFreed: boolean;
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
  const guard = options.checkFreed ? refuseFreed(seeds) : () => {};
  const build = () => {
    const gradients = new Map<Node, Tensor>();
    for (const { node, gradient } of seeds) accumulate(gradients, node, gradient);
    for (const node of order) {
      const grad = gradients.get(node);
      if (grad !== undefined) propagate(node, grad, gradients, guard, useful);
    }
    return gradients;
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
  const order: Node[] = [];
  const entered = nextMark();
  const done = nextMark();
  const leading = wanted === null ? null : new Set<Node>(wanted);
  const stack: Node[] = seeds.map((seed) => seed.node);
  while (stack.length > 0) {
    const node = stack[stack.length - 1] as Node;
    const inputs = upstream(node);
    if (node.mark !== entered && node.mark !== done) {
      node.mark = entered;
      for (let i = 0; i < inputs.length; i++) {
        const input = inputs[i] as Node;
        if (input.requiresGrad && input.mark !== done) stack.push(input);
      }
      continue;
    }
    stack.pop();
    if (node.mark === done) continue;
    node.mark = done;
    if (leading !== null) {
      if (!leading.has(node) && !inputs.some((input) => leading.has(input))) continue;
      leading.add(node);
    }
    order.push(node);
  }
  return order.reverse();
}

/** Refuses to read what was freed, unless a leaf of these outputs was written since. */
function refuseFreed(seeds: readonly Seed[]): Guard {
  let written = -1;
  return (node) => {
    if (node.freedAt === 0) return;
    if (written < 0) written = lastWrite(seeds);
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

function propagate(
  node: Node,
  grad: Tensor,
  gradients: Map<Node, Tensor>,
  guard: Guard,
  useful: ReadonlySet<Node> | null,
): void {
  if (node.dynamic !== null) {
    const { result } = node.dynamic;
    if (result?.requiresGrad === true) accumulate(gradients, result, grad);
    return;
  }
  const { op, inputs } = node;
  if (op === null) return;
  const rules = (op as Op).gradients(node, grad, guard);
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (!input.requiresGrad || useful?.has(input) === false) continue;
    const gradient = rules(i);
    if (gradient !== null) accumulate(gradients, input, fitTo(gradient, input));
  }
}

/** Brings a rule's result to its input's shape and dtype: sums what broadcasting repeated. */
function fitTo(gradient: Tensor, input: Node): Tensor {
  const summed = sumToSize(gradient, input.shape);
  return summed.node.dtype === input.dtype
    ? summed
    : new Tensor(castNode(summed.node, input.dtype));
}

function accumulate(gradients: Map<Node, Tensor>, node: Node, gradient: Tensor): void {
  const before = gradients.get(node);
  gradients.set(node, before === undefined ? gradient : before.add(gradient));
}
