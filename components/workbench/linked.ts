// Which cells of a view belong to the cell that is pointed at in another.

import { type Accessor, createMemo } from "solid-js";
import type { Tensor } from "../../src/index";
import { linkedCells } from "./influence";
import { useWorkbench } from "./Workbench";

/** The cells of a tensor that are linked with the brushed one. */
export interface Linked {
  /** One entry per element, row-major: 1 where it is linked. */
  readonly cells: Uint8Array;
  /** `same`: the brushed cell itself, or that cell of its gradient; `source`: the brushed cell came from these; `target`: it goes to them. */
  readonly kind: "same" | "source" | "target";
}

/**
 * The cells of `of` linked with the brushed cell; null where there is nothing to show. Found once when
 * another cell is pointed at; numbers that change do not change it.
 */
export function createLinked(of: () => Tensor | null): Accessor<Linked | null> {
  const workbench = useWorkbench();
  return createMemo<Linked | null>(() => {
    const brush = workbench?.brush() ?? null;
    const tensor = brush === null ? null : of();
    return brush === null || tensor === null ? null : linkedCells(brush, tensor);
  });
}
