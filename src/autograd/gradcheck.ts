// Numerical checks of derivatives, as torch.autograd.gradcheck and gradgradcheck.

import type { TypedArray } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import { assign, source, write } from "../graph";
import { noGrad } from "../modes";
import { list, numel } from "../shape";
import { Tensor } from "../tensor";
import { grad } from "./backward";

export interface GradcheckOptions {
  /** The step of the finite difference. Default 1e-6. */
  readonly eps?: number;
  /** Absolute tolerance. Default 1e-5. */
  readonly atol?: number;
  /** Relative tolerance. Default 1e-3. */
  readonly rtol?: number;
  /** Compares one random projection of each Jacobian instead of every element. Default `false`. */
  readonly fastMode?: boolean;
  /** Whether a mismatch throws; otherwise the result is `false`. Default `true`. */
  readonly raiseException?: boolean;
}

export interface GradgradcheckOptions extends GradcheckOptions {
  /** dL/d output, one each; fixed numbers by default. */
  readonly gradOutputs?: readonly Tensor[];
}

type Results = Tensor | readonly Tensor[];
type Checked = (...inputs: Tensor[]) => Results;

/** PyTorch's words. float32 holds some seven digits: a difference over a step of 1e-6 has none of them left. */
const notDouble = (input: number): string =>
  `Input #${input} requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex. `;

const outputsOf = (fn: Checked, inputs: readonly Tensor[]): Tensor[] => {
  const result = fn(...inputs);
  const all: readonly Tensor[] = result instanceof Tensor ? [result] : result;
  return all.filter((output) => output.requiresGrad);
};

/**
 * Compares the gradients of `fn` with central differences, element by element. It needs float64: of an
 * input in float32 it warns, in PyTorch's words, since the differences are then mostly rounding.
 * @param fn takes tensors and returns one or several.
 * @param inputs float64 tensors; those that require grad are checked.
 * @returns true; false on a mismatch if `raiseException` is false.
 * @throws RuntimeError with both Jacobians at the first mismatch; ValueError if no input requires grad.
 * @example gradcheck((x) => x.tanh(), [tensor([0.5], { dtype: "float64", requiresGrad: true })])
 */
export function gradcheck(
  fn: Checked,
  inputs: readonly Tensor[],
  options?: GradcheckOptions,
): boolean;
export function gradcheck<I extends readonly Tensor[]>(
  fn: (...inputs: I) => Results,
  inputs: readonly [...I],
  options?: GradcheckOptions,
): boolean;
export function gradcheck(
  fn: Checked,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): boolean {
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3, fastMode = false, raiseException = true } = options;
  inputs.forEach((input, i) => {
    if (input.requiresGrad && input.dtype !== "float64") console.warn(notDouble(i));
  });
  if (!inputs.some((input) => input.requiresGrad)) {
    throw new ValueError(
      "gradcheck expects at least one input tensor to require gradient, but none of the them have requires_grad=True.",
      { op: "gradcheck", parameter: "inputs" },
    );
  }
  // Leaves of our own: the caller's tensors are not moved, and may be views.
  const own = inputs.map(
    (input) =>
      new Tensor(source(input.toTypedArray(), input.shape, input.dtype, input.requiresGrad)),
  );
  const outputs = outputsOf(fn, own);
  for (let o = 0; o < outputs.length; o++) {
    for (let i = 0; i < own.length; i++) {
      const input = own[i] as Tensor;
      if (!input.requiresGrad) continue;
      const analytical = fastMode
        ? analyticalProjection(outputs[o] as Tensor, input)
        : analyticalJacobian(outputs[o] as Tensor, input);
      const numerical = fastMode
        ? numericalProjection(fn, own, o, input, eps)
        : numericalJacobian(fn, own, o, input, eps);
      const at = numerical.findIndex((n, k) => !close(analytical[k] as number, n, atol, rtol));
      if (at < 0) continue;
      if (!raiseException) return false;
      throw new RuntimeError(
        `Jacobian mismatch for output ${o} with respect to input ${i},\nnumerical:${list(numerical)}\nanalytical:${list(analytical)}\n`,
        { op: "gradcheck" },
      );
    }
  }
  return true;
}

const close = (a: number, n: number, atol: number, rtol: number): boolean =>
  a === n || Math.abs(a - n) <= atol + rtol * Math.abs(n);

/** Rows are input elements, columns output elements; flat. */
function analyticalJacobian(output: Tensor, input: Tensor): number[] {
  const columns: TypedArray[] = [];
  const count = output.numel();
  for (let k = 0; k < count; k++) {
    const data = new Float64Array(count);
    data[k] = 1;
    const oneHot = new Tensor(source(data, output.shape, output.dtype));
    const [column] = grad(output, input, {
      gradOutputs: oneHot,
      retainGraph: true,
      allowUnused: true,
    });
    columns.push(column?.toTypedArray() ?? new Float64Array(input.numel()));
  }
  const jacobian: number[] = [];
  for (let j = 0; j < numel(input.shape); j++)
    for (const column of columns) jacobian.push(column[j] as number);
  return jacobian;
}

