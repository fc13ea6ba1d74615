// A backward pass that is stepped through, as the drawing needs it: which gradients are known by now, which
// card the pass is at, and what flows from it.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import type { BackwardSteps } from "../backward/steps";
import { cellStyle, cellText } from "../numbers";
import type { GraphState } from "./createGraph";
import { edgeKey, knownFrom } from "./paths";

export interface Pass {
  /**
   * Whether the gradient of a node is known: none is before the first step, all are after the last. Where
   * there is nothing to step through, all are.
   */
  known(id: number): boolean;
  /** The key of the card that the pass is at. */
  readonly at: Accessor<string | null>;
  /** What it sends along an edge, by `edgeKey`. */
  readonly flows: Accessor<ReadonlyMap<string, string>>;
}

/** A contribution in small: its number, or its shape. */
function textOf(contribution: Tensor | null): string {
  if (contribution === null) return "";
  if (contribution.numel() !== 1) return `[${contribution.shape.join(", ")}]`;
  try {
    const values = contribution.toTypedArray();
    return cellText(Number(values[0]), cellStyle(values));
  } catch {
    return "";
  }
}

export function createPass(steps: Accessor<BackwardSteps | null>, graph: GraphState): Pass {
  const list = () => steps()?.steps() ?? [];
  const known = createMemo(() =>
    knownFrom(
      graph.structure().nodes,
      list().map((step) => step.node),
    ),
  );
  const index = () => steps()?.index() ?? -1;
  const flows = createMemo(() => {
    const found = new Map<string, string>();
    const step = steps()?.current() ?? null;
    const { keyOf } = graph.drawing();
    const from = step === null ? undefined : keyOf.get(step.node);
    for (const part of step?.parts ?? []) {
      const to = keyOf.get(part.input);
      if (from === undefined || to === undefined || to === from) continue;
      const key = edgeKey(to, from);
      const text = textOf(part.contribution);
      found.set(key, found.has(key) ? `${found.get(key)}, ${text}` : text);
    }
    return found;
  });
  return {
    known: (id) => list().length === 0 || (known().get(id) ?? 0) <= index(),
    at: () => {
      const step = steps()?.current() ?? null;
      return step === null ? null : (graph.drawing().keyOf.get(step.node) ?? null);
    },
    flows,
  };
}
