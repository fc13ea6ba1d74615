// The gradient of an output with respect to itself.

import { allocate, type DType } from "../dtype";
import { constant } from "../graph";
import { numel, type Size } from "../shape";
import { Tensor } from "../tensor";

const ones = new Map<string, Tensor>();

/** Ones of a shape: what an output's gradient is when none is given. */
export function onesLike(shape: Size, dtype: DType): Tensor {
  const key = `${dtype}${shape.join()}`;
  let found = ones.get(key);
  if (found === undefined) {
    const data = allocate(dtype, numel(shape)).fill(1);
    found = new Tensor(constant(data, shape, dtype));
    if (ones.size < 64) ones.set(key, found);
  }
  return found;
}
