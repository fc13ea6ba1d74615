// The graph behind the view: its nodes, gradients and cards, which scopes are folded, and the way to go
// when a dynamic graph changes.

import { type Accessor, createMemo, untrack } from "solid-js";
import { inspectGraph, type Tensor } from "../../src/index";
import { attempt } from "../guard";
import { useStrings } from "../strings";
import { type Collapse, createFolding, type Folding } from "./createFolding";
import { gradientsOf } from "./gradients";
import { type Drawing, drawingOf, type Structure, structureOf } from "./model";

export interface GraphOptions {
  root(): Tensor;
  name(): string;
  gradients(): boolean;
  collapse(): Collapse;
  /** Whether there is little room. */
  isNarrow(): boolean;
}

export interface GraphState {
  /** Why there is no graph; null if there is one. */
  readonly trouble: Accessor<string | null>;
  readonly structure: Accessor<Structure>;
  readonly drawing: Accessor<Drawing>;
  readonly folding: Folding;
  /** The gradient of the root with respect to a node, by id; null where there is none. */
  gradient(id: number): Tensor | null;
}

const nothing = structureOf([]);

export function createGraph(options: GraphOptions): GraphState {
  const strings = useStrings();
  const seen = attempt(() => {
    const nodes = inspectGraph(options.root());
    const structure = structureOf(nodes);
    const gradients = options.gradients()
      ? gradientsOf(options.root(), nodes)
      : new Map<number, () => Tensor | null>();
    return { structure, gradients };
  });
  const now = () => {
    const result = seen();
    return result.ok ? result.value : null;
  };
  const structure = () => now()?.structure ?? nothing;
  const folding = createFolding(options.collapse, structure, options.isNarrow);
  const drawing = createMemo(() =>
    drawingOf(structure(), {
      hasGradient: (node) => now()?.gradients.has(node.id) ?? false,
      rootName: options.name(),
      folded: folding.folded,
      words: strings().graph,
    }),
  );
  return {
    trouble: () => {
      const result = seen();
      return result.ok ? null : result.message;
    },
    structure,
    drawing,
    folding,
    gradient: (id) => untrack(now)?.gradients.get(id)?.() ?? null,
  };
}
