// What src/python needs of the engine beyond the public API: PyTorch's calls have forms that
// JavaScript's do not, such as context managers and numbers that are an int or a float.

import type { DType } from "./dtype";
import type { VersionCounter } from "./graph";
import { isGradEnabled, setGradEnabled, special } from "./modes";
import { versionOf } from "./notes";
import { asTensor, castConstant } from "./numbers";
import { Tensor } from "./tensor";

export { limitAllocation } from "./dtype";
export { printOptions } from "./format";
export { inPlace } from "./inplace";
export { putAt } from "./ops/put";
export { type Form, formsOf } from "./overloads";
export type { AnyParam } from "./params";
export {
  defaultGenerator,
  fillBernoulli,
  fillBernoulliEach,
  fillExponential,
  Generator,
  multinomial,
  randperm,
} from "./random";

/** Modes that a `with` statement changes; see modes.ts. */
export type Modes = Partial<typeof special> & { readonly grad?: boolean };

/** Changes modes from now on; the result puts them back. What `with torch.no_grad():` needs. */
export function enterMode({ grad, ...change }: Modes): () => void {
  const before = { ...special };
  const gradBefore = isGradEnabled();
  Object.assign(special, change);
  if (grad !== undefined) setGradEnabled(grad);
  return () => {
    for (const key of Object.keys(change) as (keyof typeof change)[]) {
      Object.assign(special, { [key]: before[key] });
    }
    if (grad !== undefined) setGradEnabled(gradBefore);
  };
}

/** A Python number where a tensor is expected: weak in promotion, and of the given kind. */
export const wrappedNumber = (value: number | boolean, dtype: DType): Tensor =>
  new Tensor(castConstant(asTensor(value).node, dtype));

/** The counter of in-place writes that `tensor._version` shows. */
export const versionCounter = (tensor: Tensor): VersionCounter => versionOf(tensor.node);
