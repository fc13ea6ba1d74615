// Every leaf and parameter of the page under a short name: what links, resets and code are made of.

import type { Tensor } from "../../src/index";
import type { Slot } from "./codec";
import type { Models, PartName } from "./models";

export interface PageLeaf extends Slot {
  readonly part: PartName;
  readonly leaf: Tensor;
}

/** How far the field of part 4's `a` goes. */
export const reachOfA = { min: -1000, max: 1000, threshold: 0.01 };
/** The learning rates of part 6. */
export const reachOfRate = { min: 0.001, max: 1 };

/** The leaves of `models` as they are now, which is as they are seeded. Names are never given twice. */
export function leavesOf(models: Models): readonly PageLeaf[] {
  const leaves: PageLeaf[] = [];
  const add = (part: PartName, key: string, leaf: Tensor, limits: Partial<Slot> = {}): void => {
    leaves.push({ ...limits, part, key, leaf, seed: leaf.toTypedArray() });
  };
  const { network, backwardTwice, accumulate, controlFlow, gradModes, descent } = models;
  add("network", "nx", network.x);
  add("network", "ny", network.y);
  add("network", "nw", network.w);
  add("network", "nb", network.b);
  add("backwardTwice", "tw", backwardTwice.w);
  add("backwardTwice", "tb", backwardTwice.b);
  add("backwardTwice", "tr", backwardTwice.retain_graph, { min: 0, max: 1, whole: true });
  add("accumulate", "ai", accumulate.inp);
  add("controlFlow", "la", controlFlow.a, { min: reachOfA.min, max: reachOfA.max });
  add("gradModes", "mw", gradModes.w);
  add("gradModes", "mb", gradModes.b);
  add("descent", "dw", descent.w);
  add("descent", "db", descent.b);
  add("descent", "dl", descent.lr, reachOfRate);
  return leaves;
}
