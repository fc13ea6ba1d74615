// Compares one op case with PyTorch: results, dtypes, names of gradient functions, first and second
// derivatives, with the tolerances of data/README.md.

import { expect } from "vitest";
import { autograd, type DType, type Tensor } from "../../src/index";
import type { RecordedTensor } from "./cases";
import { call, leafOf, type OpCase, type RecordedValues, viewOf } from "./op-case";
import { reasons } from "./reasons";

const relative = (dtype: DType): number => (dtype === "float32" ? 1e-6 : 1e-9);

/** `noise`: below what both count as zero; 0 unless a case is listed in reasons.ts. */
const agrees = (ours: number, theirs: number, rtol: number, noise: number): boolean =>
  ours === theirs ||
  (Math.abs(ours) <= noise && Math.abs(theirs) <= noise) ||
  (Number.isNaN(ours) && Number.isNaN(theirs)) ||
  Math.abs(ours - theirs) <= rtol * Math.abs(theirs);

function expectValues(what: string, ours: Tensor, theirs: RecordedValues, noise = 0): void {
  expect([...ours.shape], `${what}: shape`).toEqual([...theirs.shape]);
  const values = ours.toTypedArray();
  const wanted = theirs.data.map(Number);
  const rtol = relative(ours.dtype);
  const at = wanted.findIndex((w, i) => !agrees(values[i] as number, w, rtol, noise));
  if (at >= 0) {
    expect.fail(
      `${what}: element ${at} is ${values[at]}, PyTorch has ${wanted[at]}\nours   ${[...values]}\ntheirs ${wanted}`,
    );
  }
}

/** A gradient that may be missing: null in PyTorch must be null here, and the other way round. */
function expectGradient(
  what: string,
  ours: Tensor | null,
  theirs: RecordedValues | null,
  noise: number,
): void {
  if (theirs === null) expect(ours === null ? null : ours.tolist(), what).toBeNull();
  else if (ours === null) expect.fail(`${what} is null; PyTorch has ${theirs.data}`);
  else expectValues(what, ours, theirs, noise);
}

const isZero = (t: Tensor | null, noise: number): boolean =>
  t === null || t.toTypedArray().every((x: number) => Math.abs(x) <= noise);

/** Not connected is zero, in second derivatives. */
function expectSecond(
  what: string,
  ours: Tensor | null,
  theirs: RecordedValues | null,
  noise: number,
): void {
  if (theirs === null) {
    if (!isZero(ours, noise)) expect.fail(`${what} should be zero, is ${ours?.tolist()}`);
  } else if (ours === null)
    expect(
      theirs.data.map(Number).every((x) => x === 0),
      what,
    ).toBe(true);
  else expectValues(what, ours, theirs, noise);
}

/** How a case is called: through this library's functions unless told otherwise. */
type Runner = (recorded: OpCase, inputs: readonly Tensor[]) => readonly Tensor[];

/** Runs a case and compares everything that PyTorch recorded of it. */
export function check(recorded: OpCase, run: Runner = call): void {
  const reason = reasons[recorded.id];
  const differs = reason?.differs === "zero" || reason?.differs === "gradient";
  if (differs) expect(() => compare(recorded, run, 0), reason.because).toThrow();
  if (reason?.differs !== "gradient") {
    compare(recorded, run, reason?.differs === "zero" ? 1e-15 : 0);
  }
}

function compare(recorded: OpCase, run: Runner, noise: number): void {
  const leaves = recorded.inputs.map((input) => leafOf(input, input.dtype, input.requires_grad));
  const inputs = leaves.map((leaf, i) => viewOf(leaf, recorded.inputs[i]?.view));
  const results = run(recorded, inputs);
  expectResults(recorded, results);
  expectNames(recorded, results);
  const { grads } = recorded;
  if (grads !== undefined) checkGradients(recorded, grads, leaves, results, noise);
}

function expectResults(recorded: OpCase, results: readonly Tensor[]): void {
  const expected = recorded.outputs ?? [recorded.output as RecordedTensor];
  expect(results.length, "number of results").toBe(expected.length);
  const reason = reasons[recorded.id];
  results.forEach((result, k) => {
    const theirs = expected[k] as RecordedTensor;
    expect(result.dtype, `output ${k}: dtype`).toBe(theirs.dtype);
    const same = () => expectValues(`output ${k}`, result, theirs);
    if (reason?.differs === "output") expect(same, reason.because).toThrow();
    else same();
  });
}

function expectNames(recorded: OpCase, results: readonly Tensor[]): void {
  const names = results.map((result) => result.gradFn?.name ?? null);
  const theirs = [recorded.grad_fn].flat();
  const reason = reasons[recorded.id];
  if (reason?.differs === "grad_fn") expect(names, reason.because).not.toEqual(theirs);
  else expect(names, "grad_fn").toEqual(theirs);
}

function checkGradients(
  recorded: OpCase,
  grads: readonly (RecordedValues | null)[],
  leaves: readonly Tensor[],
  results: readonly Tensor[],
  noise: number,
): void {
  const given = recorded.grad_outputs ?? [recorded.grad_output as RecordedValues];
  const differentiable = results.filter((_, k) => given[k] != null);
  const cotangents = results.flatMap((result, k) => {
    const values = given[k];
    return values == null ? [] : [leafOf(values, result.dtype, true)];
  });
  const wanted = leaves.filter((leaf) => leaf.requiresGrad);
  const found = autograd.grad(differentiable, wanted, {
    gradOutputs: cotangents,
    createGraph: true,
    allowUnused: true,
  });
  const ours = leaves.map((leaf) => found[wanted.indexOf(leaf)] ?? null);
  ours.forEach((gradient, i) => {
    expectGradient(`gradient of input ${i}`, gradient, grads[i] ?? null, noise);
  });
  const { double } = recorded;
  if (double === undefined) return;
  const second = () => checkSecond(double, leaves, ours, cotangents, noise);
  const reason = reasons[recorded.id];
  if (reason?.differs === "second derivative") expect(second, reason.because).toThrow();
  else second();
}

/** Gradients of S = Σ gradients · v; all of them zero where `double` is null. */
function checkSecond(
  double: NonNullable<OpCase["double"]> | null,
  leaves: readonly Tensor[],
  gradients: readonly (Tensor | null)[],
  cotangents: readonly Tensor[],
  noise: number,
): void {
  const terms = gradients.flatMap((gradient, i) => {
    if (gradient === null) return [];
    const v = double?.v[i];
    if (double === null) return [gradient.mul(1.5).sum()];
    return v == null ? [] : [gradient.mul(leafOf(v, gradient.dtype)).sum()];
  });
  const [first, ...rest] = terms;
  if (first === undefined) return;
  const total = rest.reduce((sum, term) => sum.add(term), first);
  const wanted = [...leaves.filter((leaf) => leaf.requiresGrad), ...cotangents];
  const found = total.requiresGrad
    ? autograd.grad(total, wanted, { allowUnused: true })
    : wanted.map(() => null);
  leaves.forEach((leaf, i) => {
    if (!leaf.requiresGrad) return;
    const second = found[wanted.indexOf(leaf)] ?? null;
    expectSecond(`second derivative of input ${i}`, second, double?.grad_grads[i] ?? null, noise);
  });
  if (double === null) return;
  cotangents.forEach((cotangent, k) => {
    const second = found[wanted.indexOf(cotangent)] ?? null;
    expectSecond(
      `derivative of grad_output ${k}`,
      second,
      double.grad_grad_output[k] ?? null,
      noise,
    );
  });
}
