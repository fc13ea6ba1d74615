// The gradient of a graph's root with respect to each of its nodes, for display.

import { autograd, type GraphNode, type Tensor } from "../../src/index";

/**
 * For each node that requires grad, a reader of its gradient. A leaf shows its own `.grad`, whatever is
 * in it; a node inside shows d root / d node, an expression that costs nothing until it is drawn. Only
 * a scalar root has such gradients without further choice.
 */
export function gradientsOf(
  root: Tensor,
  nodes: readonly GraphNode[],
): Map<number, () => Tensor | null> {
  const readers = new Map<number, () => Tensor | null>();
  const inside: GraphNode[] = [];
  for (const node of nodes) {
    if (!node.requiresGrad) continue;
    if (node.kind === "op") inside.push(node);
    else readers.set(node.id, () => node.tensor.grad);
  }
  if (root.numel() !== 1 || !root.requiresGrad || inside.length === 0) return readers;
  const found = autograd.grad(
    root,
    inside.map((node) => node.tensor),
    { retainGraph: true, allowUnused: true },
  );
  inside.forEach((node, i) => {
    const gradient = found[i] ?? null;
    if (gradient !== null) readers.set(node.id, () => gradient);
  });
  return readers;
}
