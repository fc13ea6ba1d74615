// Which cells of a view belong to the cell that is pointed at in another.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import { useWorkbench } from "./Workbench";

/** The cells of a tensor that are linked with the brushed one. */
export interface Linked {
  /** One entry per element, row-major: 1 where it is linked. */
  readonly cells: Uint8Array;
  /** `same`: the brushed tensor itself; `source`: the brushed cell came from these; `target`: it goes to them. */
  readonly kind: "same" | "source" | "target";
}

/** The cells of `of` linked with the brushed cell; null where there is nothing to show. */
export function createLinked(of: () => Tensor | null): Accessor<Linked | null> {
  const workbench = useWorkbench();
  return createMemo<Linked | null>(() => {
    const brush = workbench?.brush() ?? null;
    const tensor = brush === null ? null : of();
    if (brush === null || tensor === null || tensor !== brush.tensor) return null;
    const cells = new Uint8Array(tensor.numel());
    cells[brush.cell] = 1;
    return { cells, kind: "same" };
  });
}
