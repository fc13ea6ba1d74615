// torch.nn.init and torch.nn.utils: functions of the engine that take tensors, by their own names.

import { cat, nn, Tensor } from "../../../index";
import {
  Float,
  iterator,
  type Kwargs,
  type NativeFunction,
  native,
  nativeRaw,
  type Value,
} from "../../objects";
import { argumentOf, fromResult, numberOf, tensorOf } from "../arguments";
import { camelCase, snakeCase } from "../names";
import { fromTensor, TensorObject } from "../tensorObject";

type Function = (...given: unknown[]) => unknown;

/** An engine function with Python's arguments; it returns its first argument if that is a tensor. */
function bridged(name: string, fn: Function): NativeFunction {
  return nativeRaw(name, (args, kwargs: Kwargs) => {
    const given: unknown[] = args.map(argumentOf);
    if (kwargs !== null && kwargs.size > 0) {
      given.push(
        Object.fromEntries([...kwargs].map(([key, value]) => [camelCase(key), argumentOf(value)])),
      );
    }
    const result = fn(...given);
    if (result instanceof Tensor && args[0] instanceof TensorObject && result === args[0].tensor) {
      return args[0];
    }
    return fromResult(name, result);
  });
}

const calculateGain = native("calculate_gain", "nonlinearity, param=None", (name, param) => {
  const gain = nn.init.calculateGain as (name: string, param?: number) => number;
  return new Float(param === null ? gain(String(name)) : gain(String(name), numberOf(param)));
});

/** All functions of torch.nn.init. */
export function initFunctions(): Record<string, Value> {
  const functions: Record<string, Value> = {};
  for (const [name, fn] of Object.entries(nn.init)) {
    if (typeof fn === "function")
      functions[snakeCase(name)] = bridged(snakeCase(name), fn as Function);
  }
  return { ...functions, calculate_gain: calculateGain };
}

/** Parameters given as one tensor or as anything to go through. */
export function tensorsFrom(value: Value, fn: string): Tensor[] {
  if (value instanceof TensorObject) return [value.tensor];
  const next = iterator(value);
  const tensors: Tensor[] = [];
  for (let item = next(); item !== undefined; item = next())
    tensors.push(tensorOf(item, fn, "parameters"));
  return tensors;
}

const flattened = native("parameters_to_vector", "parameters", (parameters) =>
  fromTensor(
    cat(tensorsFrom(parameters as Value, "parameters_to_vector").map((x) => x.reshape([-1]))),
  ),
);

const unflattened = native("vector_to_parameters", "vec, parameters", (vec, parameters) => {
  const vector = tensorOf(vec, "vector_to_parameters", "vec");
  let at = 0;
  for (const parameter of tensorsFrom(parameters as Value, "vector_to_parameters")) {
    parameter.detach().copy_(vector.narrow(0, at, parameter.numel()).reshape(parameter.shape));
    at += parameter.numel();
  }
  return null;
});

const clipNorm = native(
  "clip_grad_norm_",
  "parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None",
  (parameters, maxNorm, normType, strict) =>
    fromTensor(
      nn.utils.clipGradNorm_(
        tensorsFrom(parameters as Value, "clip_grad_norm_"),
        numberOf(maxNorm) as number,
        normType === "inf" ? Number.POSITIVE_INFINITY : (numberOf(normType) as number),
        strict === true,
      ),
    ),
);

const clipValue = native(
  "clip_grad_value_",
  "parameters, clip_value, foreach=None",
  (parameters, value) => {
    nn.utils.clipGradValue_(
      tensorsFrom(parameters as Value, "clip_grad_value_"),
      numberOf(value) as number,
    );
    return null;
  },
);

export const utilityFunctions: Readonly<Record<string, Value>> = {
  clip_grad_norm_: clipNorm,
  clip_grad_norm: clipNorm,
  clip_grad_value_: clipValue,
  parameters_to_vector: flattened,
  vector_to_parameters: unflattened,
};
