// Every rule that a backward pass shows, worked out as it reads and held against what the engine computes:
// for each operation, with each of its options.

import { describe, expect, test } from "vitest";
import { ruleFor, rules } from "../../components/backward/rules";
import {
  type GraphNode,
  inspectGraph,
  noGrad,
  ones,
  operations,
  pullback,
  randn,
  type Tensor,
} from "../../src/index";
import { samplesOf } from "../engine/samples";
import { notes, worked } from "./rule-meaning";
import { options } from "./rule-options";
import { moves } from "./rule-options-moves";

/** What is wrong with the rule of the operation that made `node`, for one of its inputs; "" if nothing is. */
function lieOf(node: GraphNode, at: number, inputs: readonly GraphNode[], isRoot: boolean): string {
  const { shape, dtype } = node.tensor;
  const double = { dtype: "float64" } as const;
  const grad = isRoot ? ones([...shape], double) : randn([...shape], double);
  const wanted = pullback(node.tensor, grad)[at] ?? null;
  const said = ruleFor(node, at, inputs, isRoot, notes);
  // The general form leaves the numbers to the engine.
  if (wanted === null || said.formula.includes("∂")) return "";
  seen.add(`${node.op}.${node.slots[at]}`);
  const shapes = inputs.map(({ tensor }) => `[${tensor.shape.join(", ")}]`).join(" ");
  const what = `${node.op}(${shapes}).${node.slots[at]}: ${said.formula} | ${said.note}`;
  try {
    const got = worked(said, node, at, inputs, grad);
    if (got.shape.join() !== wanted.shape.join()) return `${what}: shape [${got.shape}]`;
    const [a, b] = [got, wanted].map((each) => Array.from(each.toTypedArray(), Number));
    const near = dtype === "float32" ? 1e-4 : 1e-7;
    const same = a?.every((value, i) => {
      const other = b?.[i] as number;
      return Object.is(value, other) || Math.abs(value - other) <= near * (1 + Math.abs(value));
    });
    return same === true ? "" : `${what}: ${a}; it is ${b}`;
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const seen = new Set<string>();

/** The lies about the operations that lead to `results`. */
function liesAbout(results: readonly Tensor[]): string[] {
  return results.flatMap((result) => {
    const nodes = inspectGraph(result);
    return nodes.flatMap((node) => {
      if (node.kind !== "op" || !node.requiresGrad) return [];
      const inputs = node.inputs.map((id) => nodes.find((each) => each.id === id) as GraphNode);
      return noGrad(() =>
        inputs.flatMap((input, at) => {
          if (!input.requiresGrad) return [];
          const lies = [lieOf(node, at, inputs, false)];
          if (node.tensor.numel() === 1) lies.push(lieOf(node, at, inputs, true));
          return lies.filter((lie) => lie !== "");
        }),
      );
    });
  });
}

describe("the rule that is shown is the one that is computed", () => {
  test("for every operation, at its samples", () => {
    // What picks by sorted or masked places is given places at random in its own samples.
    const once = /^(maskedSelect|sort|topk|median)Pick$/;
    const lies = [...operations.values()]
      .filter((op) => !once.test(op.name))
      .flatMap((op) =>
        samplesOf(op).flatMap(({ inputs, fn }) => liesAbout([fn(...inputs)].flat())),
      );
    expect(lies.join("\n")).toBe("");
  });

  test.each([...options, ...moves])("for %s", (_, make) => {
    expect(liesAbout([make()].flat()).join("\n")).toBe("");
  });

  test("and every rule was looked at", () => {
    const all = Object.entries(rules).flatMap(([op, slots]) =>
      Object.keys(slots).map((slot) => `${op}.${slot}`),
    );
    expect(all.filter((each) => !seen.has(each))).toEqual([]);
  });
});
