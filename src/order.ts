// The order of a graph: inputs before what they feed. A loop, never recursion.

import type { Node } from "./graph";

let marks = 0;

/** A new mark for `Node.mark`, distinct from all before. */
export const nextMark = (): number => ++marks;

/** The mark given last: while it stays, nobody has walked the graph. */
export const latestMark = (): number => marks;

/**
 * The nodes at and above `roots`, each once, inputs first.
 * @param inputsOf what a node leads to
 * @param enters which of those to follow; all by default
 */
export function postorder(
  roots: readonly Node[],
  inputsOf: (node: Node) => readonly Node[],
  enters: (node: Node) => boolean = () => true,
): Node[] {
  const order: Node[] = [];
  const entered = nextMark();
  const done = nextMark();
  const stack = [...roots].reverse();
  while (stack.length > 0) {
    const node = stack[stack.length - 1] as Node;
    if (node.mark === entered || node.mark === done) {
      stack.pop();
      if (node.mark === entered) order.push(node);
      node.mark = done;
      continue;
    }
    node.mark = entered;
    const inputs = inputsOf(node);
    for (let i = inputs.length - 1; i >= 0; i--) {
      const input = inputs[i] as Node;
      if (input.mark !== done && enters(input)) stack.push(input);
    }
  }
  return order;
}
