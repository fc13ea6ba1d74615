// Derivatives of functions, as torch.autograd.functional: jacobian, hessian, vjp, jvp, vhp, hvp.

import { allocate } from "../dtype";
import { describe, RuntimeError, TypeError } from "../errors";
import { source } from "../graph";
import { enableGrad } from "../modes";
import { stack } from "../ops/join";
import { zerosOf } from "../ops/zeros";
import { numel, type Shape, sameShape } from "../shape";
import { Tensor } from "../tensor";
import { asList, grad } from "./backward";
import { pushForward } from "./forward";

type Outputs = Tensor | readonly Tensor[];
type Fn = (...inputs: Tensor[]) => Outputs;

export interface FunctionalOptions {
  /** Whether the result is differentiable with respect to the inputs. Default `false`. */
  readonly createGraph?: boolean;
  /** Whether an independent input or output is an error instead of zeros. Default `false`. */
  readonly strict?: boolean;
}

const single = (value: unknown): boolean => value instanceof Tensor;

/** One result for a single tensor, a list for a list: the structure of the arguments. */
const likeInput = <T>(results: readonly T[], input: unknown): T | readonly T[] =>
  single(input) ? (results[0] as T) : results;

const zerosFor = (shape: Shape, like: Tensor): Tensor => zerosOf(shape, like.dtype);

interface Evaluated {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly isSingle: boolean;
}

/** Calls `fn` on inputs of our own, so that the caller's tensors gain no graph. */
function run(name: string, fn: Fn, given: Outputs, createGraph: boolean): Evaluated {
  const inputs = asList(given).map((input) => {
    if (!(input instanceof Tensor)) {
      throw new TypeError(
        `The inputs given to ${name} must be either a Tensor or a tuple of Tensors but the given inputs has type ${describe(input)}.`,
        { op: name },
      );
    }
    return createGraph && input.requiresGrad ? input.view(input.shape) : independent(input);
  });
  const result = enableGrad(() => fn(...inputs));
  const outputs = asList(result);
  for (const output of outputs) {
    if (!(output instanceof Tensor)) {
      const type = typeof output === "number" ? "<class 'float'>" : describe(output);
      throw new TypeError(
        `The outputs of the user-provided function given to ${name} must be either a Tensor or a tuple of Tensors but the given outputs of the user-provided function has type ${type}.`,
        { op: name },
      );
    }
  }
  return { inputs, outputs, isSingle: single(result) };
}

/** The same values as a variable of its own: it follows the caller's tensor, and gradients end here. */
function independent(input: Tensor): Tensor {
  const variable = input.detach();
  variable.node.requiresGrad = true;
  return variable;
}

/** Gradients with zeros for what is independent, or an error if `strict`. */
function gradients(
  name: string,
  output: Tensor,
  inputs: readonly Tensor[],
  cotangent: Tensor | null,
  { createGraph = false, strict = false }: FunctionalOptions,
): Tensor[] {
  const found = output.requiresGrad
    ? grad(output, inputs, {
        gradOutputs: cotangent,
        createGraph,
        retainGraph: true,
        allowUnused: true,
      })
    : inputs.map(() => null);
  return found.map((gradient, i) => {
    if (gradient !== null) return gradient;
    if (strict) {
      throw new RuntimeError(
        `Output 0 of the user-provided function is independent of input ${i}. This is not allowed in strict mode.`,
        { op: name },
      );
    }
    const input = inputs[i] as Tensor;
    return zerosFor(input.shape, input);
  });
}

function oneHot(shape: Shape, at: number, like: Tensor): Tensor {
  const data = allocate(like.dtype, numel(shape));
  data[at] = 1;
  return new Tensor(source(data, shape as Tensor["shape"], like.dtype));
}

/** d output / d each input: [...output.shape, ...input.shape]. */
function jacobianOf(
  name: string,
  output: Tensor,
  inputs: readonly Tensor[],
  options: FunctionalOptions,
): Tensor[] {
  const rows = Array.from({ length: output.numel() }, (_, k) =>
    gradients(name, output, inputs, oneHot(output.shape, k, output), options),
  );
  return inputs.map((input, i) => {
    const shape = [...output.shape, ...input.shape];
    if (rows.length === 0) return zerosFor(shape, input);
    return stack(rows.map((row) => row[i] as Tensor)).view(shape);
  });
}

/**
 * The Jacobian of `fn` at `inputs`: entry [o, i] has the shape of output o followed by that of input i.
 * @returns a tensor for one input and one output; lists where there are several of either.
 * @example autograd.functional.jacobian((x) => x.exp(), x) // diagonal
 */
export function jacobian(fn: Fn, inputs: Outputs, options: FunctionalOptions = {}) {
  const { createGraph = false } = options;
  const evaluated = run("jacobian", fn, inputs, createGraph);
  const table = evaluated.outputs.map((output) =>
    likeInput(jacobianOf("jacobian", output, evaluated.inputs, options), inputs),
  );
  return evaluated.isSingle ? (table[0] as Tensor | readonly Tensor[]) : table;
}

function scalarOutput(name: string, { outputs, isSingle }: Evaluated): Tensor {
  const [output] = outputs;
  if (!isSingle || output === undefined) {
    throw new RuntimeError(`The function given to ${name} should return a single Tensor`, {
      op: name,
    });
  }
  if (output.numel() !== 1) {
    throw new RuntimeError(
      `The Tensor returned by the function given to ${name} should contain a single element`,
      { op: name },
    );
  }
  return output;
}

/**
 * The matrix of second derivatives of a function of one value: entry [i][j] has the shape of input i
 * followed by that of input j.
 * @throws RuntimeError if `fn` does not return one element.
 */
