// The gradient of an output with respect to itself.

import { allocate, type DType } from "../dtype";
import { constant } from "../graph";
import { numel, type Size } from "../shape";
import { Tensor } from "../tensor";

const scalars = new Map<DType, Tensor>();

/** Ones of a shape: what an output's gradient is when none is given. */
export function onesLike(shape: Size, dtype: DType): Tensor {
  if (shape.length > 0) return ones(shape, dtype);
  let one = scalars.get(dtype);
  if (one === undefined) {
    one = ones(shape, dtype);
    scalars.set(dtype, one);
  }
  return one;
}

const ones = (shape: Size, dtype: DType): Tensor =>
  new Tensor(constant(allocate(dtype, numel(shape)).fill(1), shape, dtype));
