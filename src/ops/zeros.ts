// Zeros that rules and transforms start from: a source of its own, outside every graph.

import { allocate, type DType } from "../dtype";
import { source } from "../graph";
import { numel, type Shape, size } from "../shape";
import { Tensor } from "../tensor";

export const zerosOf = (shape: Shape, dtype: DType): Tensor =>
  new Tensor(source(allocate(dtype, numel(shape)), size(shape), dtype));
