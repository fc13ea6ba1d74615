// What may be lit up in a graph from outside: nodes by weight, and the edges between them.

import { type Accessor, createSignal } from "solid-js";

/** Nodes and edges to light up. */
export interface Highlight {
  /** The `GraphNode.id` of each lit node, with its weight from 0 (hardly) to 1 (fully). */
  readonly nodes: ReadonlyMap<number, number>;
  /** The lit edges as `from>to`: the ids of an input and of what it feeds. @default those between lit nodes */
  readonly edges?: ReadonlySet<string>;
}

/** The name of an edge in `Highlight.edges`. */
export const edgeName = (from: number, to: number): string => `${from}>${to}`;

/**
 * A highlight to be shared: set by what explains, read by what draws.
 * @example
 * const [highlight, setHighlight] = createGraphHighlight();
 * <GradientOrigins loss={loss} leaf={w} cell={[0]} onHighlight={setHighlight} />
 * <GraphView of={loss} highlight={highlight()} />
 */
export function createGraphHighlight(): readonly [
  Accessor<Highlight | null>,
  (highlight: Highlight | null) => void,
] {
  const [highlight, setHighlight] = createSignal<Highlight | null>(null);
  return [highlight, (next) => void setHighlight(next)];
}
