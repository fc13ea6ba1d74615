// `grad_fn`: the backward graph as users see it, by PyTorch's names.

import type { Op } from "../definition";
import { absent, type Node } from "../graph";
import { Tensor } from "../tensor";

/** The backward side of one operation. */
export interface GradFn {
  /** PyTorch's name, such as `"AddBackward0"`; `"AccumulateGrad"` for a leaf. */
  readonly name: string;
  /** For each tensor input where its gradient goes on to: `[gradFn, 0]`, or `[null, 0]` if nowhere. */
  readonly nextFunctions: readonly (readonly [GradFn | null, number])[];
  /** The leaf; only on `AccumulateGrad`. */
  readonly variable?: Tensor;
}

/** A dynamic node is transparent: what its last run returned stands for it. */
export function originOf(node: Node): Node {
  let origin = node;
  while (origin.dynamic?.result) origin = origin.dynamic.result;
  return origin;
}

class OpGradFn implements GradFn {
  constructor(private readonly node: Node) {}

  get name(): string {
    return (this.node.op as Op).gradFnName(this.node);
  }

  get nextFunctions(): readonly (readonly [GradFn | null, number])[] {
    const given = this.node.inputs.filter((input) => input !== absent);
    return given.map((input) => [next(input), 0] as const);
  }

  toString(): string {
    return `<${this.name} object>`;
  }
}

class AccumulateGrad implements GradFn {
  readonly name = "AccumulateGrad";
  readonly nextFunctions = [];
  readonly variable: Tensor;

  constructor(leaf: Node) {
    this.variable = new Tensor(leaf);
  }

  toString(): string {
    return "<AccumulateGrad object>";
  }
}

const made = new WeakMap<Node, GradFn>();

/** The same object at every call, as `is` comparisons expect. */
function once(node: Node, make: () => GradFn): GradFn {
  let found = made.get(node);
  if (found === undefined) {
    found = make();
    made.set(node, found);
  }
  return found;
}

/** The `gradFn` of a node; null for leaves and for what does not require a gradient. */
export function gradFnOf(node: Node): GradFn | null {
  const origin = originOf(node);
  if (!origin.requiresGrad || origin.op === null) return null;
  return once(origin, () => new OpGradFn(origin));
}

/** Where the gradient of an input goes; casts that promotion inserted do not show. */
function next(input: Node): GradFn | null {
  let origin = originOf(input);
  while (origin.implicit) origin = originOf(origin.inputs[0] as Node);
  if (!origin.requiresGrad) return null;
  return gradFnOf(origin) ?? once(origin, () => new AccumulateGrad(origin));
}
