// The recorded scenarios and errors, run as they stand through the interpreter; and every case whose
// `py` says in Python what it does.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type DType, Tensor } from "../../src/index";
import { runPython } from "../../src/python/index";
import { type RecordedTensor, recordedCases } from "../torch/cases";
import { leafOf, type OpCase } from "../torch/op-case";
import { check } from "../torch/op-check";
import { expectRecorded, type Recorded } from "./torch-compare";

const preamble = `
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.autograd.functional as AF
from torch.autograd import grad
from torch.utils.checkpoint import checkpoint

def error_of(f):
    try:
        f()
    except Exception as e:
        return {"type": type(e).__name__, "message": str(e)}
    return None
`;

/** Cases without an id of their own. */
function casesOf<Case>(file: string): Case[] {
  const text = readFileSync(new URL(`../torch/data/${file}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: Case[] }).cases;
}

interface Scenario {
  readonly scenario: string;
  readonly default_dtype: string;
  readonly inputs: Readonly<Record<string, RecordedTensor & { readonly requires_grad: boolean }>>;
  readonly source: string;
  readonly expect: Readonly<Record<string, Recorded>>;
}

describe("a recorded scenario", () => {
  const scenarios = casesOf<Scenario>("scenarios");

  it.each(scenarios.map((each, i) => [`${i} ${each.scenario}`, each] as const))(
    "%s",
    (_, recorded) => {
      const values = Object.fromEntries(
        Object.entries(recorded.inputs).map(([name, input]) => [
          name,
          leafOf(input, input.dtype as DType, input.requires_grad),
        ]),
      );
      const source = `${preamble}\ntorch.set_default_dtype(torch.${recorded.default_dtype})\n${recorded.source}`;
      const { error, evaluate } = runPython(source, { values });
      expect(error?.text ?? null).toBeNull();
      for (const [expression, theirs] of Object.entries(recorded.expect)) {
        expectRecorded(expression, evaluate(expression), theirs);
      }
    },
  );

  it("is one of 125", () => expect(scenarios.length).toBe(125));
});

interface ErrorCase {
  readonly id: string;
  readonly setup: string;
  readonly call: string;
  readonly type: string;
  readonly message: string;
}

describe("a recorded error", () => {
  const errors = recordedCases<ErrorCase>("errors");

  it.each(errors.map((each) => [each.id, each] as const))(
    "%s",
    (_, { setup, call, type, message }) => {
      const before = runPython(`${preamble}\n${setup}`);
      expect(before.error?.text ?? null).toBeNull();
      const { error } = runPython(`${preamble}\n${setup}\n${call}`);
      expect(error?.message).toBe(message);
      expect(error?.type).toBe(type);
    },
  );

  it("is one of 109", () => expect(errors.length).toBe(109));
});

/** A case through its Python source: the results are the engine's tensors. */
function runPy({ py }: OpCase, inputs: readonly Tensor[]): readonly Tensor[] {
  const values = Object.fromEntries(inputs.map((input, i) => [`x${i}`, input]));
  // A program is lines of assignments; the last one's name is its result.
  const [result] = /^x\d+(?= = [^\n]*$)/m.exec(py.slice(py.lastIndexOf("\n") + 1)) ?? ["result"];
  const source = result === "result" ? `result = ${py}` : py;
  const { error, evaluate } = runPython(`${preamble}\n${source}`, { values });
  if (error !== null) throw new Error(error.text);
  const results = evaluate(result);
  return Array.isArray(results)
    ? results.flat().filter((each) => each instanceof Tensor)
    : [results as Tensor];
}

const files = [
  "unary",
  "binary",
  "reductions",
  "linalg",
  "shape",
  "nn",
  "fuzz",
  "float32",
  "large",
  "programs",
] as const;

describe.each(files)("the Python source of a case of %s.json", (file) => {
  const cases = recordedCases<OpCase>(file).filter(({ py }) => typeof py === "string");

  it.each(cases.map((each) => [each.id, each] as const))("%s", (_, recorded) => {
    check(recorded, runPy);
  });
});

interface PrintCase {
  readonly id: string;
  readonly input: RecordedTensor & { readonly requires_grad: boolean };
  readonly text: string;
  readonly expr?: string;
}

describe("printed by Python", () => {
  const cases = recordedCases<PrintCase>("printing").filter(({ expr }) => expr !== undefined);

  it.each(cases.map((each) => [each.id, each] as const))("%s", (_, { input, expr, text }) => {
    const x = leafOf(input, input.dtype as DType, input.requires_grad);
    const { error, text: printed } = runPython(`${preamble}\nprint(${expr})`, { values: { x } });
    expect(error?.text ?? null).toBeNull();
    expect(printed).toBe(`${text}\n`);
  });
});
