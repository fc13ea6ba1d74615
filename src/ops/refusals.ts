// What PyTorch's kernels do not take: booleans or integers where there is no kernel for them, and a
// fraction as a factor of integers.

import { type DType, isFloating, scalarTypeName } from "../dtype";
import { RuntimeError } from "../errors";
import type { Node } from "../graph";

const missing = (kernel: string, dtype: DType): RuntimeError =>
  new RuntimeError(`"${kernel}" not implemented for '${scalarTypeName(dtype)}'`);

/** The dtype that an operand had before type promotion cast it. */
export const ownDtype = (node: Node): DType =>
  node.implicit ? (node.inputs[0] as Node).dtype : node.dtype;

/** A dtype rule: the input's, which must not be bool. */
export const notBool =
  (kernel: string) =>
  ({ input }: { readonly input: Node }): DType => {
    if (input.dtype === "bool") throw missing(kernel, input.dtype);
    return input.dtype;
  };

/** A dtype rule: the input's, which must be floating. */
export const floatingOnly =
  (kernel: string) =>
  ({ input }: { readonly input: Node }): DType => {
    if (!isFloating(input.dtype)) throw missing(kernel, input.dtype);
    return input.dtype;
  };

/** What is computed in floating point cannot be kept in integers. */
export function checkFloating(operand: Node): void {
  const dtype = ownDtype(operand);
  if (isFloating(dtype)) return;
  throw new RuntimeError(
    `result type Float can't be cast to the desired output type ${scalarTypeName(dtype)}`,
  );
}

/** Integers are multiplied by integers only. */
export function checkAlpha(input: Node, alpha: number): void {
  if (isFloating(input.dtype) || Number.isInteger(alpha)) return;
  throw new RuntimeError(
    "For integral input tensors, argument alpha must not be a floating point number.",
    { parameter: "alpha" },
  );
}
