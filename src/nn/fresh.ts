// New parameters of layers, drawn as PyTorch's layers draw them.

import { allocate, type DType, getDefaultDtype } from "../dtype";
import { source } from "../graph";
import { defaultGenerator, fillLayer, fillUniform } from "../random";
import { numel, type Shape, size } from "../shape";
import { Tensor } from "../tensor";
import { Parameter } from "./parameter";

/** One value everywhere. */
export function filled(shape: Shape, value: number, dtype: DType | null): Parameter {
  return new Parameter(tensorOf(shape, dtype ?? getDefaultDtype(), (data) => data.fill(value)));
}

/** Numbers between -bound and bound. */
export function uniform(shape: Shape, bound: number, dtype: DType | null): Parameter {
  const type = dtype ?? getDefaultDtype();
  return new Parameter(
    tensorOf(shape, type, (data) => fillUniform(defaultGenerator, data, -bound, bound, type)),
  );
}

/** The parameters of a map that changes nothing at first, or none. */
export const affineMap = (wanted: boolean, shape: Shape, dtype: DType | null) => ({
  weight: wanted ? filled(shape, 1, dtype) : null,
  bias: wanted ? filled(shape, 0, dtype) : null,
});

/** A weight of shape [out, in, ...kernel], and a bias unless its length is null. */
export function weightAndBias(
  shape: Shape,
  biasLength: number | null,
  dtype: DType | null,
): { readonly weight: Parameter; readonly bias: Parameter | null } {
  const type = dtype ?? getDefaultDtype();
  const weight = allocate(type, numel(shape));
  const bias = biasLength === null ? null : allocate(type, biasLength);
  fillLayer(defaultGenerator, shape, weight, bias, type);
  return {
    weight: new Parameter(new Tensor(source(weight, size(shape), type))),
    bias: bias && new Parameter(new Tensor(source(bias, size([bias.length]), type))),
  };
}

function tensorOf(
  shape: Shape,
  dtype: DType,
  fill: (data: ReturnType<typeof allocate>) => void,
): Tensor {
  const data = allocate(dtype, numel(shape));
  fill(data);
  return new Tensor(source(data, size(shape), dtype));
}
