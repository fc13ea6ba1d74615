// Type promotion of an operation's inputs: bringing their dtypes together, as PyTorch does.

import { type DType, getDefaultDtype, isFloating, resultType } from "./dtype";
import { RuntimeError } from "./errors";
import { absent, type Node, type Operation } from "./graph";
import { castConstant } from "./numbers";
import { Tensor } from "./tensor";

/** How the inputs' dtypes are brought together. */
export type Promotion =
  /** to their common type: add, mul, … */
  | "common"
  /** to their common type, integers to the default floating one: exp, div, … */
  | "floating"
  /** the last two to their common type: where */
  | "last two"
  /** not at all: matmul, reshape, … */
  | "none";

export function promoteInputs(inputs: Node[], promotion: Promotion): void {
  const from = promotion === "last two" ? inputs.length - 2 : 0;
  const first = inputs[from] as Node;
  let uniform = promotion !== "floating" || isFloating(first.dtype);
  for (let i = from; i < inputs.length && uniform; i++) {
    const input = inputs[i] as Node;
    uniform = input.dtype === first.dtype && !input.wrapped;
  }
  if (uniform) return;
  let common = resultType(inputs.slice(from).filter((input) => input !== absent));
  if (promotion === "floating" && !isFloating(common)) common = getDefaultDtype();
  for (let i = from; i < inputs.length; i++) {
    if (inputs[i] !== absent) inputs[i] = castNode(inputs[i] as Node, common);
  }
}

/** The op that changes a dtype; ops/copies.ts supplies it. */
let castTensor: Cast | null = null;
export function setCast(op: Cast): void {
  castTensor = op;
}

/** The op that changes a dtype. */
export type Cast = ((input: Tensor, dtype: DType) => Tensor) & { readonly op: Operation };

/** Whether a node is a cast: what it was cast from may be asked for later. */
export const isCast = (node: Node): boolean => node.op !== null && node.op === castTensor?.op;

/** `node` in another dtype: itself, a number's constant, or a cast on the graph. */
export function castNode(node: Node, dtype: DType): Node {
  if (node.dtype === dtype) return node;
  if (node.wrapped) return castConstant(node, dtype);
  if (castTensor === null) throw new RuntimeError("castNode: ops/copies has not been loaded");
  const cast = castTensor(new Tensor(node), dtype).node;
  cast.implicit = true;
  return cast;
}
