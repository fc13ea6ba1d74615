// `x.new_zeros(…)` and its kin: tensors of the dtype of another.

import { type DType, empty, full, ones, type Tensor, zeros } from "../../index";
import { type Kwargs, type Method, type NativeFunction, nativeRaw, type Value } from "../objects";
import { dtypeOf, numberOf, sizesOf, tensorOf } from "./arguments";
import { arrayOf } from "./data";
import { checkDevice } from "./dtypes";
import { fromTensor, type TensorObject } from "./tensorObject";

type Filled = (size: readonly number[], options: { dtype: DType; requiresGrad: boolean }) => Tensor;

const optionsOf = (self: Tensor, kwargs: Kwargs) => {
  checkDevice(kwargs?.get("device") ?? null);
  return {
    dtype: dtypeOf(kwargs?.get("dtype")) ?? self.dtype,
    requiresGrad: kwargs?.get("requires_grad") === true,
  };
};

const sizesFrom = (fn: string, given: readonly Value[], kwargs: Kwargs): number[] => {
  const named = kwargs?.get("size");
  return sizesOf(fn, named === undefined ? given : [named]);
};

const filled = (fn: string, make: Filled): NativeFunction =>
  nativeRaw(fn, (args, kwargs) => {
    const [self, ...size] = args;
    const like = tensorOf(self, fn, "self");
    return fromTensor(make(sizesFrom(fn, size, kwargs), optionsOf(like, kwargs)));
  });

const newFull = nativeRaw("new_full", (args, kwargs) => {
  const [self, size, value] = args;
  const like = tensorOf(self, "new_full", "self");
  const fill = numberOf(value ?? kwargs?.get("fill_value")) as number;
  return fromTensor(
    full(sizesFrom("new_full", [size ?? null], kwargs), fill, optionsOf(like, kwargs)),
  );
});

const newTensor = nativeRaw("new_tensor", (args, kwargs) => {
  const [self, data] = args;
  const { dtype, requiresGrad } = optionsOf(tensorOf(self, "new_tensor", "self"), kwargs);
  return fromTensor(arrayOf("new_tensor", data as Value, dtype).requiresGrad_(requiresGrad));
});

export const newMethods: Readonly<Record<string, Method<TensorObject>>> = {
  new_zeros: filled("new_zeros", (size, options) => zeros(size, options)),
  new_ones: filled("new_ones", (size, options) => ones(size, options)),
  new_empty: filled("new_empty", (size, options) => empty(size, options)),
  new_full: newFull,
  new_tensor: newTensor,
};
