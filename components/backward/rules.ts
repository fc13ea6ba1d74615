// The backward rules as people write them, for the operations that one meets; in the tables beside this
// file, by family. What no table has is described in general.

import type { GraphNode } from "../../src/index";
import type { ComponentStrings } from "../words/index";
import { activations, functions, pairs } from "./elementwise";
import { movements, products } from "./products";
import { losses, normalisations, reductions } from "./reductions";
import type { Rule, Rules, Site } from "./rule";

/** All rules, by operation and then by slot. */
export const rules: Rules = {
  ...functions,
  ...activations,
  ...pairs,
  ...reductions,
  ...losses,
  ...normalisations,
  ...products,
  ...movements,
};

/** Operations that broadcast: their gradients are summed back to the input's shape. */
const broadcasting = new Set(Object.keys({ ...functions, ...activations, ...pairs }));

/** A product, with an input that is added to it and broadcast. */
const plusProduct = new Set(["addmm", "addmv", "baddbmm"]);

/** What the rule of one input says: a formula with `{slot}`s, and words after it. */
export interface RuleText {
  readonly formula: string;
  readonly note: string;
}

/**
 * The rule for input `at` of `node`. Where `node` is the root its gradient is 1, and left out.
 * @param inputs the nodes of `node.inputs`
 */
export function ruleFor(
  node: GraphNode,
  at: number,
  inputs: readonly GraphNode[],
  isRoot: boolean,
  words: ComponentStrings["backward"],
): RuleText {
  const slot = node.slots[at] ?? "";
  const inSlot = (name: string) => inputs[node.slots.indexOf(name)];
  const site: Site = {
    node,
    slot,
    shape: (name) => inSlot(name)?.tensor.shape ?? null,
    number: (name) => {
      const input = inSlot(name);
      const plain = input?.kind === "constant" && input.tensor.shape.length === 0;
      return plain ? Number(input.tensor.item()) : null;
    },
    values: (name) => Array.from(inSlot(name)?.tensor.toTypedArray() ?? [], Number),
  };
  const given = Object.hasOwn(rules, node.op) ? rules[node.op]?.[slot] : undefined;
  const entry = typeof given === "function" ? given(site) : given;
  const rule: Rule =
    typeof entry === "string"
      ? { formula: entry }
      : (entry ?? { formula: "(∂{out}/∂{this})ᵀ · {grad}", note: (said) => said.general });
  const notes = [rule.note?.(words) ?? "", words.summed(repeatedIn(site))];
  return {
    formula: trimmed(rule.formula, site, isRoot),
    note: notes.filter((note) => note !== "").join(", "),
  };
}

/** The dimensions of the result along which the operation repeated its input. */
function repeatedIn({ node, slot, shape }: Site): Repeated {
  const [out, own] = [node.tensor.shape, shape(slot) ?? []];
  // One slope for each channel, which is dimension 1.
  if (node.op === "prelu" && slot === "weight" && (own[0] ?? 1) > 1)
    return { dims: out.flatMap((_, d) => (d === 1 ? [] : [d])), rank: out.length };
  if (broadcasting.has(node.op) || (slot === "input" && plusProduct.has(node.op)))
    return repeated(out, own);
  if (node.op !== "matmul") return { dims: [], rank: out.length };
  // A product repeats its factors along the dimensions before those of the matrices, of which a vector is one.
  const inner = ["input", "other"].filter((name) => (shape(name)?.length ?? 0) > 1).length;
  const { dims } = repeated(out.slice(0, out.length - inner), own.slice(0, -2));
  return { dims, rank: out.length + 2 - inner };
}

/** The dimensions of `out` along which `input` was repeated, and whether those are rows or columns. */
function repeated(out: readonly number[], input: readonly number[]): Repeated {
  const lead = out.length - input.length;
  const dims = out.flatMap((n, d) => (d < lead || (input[d - lead] === 1 && n !== 1) ? [d] : []));
  return { dims, rank: out.length };
}

/** Which dimensions were repeated, of how many. */
export interface Repeated {
  readonly dims: readonly number[];
  readonly rank: number;
}

/** Without a factor that is 1, and with a plain dot where plain numbers are multiplied. */
function trimmed(formula: string, site: Site, isRoot: boolean): string {
  const own = isRoot
    ? formula
        .replace(/ [⊙·] \{grad\}$/, "")
        .replace(/^\{grad\} [⊙·] /, "")
        .replaceAll("{grad}", "1")
    : formula;
  if (site.node.tensor.shape.length > 0) return own;
  return site.shape(site.slot)?.length === 0
    ? own.replaceAll("⊙", "·")
    : own.replaceAll("⊙ {grad}", "· {grad}");
}
