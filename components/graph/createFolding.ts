// Which scopes are folded into one card: a large graph begins with all of them so, and a hand decides.

import { createSignal } from "solid-js";
import type { Structure } from "./model";

/** `auto` folds the scopes of graphs with more cards than one takes in at a glance. */
export type Collapse = "auto" | "all" | "none";

const mostAtAGlance = { wide: 40, narrow: 12 };

export interface Folding {
  folded(key: string): boolean;
  toggle(key: string): void;
  /** All scopes, at any depth. */
  setAll(folded: boolean): void;
}

export function createFolding(
  collapse: () => Collapse,
  structure: () => Structure,
  isNarrow: () => boolean,
): Folding {
  const [whole, setWhole] = createSignal<boolean | null>(null);
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  const atFirst = (): boolean => {
    if (collapse() !== "auto") return collapse() === "all";
    return structure().nodes.length > mostAtAGlance[isNarrow() ? "narrow" : "wide"];
  };
  const folded = (key: string): boolean => chosen().get(key) ?? whole() ?? atFirst();
  return {
    folded,
    toggle: (key) => setChosen(new Map(chosen()).set(key, !folded(key))),
    setAll(all) {
      setWhole(all);
      setChosen(new Map());
    },
  };
}
