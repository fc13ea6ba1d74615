// Changing what a tensor of a module holds: its values, under `noGrad`, and its type.

import { allocate, type DType, isFloating, type TypedArray } from "../dtype";
import { source } from "../graph";
import { noGrad } from "../modes";
import { Tensor } from "../tensor";

/** Writes what `fill` makes of a copy of the values, whether or not the tensor requires a gradient. */
export function refill(tensor: Tensor, fill: (values: TypedArray, dtype: DType) => void): Tensor {
  const { data, shape, dtype } = tensor.read();
  const values = (data as TypedArray).slice();
  fill(values, dtype);
  return noGrad(() => tensor.copy_(new Tensor(source(values, shape, dtype))));
}

/** Gives a floating leaf another floating dtype. Its gradient is forgotten. */
export function convertLeaf(tensor: Tensor, dtype: DType): void {
  const { data, shape, dtype: before, requiresGrad } = tensor.node;
  if (!isFloating(before) || before === dtype) return;
  const values = allocate(dtype, (data as TypedArray).length);
  values.set(data as TypedArray);
  tensor.repoint(source(values, shape, dtype, requiresGrad));
}
