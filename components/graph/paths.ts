// Which cards and edges belong together: the way from a node to the root, what a highlight names, and how
// far the steps of a backward pass have come.

import type { GraphNode } from "../../src/index";
import { edgeName, type Highlight } from "./highlight";
import type { Drawing } from "./model";

/** What is lit: cards and edges (`from>to`, by keys), each with a weight from 0 to 1. */
export interface Lit {
  readonly cards: ReadonlyMap<string, number>;
  readonly edges: ReadonlyMap<string, number>;
}

export const edgeKey = (from: string, to: string): string => `${from}>${to}`;

/** What feeds what, by keys. */
function feedsOf({ cards }: Drawing): Map<string, string[]> {
  const feeds = new Map<string, string[]>();
  for (const card of cards) {
    for (const input of card.inputs) {
      const fed = feeds.get(input) ?? [];
      fed.push(card.key);
      feeds.set(input, fed);
    }
  }
  return feeds;
}

/** A card and all that depends on it: the way that its gradient comes from the root. */
export function pathToRoot(drawing: Drawing, starts: readonly string[]): Lit {
  const feeds = feedsOf(drawing);
  const cards = new Map<string, number>(starts.map((key) => [key, 1]));
  const edges = new Map<string, number>();
  const waiting = [...starts];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const next of feeds.get(key) ?? []) {
      edges.set(edgeKey(key, next), 1);
      if (cards.has(next)) continue;
      cards.set(next, 1);
      waiting.push(next);
    }
  }
  return { cards, edges };
}

/** A highlight from outside, on the cards that are drawn. */
export function litBy(drawing: Drawing, nodes: readonly GraphNode[], highlight: Highlight): Lit {
  const cards = new Map<string, number>();
  const edges = new Map<string, number>();
  for (const [id, weight] of highlight.nodes) {
    const key = drawing.keyOf.get(id);
    if (key !== undefined) cards.set(key, Math.max(weight, cards.get(key) ?? 0));
  }
  for (const node of nodes) {
    const to = drawing.keyOf.get(node.id);
    for (const input of node.inputs) {
      const from = drawing.keyOf.get(input);
      if (from === undefined || to === undefined || from === to) continue;
      const named = highlight.edges?.has(edgeName(input, node.id));
      const between = highlight.nodes.has(input) && highlight.nodes.has(node.id);
      if (!(named ?? between)) continue;
      const weight = Math.min(highlight.nodes.get(input) ?? 1, highlight.nodes.get(node.id) ?? 1);
      const key = edgeKey(from, to);
      edges.set(key, Math.max(weight, edges.get(key) ?? 0));
    }
  }
  return { cards, edges };
}

/**
 * For each node, the step after which its gradient is known: when everything that it feeds has been
 * stepped through. The root's is known from the first step on.
 * @param order the node of each step
 */
export function knownFrom(
  nodes: readonly GraphNode[],
  order: readonly number[],
): Map<number, number> {
  const stepOf = new Map(order.map((id, index) => [id, index]));
  const known = new Map<number, number>();
  const root = nodes[nodes.length - 1];
  for (const node of nodes) {
    const step = stepOf.get(node.id);
    if (step === undefined) continue;
    for (const input of node.inputs) known.set(input, Math.max(step, known.get(input) ?? 0));
  }
  if (root !== undefined) known.set(root.id, 0);
  return known;
}