function numericalJacobian(
  fn: Checked,
  inputs: readonly Tensor[],
  o: number,
  input: Tensor,
  eps: number,
): number[] {
  const { node } = input;
  const original = (node.data as TypedArray).slice();
  const jacobian: number[] = [];
  const valueAt = (j: number, x: number): TypedArray => {
    write(node, (data) => assign(data, [x], j));
    return (outputsOf(fn, inputs)[o] as Tensor).toTypedArray();
  };
  for (let j = 0; j < original.length; j++) {
    const x = original[j] as number;
    const above = valueAt(j, x + eps);
    const below = valueAt(j, x - eps);
    write(node, (data) => assign(data, [x], j));
    for (let k = 0; k < above.length; k++) {
      jacobian.push(((above[k] as number) - (below[k] as number)) / (2 * eps));
    }
  }
  return jacobian;
}

/** A fixed direction of length 1 without zeros, so that no element goes unseen. */
function direction(length: number, phase: number): Float64Array {
  const data = Float64Array.from({ length }, (_, k) => 1.5 + Math.sin(phase + k * 2.3));
  const norm = Math.hypot(...data);
  return data.map((x) => x / norm);
}

const [inputPhase, outputPhase] = [1, 2];

/** vᵀ J u from the gradient of v · output. */
function analyticalProjection(output: Tensor, input: Tensor): number[] {
  const v = direction(output.numel(), outputPhase);
  const cotangent = new Tensor(source(v, output.shape, output.dtype));
  const [gradient] = grad(output, input, {
    gradOutputs: cotangent,
    retainGraph: true,
    allowUnused: true,
  });
  const u = direction(input.numel(), inputPhase);
  const values = gradient?.toTypedArray() ?? new Float64Array(u.length);
  return [u.reduce((sum, x, k) => sum + x * (values[k] as number), 0)];
}

/** vᵀ J u from the outputs a step along u to either side. */
function numericalProjection(
  fn: Checked,
  inputs: readonly Tensor[],
  o: number,
  input: Tensor,
  eps: number,
): number[] {
  const { node } = input;
  const original = (node.data as TypedArray).slice();
  const u = direction(original.length, inputPhase);
  const outputAt = (step: number): TypedArray => {
    write(node, (data) =>
      assign(
        data,
        original.map((x, k) => x + step * (u[k] as number)),
      ),
    );
    return (outputsOf(fn, inputs)[o] as Tensor).toTypedArray();
  };
  const above = outputAt(eps);
  const below = outputAt(-eps);
  write(node, (data) => assign(data, original));
  const v = direction(above.length, outputPhase);
  const moved = v.reduce((sum, x, k) => sum + x * ((above[k] as number) - (below[k] as number)), 0);
  return [moved / (2 * eps)];
}

/**
 * Checks the second derivatives of `fn`: gradcheck of its gradient, as a function of the inputs and
 * of dL/d output.
 * @throws what gradcheck throws.
 * @example gradgradcheck((x) => x.tanh(), [tensor([0.5], { dtype: "float64", requiresGrad: true })])
 */
export function gradgradcheck(
  fn: Checked,
  inputs: readonly Tensor[],
  options?: GradgradcheckOptions,
): boolean;
export function gradgradcheck<I extends readonly Tensor[]>(
  fn: (...inputs: I) => Results,
  inputs: readonly [...I],
  options?: GradgradcheckOptions,
): boolean;
export function gradgradcheck(
  fn: Checked,
  inputs: readonly Tensor[],
  options: GradgradcheckOptions = {},
): boolean {
  const cotangents =
    options.gradOutputs ?? outputsOf(fn, inputs).map((output, o) => cotangentFor(output, o));
  const count = inputs.length;
  const gradient = (...all: Tensor[]): Tensor[] => {
    const own = all.slice(0, count);
    const wanted = own.filter((input) => input.requiresGrad);
    const outputs = outputsOf(fn, own);
    const found = grad(outputs, wanted, {
      gradOutputs: all.slice(count),
      createGraph: true,
      allowUnused: true,
    });
    return found.filter((g) => g !== null);
  };
  return gradcheck(gradient, [...inputs, ...cotangents], options);
}

/** Fixed numbers between 0.5 and 1.5, different for each element. */
function cotangentFor(output: Tensor, o: number): Tensor {
  const data = Float64Array.from(
    { length: noGrad(() => output.numel()) },
    (_, k) => 1 + 0.5 * Math.sin(1 + k * 1.7 + o),
  );
  return new Tensor(source(data, output.shape, output.dtype, true));
}
