// The way that gradients take: the nodes they pass through, and where each stands.
//
// The places are written onto the nodes themselves, as marks, which is cheaper than any table and
// holds until somebody else walks the graph: user code in a hook may. From then on there is a table.

import type { Node } from "../graph";
import { latestMark, nextMark } from "../order";
import type { Tensor } from "../tensor";

/** One output to differentiate, with dL/d output. */
export interface Seed {
  readonly node: Node;
  readonly gradient: Tensor;
}

/** What a node's gradient flows on to. A dynamic node hands it to what its last run returned. */
const upstream = (node: Node): readonly Node[] => {
  if (node.dynamic === null) return node.inputs;
  return node.dynamic.result === null ? [] : [node.dynamic.result];
};

export class Route {
  /** The nodes, inputs before what they feed: gradients go from the end to the start. */
  readonly nodes: readonly Node[];
  private first: number;
  private last: number;
  private table: Map<Node, number> | null = null;

  /** @param wanted only what leads to one of these counts; null for all that requires a gradient. */
  constructor(seeds: readonly Seed[], wanted: ReadonlySet<Node> | null) {
    this.first = nextMark() + 1;
    this.nodes = above(seeds, this.first - 1);
    this.last = latestMark();
    if (wanted === null) return;
    this.nodes = leadingTo(wanted, this.nodes);
    this.number();
  }

  /** Writes the places onto the nodes, again after somebody walked the graph. */
  number(): void {
    this.first = latestMark() + 1;
    for (const node of this.nodes) node.mark = nextMark();
    this.last = latestMark();
  }

  /** Where a node stands; -1 if no gradient comes by. */
  place(node: Node): number {
    if (this.table === null) {
      if (latestMark() === this.last) return Math.max(-1, node.mark - this.first);
      this.table = new Map(this.nodes.map((visited, i) => [visited, i]));
    }
    return this.table.get(node) ?? -1;
  }
}

/** What requires a gradient at and above the outputs, in postorder, marked in that order. */
function above(seeds: readonly Seed[], entered: number): Node[] {
  const order: Node[] = [];
  const stack: Node[] = [];
  for (let i = seeds.length - 1; i >= 0; i--) stack.push((seeds[i] as Seed).node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.mark > entered) continue;
    if (node.mark === entered) {
      node.mark = nextMark();
      order.push(node);
      continue;
    }
    node.mark = entered;
    stack.push(node);
    const inputs = upstream(node);
    for (let i = inputs.length - 1; i >= 0; i--) {
      const input = inputs[i] as Node;
      if (input.requiresGrad && input.mark <= entered) stack.push(input);
    }
  }
  return order;
}

function leadingTo(wanted: ReadonlySet<Node>, order: readonly Node[]): Node[] {
  const leads = nextMark();
  return order.filter((node) => {
    const useful = wanted.has(node) || upstream(node).some((input) => input.mark === leads);
    if (useful) node.mark = leads;
    return useful;
  });
}
