// Forward mode: tangents pushed from inputs to outputs along the graph, one product J·v per pass.
//
// An op's rule gives the transposed product Jᵀ·u, which is linear in u. Its derivative with respect to
// u is the product J·v (the transpose of a transpose), and the graph of one rule is all that has to be
// differentiated for it. So every op with a rule has forward mode, to any order.

import type { Asker, Op } from "../definition";
import { allocate } from "../dtype";
import { assumeStructure, evaluate } from "../evaluate";
import { type Node, source } from "../graph";
import { enableGrad } from "../modes";
import { sumToSize } from "../ops/movement";
import { postorder } from "../order";
import { castNode } from "../promotion";
import { numel } from "../shape";
import { Tensor } from "../tensor";
import { differentiate } from "./differentiate";

/**
 * The derivative of `outputs` when each of `inputs` moves along its tangent: lazy, current, and
 * differentiable. Null for an output that does not depend on them.
 * @param tangents one per input, of its shape.
 */
export function pushForward(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  tangents: readonly Tensor[],
): (Tensor | null)[] {
  const roots = outputs.map((output) => {
    evaluate(output.node);
    return output.node;
  });
  const known = new Map<Node, Tensor>();
  inputs.forEach((input, i) => {
    known.set(input.node, tangents[i] as Tensor);
  });
  return assumeStructure(() =>
    enableGrad(() => {
      for (const node of postorder(roots, (n) => n.inputs)) if (!known.has(node)) push(node, known);
      return roots.map((root) => known.get(root) ?? null);
    }),
  );
}

function push(node: Node, known: Map<Node, Tensor>): void {
  if (node.dynamic !== null) {
    const tangent = node.dynamic.result && known.get(node.dynamic.result);
    if (tangent) known.set(node, tangent);
    return;
  }
  const op = node.op as Op | null;
  if (op === null || !op.differentiable || !reached(op, node, known)) return;
  const tangent = tangentOf(op, node, known);
  if (tangent !== null) known.set(node, tangent);
}

const reached = (op: Op, node: Node, known: ReadonlyMap<Node, Tensor>): boolean =>
  (op.partOf?.(node).whole ?? node).inputs.some((input) => known.has(input));

/** Σ over inputs of J·v, from the op's own rule. */
function tangentOf(op: Op, node: Node, known: ReadonlyMap<Node, Tensor>): Tensor | null {
  // The rule is linear in this stand-in for the cotangent, so its values do not matter.
  const u = new Tensor(
    source(allocate(node.dtype, numel(node.shape)), node.shape, node.dtype, true),
  );
  const { inputs, pulledBack } = transposed(op, node, u, known);
  let product: Tensor | null = null;
  inputs.forEach((input, i) => {
    const tangent = known.get(input);
    const pulled = pulledBack[i] ?? null;
    if (tangent === undefined || pulled === null) return;
    const fitted = new Tensor(castNode(sumToSize(pulled, input.shape).node, input.dtype));
    if (!fitted.node.requiresGrad) return;
    const term = differentiate([{ node: fitted.node, gradient: tangent }], {
      wanted: new Set([u.node]),
      createGraph: true,
      live: true,
    }).of(u.node);
    if (term !== null) product = product === null ? term : product.add(term);
  });
  return product;
}

interface Transposed {
  readonly inputs: readonly Node[];
  /** Jᵀ·u for each input that has a tangent. */
  readonly pulledBack: readonly (Tensor | null)[];
}

/** The op's own rule; for an output of a user's Function that of the whole. */
function transposed(op: Op, node: Node, u: Tensor, known: ReadonlyMap<Node, Tensor>): Transposed {
  const asker: Asker = { guard() {}, wants: (input) => known.has(input) };
  if (op.partOf === undefined) {
    return { inputs: node.inputs, pulledBack: op.gradients(node, u, asker) };
  }
  const { whole, index, count } = op.partOf(node);
  const parts = new Array<Tensor | null>(count).fill(null);
  parts[index] = u;
  const all = (whole.op as Op).jointGradients?.(whole, parts, asker, true) ?? [];
  return { inputs: whole.inputs, pulledBack: all };
}
