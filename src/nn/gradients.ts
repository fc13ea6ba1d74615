// The gradients of parameters, as optimizers and clipping change them: those that `backward()`
// accumulated. What `createBackward` holds follows its loss and is not theirs to change.

import { slotOf } from "../autograd/slot";
import type { TypedArray } from "../dtype";
import { evaluate } from "../evaluate";
import { assign, source, write } from "../graph";
import { Tensor } from "../tensor";

/** Whether a `createBackward` keeps this leaf's gradient current. */
export const isHeld = ({ node }: Tensor): boolean =>
  node.gradient !== null && slotOf(node).holders.length > 0;

/** The accumulated gradient of a leaf, without subscribing the reader. */
export const accumulatedGradient = ({ node }: Tensor): Tensor | null =>
  node.gradient === null ? null : slotOf(node).accumulated;

/** Makes a leaf's accumulated gradient null, or zeros. */
export function clearGradient(param: Tensor, setToNone: boolean): void {
  const grad = accumulatedGradient(param);
  if (grad === null || isHeld(param)) return;
  if (setToNone) {
    param.grad = null;
    return;
  }
  changeGradient(param, grad, (values) => values.fill(0));
}

/** The numbers of a gradient, brought up to date, without subscribing the reader. Not a copy. */
export function valuesOf({ node }: Tensor): TypedArray {
  evaluate(node);
  if (node.error !== null) throw node.error;
  return node.data as TypedArray;
}

/** Gives a leaf's accumulated gradient other numbers, in place where it holds numbers. */
export function changeGradient(
  param: Tensor,
  grad: Tensor,
  change: (values: TypedArray) => void,
): void {
  const values = valuesOf(grad).slice();
  change(values);
  const { node } = grad;
  if (node.isSource && !node.constant) write(node, (current) => assign(current, values));
  else param.grad = new Tensor(source(values, node.shape, node.dtype));
}