export function hessian(fn: Fn, inputs: Outputs, options: FunctionalOptions = {}) {
  const evaluated = run("hessian", fn, inputs, options.createGraph ?? false);
  const output = scalarOutput("hessian", evaluated);
  const first = gradients("hessian", output, evaluated.inputs, null, {
    ...options,
    createGraph: true,
  });
  const table = first.map((row) =>
    likeInput(jacobianOf("hessian", row, evaluated.inputs, options), inputs),
  );
  return likeInput(table, inputs) as Tensor | readonly (Tensor | readonly Tensor[])[];
}

/** The vectors of a product, checked against what they multiply; a missing one is 1 for one element. */
function vectors(name: string, v: Outputs | null, like: readonly Tensor[], what: string): Tensor[] {
  if (v === null) {
    const [only] = like;
    if (like.length !== 1 || only === undefined || only.numel() !== 1) {
      throw new RuntimeError(
        `The vector v can only be None if ${what} a single Tensor with a single element.`,
        { op: name, parameter: "v" },
      );
    }
    return [oneHot(only.shape, 0, only)];
  }
  const all = asList(v);
  if (all.length !== like.length) {
    throw new RuntimeError(
      `v is a tuple of invalid length: should be ${like.length} but got ${all.length}.`,
      { op: name, parameter: "v" },
    );
  }
  all.forEach((vector, i) => {
    if (!sameShape(vector.shape, (like[i] as Tensor).shape)) {
      const prefix = all.length === 1 ? "v" : `Entry ${i} in v`;
      throw new RuntimeError(
        `${prefix} has invalid size: should be ${(like[i] as Tensor).shape} but got ${vector.shape}.`,
        { op: name, parameter: "v" },
      );
    }
  });
  return [...all];
}

/** Detaches results that the caller did not ask to differentiate. */
const settle = <T extends Outputs>(value: T, createGraph: boolean): T =>
  createGraph
    ? value
    : ((value instanceof Tensor ? value.detach() : value.map((t) => t.detach())) as T);

const outputsOf = ({ outputs, isSingle }: Evaluated): Outputs =>
  isSingle ? (outputs[0] as Tensor) : outputs;

const returned = "the user-provided function returns";
const received = "the input to the user-provided function is";

/** vᵀJ: the outputs, and v multiplied with the Jacobian from the left. */
export function vjp(
  fn: Fn,
  inputs: Outputs,
  v: Outputs | null = null,
  options: FunctionalOptions = {},
): [outputs: Outputs, vjp: Outputs] {
  const { createGraph = false } = options;
  const evaluated = run("vjp", fn, inputs, createGraph);
  const cotangents = vectors("vjp", v, evaluated.outputs, returned);
  const sums = evaluated.outputs.map((output, k) =>
    gradients("vjp", output, evaluated.inputs, cotangents[k] as Tensor, options),
  );
  const totals = evaluated.inputs.map((_, i) =>
    sums.map((row) => row[i] as Tensor).reduce((total, term) => total.add(term)),
  );
  return [settle(outputsOf(evaluated), createGraph), likeInput(totals, inputs) as Outputs];
}

/** Jv: the outputs, and their derivative along v; by forward mode. */
export function jvp(
  fn: Fn,
  inputs: Outputs,
  v: Outputs | null = null,
  { createGraph = false, strict = false }: FunctionalOptions = {},
): [outputs: Outputs, jvp: Outputs] {
  const evaluated = run("jvp", fn, inputs, createGraph);
  const tangents = vectors("jvp", v, evaluated.inputs, received);
  const pushed = pushForward(evaluated.outputs, evaluated.inputs, tangents);
  const results = pushed.map((tangent, k) => {
    const output = evaluated.outputs[k] as Tensor;
    if (tangent === null && strict) {
      throw new RuntimeError(
        `Output ${k} of the user-provided function is independent of the inputs. This is not allowed in strict mode.`,
        { op: "jvp" },
      );
    }
    return settle(tangent ?? zerosFor(output.shape, output), createGraph);
  });
  const all = evaluated.isSingle ? (results[0] as Tensor) : results;
  return [settle(outputsOf(evaluated), createGraph), all];
}

/** vᵀH of a function of one value: the output, and v multiplied with its Hessian. */
export function vhp(
  fn: Fn,
  inputs: Outputs,
  v: Outputs | null = null,
  options: FunctionalOptions = {},
): [output: Tensor, vhp: Outputs] {
  return secondProduct("vhp", fn, inputs, v, options);
}

/** Hv of a function of one value; the same as vhp, since a Hessian is symmetric. */
export function hvp(
  fn: Fn,
  inputs: Outputs,
  v: Outputs | null = null,
  options: FunctionalOptions = {},
): [output: Tensor, hvp: Outputs] {
  return secondProduct("hvp", fn, inputs, v, options);
}

function secondProduct(
  name: string,
  fn: Fn,
  inputs: Outputs,
  v: Outputs | null,
  options: FunctionalOptions,
): [Tensor, Outputs] {
  const { createGraph = false } = options;
  const evaluated = run(name, fn, inputs, createGraph);
  const output = scalarOutput(name, evaluated);
  const directions = vectors(name, v, evaluated.inputs, received);
  const first = gradients(name, output, evaluated.inputs, null, { ...options, createGraph: true });
  const products = first.map((row, i) =>
    gradients(name, row, evaluated.inputs, directions[i] as Tensor, options),
  );
  const totals = evaluated.inputs.map((_, i) =>
    products.map((row) => row[i] as Tensor).reduce((total, term) => total.add(term)),
  );
  return [settle(output, createGraph), likeInput(totals, inputs) as Outputs];
}
