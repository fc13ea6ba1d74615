// torch.autograd: gradients of outputs, derivatives of functions, and checks of both.

import { enterMode } from "../../bridge";
import { autograd, stack, type Tensor } from "../../index";
import { type NativeFunction, native, raise, Tuple, typeOf, type Value } from "../objects";
import { itemsOf, numberOf, tensorOf } from "./arguments";
import { callBack, withoutLeafHooks } from "./callbacks";
import { gradientsOf, graphOptions, tensorsOf } from "./tensorMethods";
import { fromTensor, TensorObject } from "./tensorObject";

const optional = (tensor: Tensor | null): Value => (tensor === null ? null : fromTensor(tensor));

const backward = native(
  "backward",
  "tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None",
  (tensors, gradTensors, retain, create, _, inputs) => {
    const outputs = tensorsOf(tensors as Value, "backward", "tensors");
    autograd.backward(outputs, gradientsOf(gradTensors), {
      ...graphOptions(retain, create),
      inputs: inputs === null ? null : tensorsOf(inputs as Value, "backward", "inputs"),
    });
    return null;
  },
);

const grad = native(
  "grad",
  "outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=False, is_grads_batched=False",
  (outputs, inputs, gradOutputs, retain, create, _, allowUnused, batched) => {
    const ends = tensorsOf(outputs as Value, "grad", "outputs");
    const starts = tensorsOf(inputs as Value, "grad", "inputs");
    const options = { ...graphOptions(retain, create), allowUnused: allowUnused === true } as const;
    if (batched === true) return batchedGrad(ends, starts, gradOutputs as Value, options);
    const given = { ...options, gradOutputs: gradientsOf(gradOutputs) } as { allowUnused: true };
    const found = withoutLeafHooks(() => autograd.grad(ends, starts, given));
    return new Tuple(found.map(optional));
  },
);

/** `is_grads_batched`: one pass for each row of the cotangents. */
function batchedGrad(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  cotangents: Value,
  options: { readonly createGraph: boolean },
): Value {
  const given = gradientsOf(cotangents) ?? [];
  const count = given[0]?.size(0) ?? 0;
  const passes = Array.from({ length: count }, (_, k) =>
    autograd.grad(outputs, inputs, {
      ...options,
      retainGraph: true,
      gradOutputs: given.map((each) => each?.select(0, k) ?? null),
    }),
  );
  return new Tuple(
    inputs.map((_, i) => fromTensor(stack(passes.map((pass) => pass[i] as Tensor)))),
  );
}

type Outputs = Tensor | Tensor[];

/** A user's function, with PyTorch's check of what it returns. */
const checked =
  (name: string, fn: Value) =>
  (...inputs: Tensor[]): Outputs => {
    const result = callBack(fn, inputs.map(fromTensor));
    if (result instanceof TensorObject) return result.tensor;
    const items = itemsOf(result);
    if (items?.every((item) => item instanceof TensorObject)) {
      return items.map((item) => (item as TensorObject).tensor);
    }
    throw raise.TypeError(
      `The outputs of the user-provided function given to ${name} must be either a Tensor or a tuple of Tensors but the given outputs of the user-provided function has type <class '${typeOf(result).qualifiedName}'>.`,
    );
  };

/** One tensor, or a tuple of them, as the engine takes them. */
function structured(name: string, value: Value): Outputs {
  if (value instanceof TensorObject) return value.tensor;
  const items = itemsOf(value);
  if (items !== undefined) return items.map((item) => tensorOf(item, name, "inputs"));
  throw raise.TypeError(
    `The inputs given to ${name} must be either a Tensor or a tuple of Tensors but the given inputs has type <class '${typeOf(value).qualifiedName}'>.`,
  );
}

function fromStructure(result: unknown): Value {
  return Array.isArray(result)
    ? new Tuple(result.map(fromStructure))
    : fromTensor(result as Tensor);
}

type Derivative = (fn: never, inputs: never, ...rest: never[]) => unknown;

const options = (create: Value | undefined, strict: Value | undefined) => ({
  createGraph: create === true,
  strict: strict === true,
});

/** jacobian and hessian. */
const ofFunction = (name: string, derivative: Derivative): NativeFunction =>
  native(
    name,
    "func, inputs, create_graph=False, strict=False, vectorize=False, strategy='reverse-mode', outer_jacobian_strategy='reverse-mode'",
    (fn, inputs, create, strict) =>
      fromStructure(
        derivative(
          checked(name, fn as Value) as never,
          structured(name, inputs as Value) as never,
          options(create, strict) as never,
        ),
      ),
  );

/** vjp, jvp, hvp, vhp. */
const withVector = (name: string, derivative: Derivative): NativeFunction =>
  native(
    name,
    "func, inputs, v=None, create_graph=False, strict=False",
    (fn, inputs, v, create, strict) =>
      fromStructure(
        derivative(
          checked(name, fn as Value) as never,
          structured(name, inputs as Value) as never,
          (v === null ? null : structured(name, v as Value)) as never,
          options(create, strict) as never,
        ),
      ),
  );

const F = autograd.functional;

export const functionalFunctions: Readonly<Record<string, Value>> = {
  jacobian: ofFunction("jacobian", F.jacobian as Derivative),
  hessian: ofFunction("hessian", F.hessian as Derivative),
  vjp: withVector("vjp", F.vjp as Derivative),
  jvp: withVector("jvp", F.jvp as Derivative),
  vhp: withVector("vhp", F.vhp as Derivative),
  hvp: withVector("hvp", F.hvp as Derivative),
};

/** The numerical check moves its inputs and reads the same graph again: values must follow. */
function lazily<T>(run: () => T): T {
  const leave = enterMode({ eager: false });
  try {
    return run();
  } finally {
    leave();
  }
}

const check = (name: "gradcheck" | "gradgradcheck"): NativeFunction =>
  native(
    name,
    "func, inputs, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True, **kwargs",
    (fn, inputs, eps, atol, rtol, raises) =>
      lazily(() =>
        autograd[name](checked(name, fn as Value), tensorsOf(inputs as Value, name, "inputs"), {
          eps: numberOf(eps) as number,
          atol: numberOf(atol) as number,
          rtol: numberOf(rtol) as number,
          raiseException: raises === true,
        }),
      ),
  );

export const autogradFunctions: Readonly<Record<string, Value>> = {
  backward,
  grad,
  gradcheck: check("gradcheck"),
  gradgradcheck: check("gradgradcheck"),
};
