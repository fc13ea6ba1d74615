// The same computation of other leaves: what a loss would be elsewhere, without going there.

import type { Op } from "./definition";
import { describe, RuntimeError, TypeError, ValueError } from "./errors";
import { evaluate } from "./evaluate";
import type { Node } from "./graph";
import { postorder } from "./order";
import { within } from "./scope";
import { list, sameShape } from "./shape";
import { Tensor } from "./tensor";

/** Which tensor stands in for which leaf. */
export type Replacements = readonly (readonly [leaf: Tensor, other: Tensor])[];

const op = "substitute";

/**
 * What `of` would be if its leaves were other tensors: a new tensor whose graph is that of `of` with
 * each `leaf` replaced by its `other`. Nothing is written, and nobody who reads `of` is told.
 *
 * - What does not depend on the leaves is shared with the graph of `of`, computed once for both.
 * - `other` may be a leaf of your own, to be written at will, or any expression, even of `leaf` itself.
 *   Gradients flow through the new graph to what `other` is made of.
 * - The graph is taken as it is now: what `of` shows after an in-place operation, with the random
 *   numbers that were drawn. Eager results keep their values, as they do when a leaf is written; tensor
 *   hooks and hooks on saved tensors stay with the original.
 *
 * @param of a tensor computed from the leaves.
 * @param replacements pairs `[leaf, other]` of the same shape and dtype.
 * @returns a tensor of the shape and dtype of `of`; where nothing depends on the leaves, `of` again.
 * @throws ValueError if shape or dtype differ; RuntimeError if a `leaf` was computed, or for what only
 * code can make again: a `createTensor(() => …)` that depends on a leaf, or an `autograd.Function`.
 * @example
 * const x = w.snapshot();
 * const lossAt = substitute(loss, [[w, x]]);
 * x.set([3, 4]);
 * lossAt.item(); // the loss as it would be at w = [3, 4]; w is as it was
 * @example const ahead = substitute(loss, [[w, w.sub(g.mul(0.1))]]); // the loss after a step along -g
 */
export function substitute(of: Tensor, replacements: Replacements): Tensor {
  /** The new node of each that depends on a leaf, beginning with the leaves. */
  const copies = new Map<Node, Node>();
  for (const [leaf, other] of replacements) {
    refuseMisfit(leaf, other);
    copies.set(leaf.node, other.node);
  }
  const root = current(of);
  const order = postorder(
    [root],
    (node) => (keepsValue(node) ? [] : node.inputs),
    (input) => !copies.has(input),
  );
  for (const node of order) {
    if (copies.has(node) || keepsValue(node)) continue;
    if (node.inputs.some((input) => copies.has(input))) {
      const inputs = node.inputs.map((input) => copies.get(input) ?? input);
      copies.set(node, again(node, inputs));
    }
  }
  return new Tensor(copies.get(root) ?? root);
}

/** The node, with its branches and shapes as they are now; the reader is not subscribed. */
function current({ node }: Tensor): Node {
  if (node.hasDynamic) evaluate(node);
  return node;
}

/** An eager result stays what it was, whatever is written above it. */
const keepsValue = (node: Node): boolean => node.notes?.pinned === true;

function again(node: Node, inputs: readonly Node[]): Node {
  const rule = node.op as Op | null;
  if (rule?.again === undefined) throw refuseCode(node);
  const copy = within(node.scope, () => rule.again?.(node, inputs) as Node);
  copy.label = node.label;
  copy.implicit = node.implicit;
  return copy;
}

function refuseCode(node: Node): RuntimeError {
  const what = node.op === null ? "a createTensor(() => …)" : "an autograd.Function";
  const which = node.label === undefined ? "" : ` (${node.label})`;
  return new RuntimeError(
    `substitute: ${what}${which} depends on a replaced leaf, and its code cannot be given another: call the function that makes the tensor with the other leaf instead`,
    { op, parameter: "of" },
  );
}

function refuseMisfit(leaf: Tensor, other: Tensor): void {
  for (const tensor of [leaf, other]) {
    if (!(tensor instanceof Tensor)) {
      throw new TypeError(
        `substitute: a replacement is a pair of tensors, not ${describe(tensor)}`,
        {
          op,
          parameter: "replacements",
        },
      );
    }
  }
  const [from, to] = [current(leaf), current(other)];
  const name = leaf.name ?? "the leaf";
  if (from.op !== null || from.dynamic?.result) {
    throw new RuntimeError(
      `substitute: only a leaf can be replaced; ${leaf.name ?? "this tensor"} was computed by ${from.op?.name ?? "createTensor"}`,
      { op, parameter: "replacements" },
    );
  }
  if (!sameShape(from.shape, to.shape)) {
    throw new ValueError(
      `substitute: a tensor of shape ${list(to.shape)} cannot stand for ${name} of shape ${list(from.shape)}`,
      { op, parameter: "replacements" },
    );
  }
  if (from.dtype !== to.dtype) {
    throw new ValueError(
      `substitute: a tensor of ${to.dtype} cannot stand for ${name} of ${from.dtype}`,
      { op, parameter: "replacements" },
    );
  }
}
