// What operations on square matrices share: their refusals, the matrices of a batch one by one, and
// errors that depend on values.

import { isFloating, scalarTypeName } from "../dtype";
import { LinAlgError, RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import type { Node } from "../graph";
import { type Factors, factorise, makeFactors } from "../kernels/lu";
import { numel, type Shape } from "../shape";
import type { Tensor } from "../tensor";
import { dataOf } from "./family";

/** Refuses what is no batch of matrices; `op` is PyTorch's name of the function. */
export function requireMatrices(op: string, shape: Shape, what = "A"): void {
  if (shape.length < 2) {
    throw new RuntimeError(`${op}: The input tensor ${what} must have at least 2 dimensions.`);
  }
}

/** Refuses what is no batch of square matrices. */
export function requireSquare(op: string, shape: Shape): void {
  requireMatrices(op, shape);
  const [rows, columns] = shape.slice(-2);
  if (rows !== columns) {
    throw new RuntimeError(
      `${op}: A must be batches of square matrices, but they are ${rows} by ${columns} matrices`,
    );
  }
}

/** Refuses integers as well. */
export function requireReal(op: string, { shape, dtype }: Node): Shape {
  requireSquare(op, shape);
  if (!isFloating(dtype)) {
    throw new RuntimeError(
      `${op}: Expected a floating point or complex tensor as input. Got ${scalarTypeName(dtype)}`,
    );
  }
  return shape;
}

/** Room for the factors of one matrix of `a`, kept with the result. */
export function roomFor(out: Node, a: Node): Factors {
  out.plan ??= makeFactors(a.shape[a.shape.length - 1] as number, a.dtype);
  return out.plan as Factors;
}

/**
 * Factorises the matrices of a batch in turn, all into the same room. Like PyTorch, it factorises the
 * transpose where elements lie in order: which pivot is zero, and in the last digit whether, depends on it.
 */
export function eachFactorised(
  factors: Factors,
  a: Node,
  visit: (factors: Factors, index: number) => void,
): void {
  const { n } = factors;
  const count = numel(a.shape.slice(0, -2));
  for (let i = 0; i < count; i++) {
    factorise(factors, dataOf(a), i * n * n, a.strides === null);
    visit(factors, i);
  }
}

/** The error of one matrix, which names it if it is one of several. */
export function failure(op: string, shape: Shape, index: number, problem: string): LinAlgError {
  const which = shape.length > 2 ? `(Batch element ${index}): ` : "";
  return new LinAlgError(`${op}: ${which}${problem}`);
}

/** The result, computed at the call: so the call refuses, as in PyTorch. Later writes are checked when read. */
export function atTheCall(result: Tensor): Tensor {
  const { node } = result;
  evaluate(node);
  if (node.error !== null) throw node.error;
  return result;
}
