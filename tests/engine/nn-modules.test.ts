// Every module against PyTorch 1.13: its text, its state, and, after manualSeed(0), what it computes
// for random inputs and the gradients of the sum of the squares of that. recorded/nn-modules.jsonl
// holds PyTorch's results in float32.

import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { manualSeed, nn, randint, randn, type Tensor } from "../../src/index";

interface Values {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** A shape for `randn`, or how else an input is drawn. */
type Input =
  | readonly number[]
  | { readonly randint: readonly [low: number, high: number, shape: readonly number[]] }
  | { readonly sign: readonly number[] }
  | { readonly pair: readonly (readonly number[])[] };

interface ModuleCase {
  readonly module: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Input[];
  readonly eval: boolean;
  readonly text: string;
  readonly state: Readonly<Record<string, readonly number[]>>;
  readonly outputs: readonly Values[];
  readonly grads: readonly (Values | null)[];
  readonly paramGrads: readonly (number | null)[];
  readonly buffers: readonly Values[];
}

type Make = new (
  ...args: unknown[]
) => nn.Module & {
  call(...inputs: unknown[]): Results;
};
type Results = Tensor | null | readonly Results[];

const cases = readFileSync(new URL("recorded/nn-modules.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as ModuleCase);

const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());

function drawn(input: Input, module: string): Tensor | Tensor[] {
  if ("randint" in input) {
    const [low, high, shape] = input.randint;
    const indices = randint(low, high, shape);
    return module === "BCEWithLogitsLoss" ? indices.to("float32") : indices;
  }
  if ("sign" in input) return randint(0, 2, input.sign).mul(2).sub(1);
  if ("pair" in input) return input.pair.map((shape) => randn(shape));
  return randn(input);
}

const flat = (results: Results): Tensor[] => {
  if (results === null) return [];
  return "shape" in results ? [results] : results.flatMap(flat);
};

function expectNear(actual: Tensor, expected: Values, what: string): void {
  expect([...actual.shape], what).toEqual(expected.shape);
  const values = actual.toTypedArray();
  expected.data.forEach((value, i) => {
    const allowed = 2e-5 * Math.abs(value) + 2e-6;
    expect(Math.abs(values[i] - value), `${what}[${i}]: ${values[i]}, not ${value}`).toBeLessThan(
      allowed,
    );
  });
}

const titleOf = ({ module, args, kwargs, eval: evaluates, inputs }: ModuleCase) =>
  `${module}(${[...args, kwargs].map((v) => JSON.stringify(v)).join(", ")})${evaluates ? ".eval()" : ""} of ${JSON.stringify(inputs)}`;

function check(recorded: ModuleCase): void {
  manualSeed(0);
  const Named = nn[recorded.module as keyof typeof nn] as unknown as Make;
  const options = Object.entries(recorded.kwargs).map(([key, value]) => [camelCase(key), value]);
  const module = new Named(...recorded.args, Object.fromEntries(options));
  if (recorded.eval) module.eval();
  const inputs = recorded.inputs.map((input) => drawn(input, recorded.module));
  const leaves = inputs.filter((x): x is Tensor => !Array.isArray(x) && x.dtype === "float32");
  for (const leaf of leaves) leaf.requiresGrad = true;
  expect(String(module)).toBe(recorded.text);
  const state = Object.entries(module.stateDict()).map(([key, t]) => [key, [...t.shape]]);
  expect(Object.fromEntries(state)).toEqual(recorded.state);
  expect(state.map(([key]) => key)).toEqual(Object.keys(recorded.state));
  const outputs = flat(module.call(...inputs));
  expect(outputs.length).toBe(recorded.outputs.length);
  outputs.forEach((output, i) => {
    expectNear(output, recorded.outputs[i], `output ${i}`);
  });
  const buffers = module.buffers();
  recorded.buffers.forEach((expected, i) => {
    expectNear(buffers[i], expected, `buffer ${i}`);
  });
  const squares = outputs.map((output) => output.mul(output).sum());
  const total = squares.reduce((sum, square) => sum.add(square));
  if (total.requiresGrad) total.backward();
  leaves.forEach((leaf, i) => {
    const expected = recorded.grads[i];
    if (expected === null) expect(leaf.grad).toBeNull();
    else expectNear(leaf.grad as Tensor, expected, `gradient ${i}`);
  });
  module.parameters().forEach((parameter, i) => {
    const norm = parameter.grad === null ? null : Number(parameter.grad.norm().item());
    const expected = recorded.paramGrads[i];
    if (expected === null) expect(norm).toBeNull();
    else expect(Math.abs((norm as number) - expected)).toBeLessThan(3e-5 * expected + 3e-6);
  });
}

describe("modules", () => {
  let matched = 0;
  it.each(cases.map((recorded) => [titleOf(recorded), recorded] as const))("%s", (_, recorded) => {
    check(recorded);
    matched++;
  });
  afterAll(() => console.log(`modules: ${matched} matched / ${cases.length} total`));
});
