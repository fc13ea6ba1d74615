// What the tensors of a graph are called in formulas: by name, else by what made them.

import type { GraphNode } from "../../src/index";
import { minus, shortText } from "../numbers";

const subscripts = "₀₁₂₃₄₅₆₇₈₉";
const subscript = (n: number): string =>
  [...String(n)].map((digit) => subscripts[Number(digit)]).join("");

/** Whether a node is a plain number: it is written as itself. */
const isNumber = ({ kind, tensor }: GraphNode): boolean =>
  kind === "constant" && tensor.name === undefined && tensor.shape.length === 0;

/** Whether somebody gave the tensor its name. */
export const isNamed = (node: GraphNode): boolean =>
  node.tensor.name !== undefined || (node.kind === "leaf" && node.label !== "leaf");

/**
 * The name of each node, by id. Nodes without one are called by their operation, numbered in the order
 * of the graph where several are alike: `mul₁`, `mul₂`.
 */
export function namesOf(nodes: readonly GraphNode[]): ReadonlyMap<number, string> {
  const unnamed = new Map<string, number>();
  for (const node of nodes) {
    if (!isNamed(node)) unnamed.set(node.label, (unnamed.get(node.label) ?? 0) + 1);
  }
  const given = new Map<string, number>();
  const names = new Map<number, string>();
  for (const node of nodes) {
    if (isNumber(node)) names.set(node.id, minus(shortText(Number(node.tensor.item()), false)));
    else if (isNamed(node)) names.set(node.id, node.label);
    else {
      const which = (given.get(node.label) ?? 0) + 1;
      given.set(node.label, which);
      const alone = unnamed.get(node.label) === 1;
      names.set(node.id, alone ? node.label : node.label + subscript(which));
    }
  }
  return names;
}

/** `dL/dw`; `dL/d(logits)` where the name would run into the d, and for what has no name of its own. */
export const slopeName = (name: string, named = true): string =>
  named && [...name].length <= 3 ? `dL/d${name}` : `dL/d(${name})`;
