// The end of a backward pass: its gradients are computed and added into the `.grad` of their tensors.

import { allocate, type TypedArray } from "../dtype";
import { RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import { type Node, source, write } from "../graph";
import { Tensor } from "../tensor";
import { host } from "../watch";
import type { Gradients } from "./differentiate";
import { slotOf } from "./slot";

/**
 * Adds all gradients of a pass into `.grad`, in one update; nothing if one cannot be computed.
 * @param createGraph whether they stay expressions
 * @param isPrivate whether nobody will read the expressions again, so that their arrays can be taken
 */
export function accumulate(
  { nodes, sums }: Gradients,
  createGraph: boolean,
  isPrivate: boolean,
): void {
  let watched = false;
  for (let i = 0; i < nodes.length; i++) {
    const { gradient } = nodes[i] as Node;
    if (gradient === null || sums[i] === undefined) continue;
    const slot = slotOf(nodes[i] as Node);
    if (slot.holders.length > 0) throw heldCurrent();
    watched ||= slot.isWatched;
  }
  for (const gradient of sums) if (gradient !== undefined) valuesOf(gradient);
  const depositAll = (): void => {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const gradient = sums[i];
      if (gradient === undefined) continue;
      if (createGraph) depositExpression(nodes[i] as Node, gradient);
      else deposit(nodes[i] as Node, gradient.node, isPrivate);
    }
  };
  if (watched) host.batch(depositAll);
  else depositAll();
  for (const gradient of sums) {
    if (gradient !== undefined && isTaken(gradient.node)) gradient.node.data = null;
  }
}

const heldCurrent = (): RuntimeError =>
  new RuntimeError(
    "backward: this leaf's .grad is held current by createBackward; adding numbers to it would be lost at the next change",
    { op: "backward" },
  );

/** User hooks run last, when every `.grad` of the pass is in place. */
export function runAfterAccumulation({ nodes, sums }: Gradients): void {
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (sums[i] === undefined) continue;
    const { afterAccumulation } = slotOf(nodes[i] as Node);
    if (afterAccumulation.length === 0) continue;
    for (const hook of [...afterAccumulation]) hook(new Tensor(nodes[i] as Node));
  }
}

/** Adds a differentiable gradient into `.grad`. */
function depositExpression(node: Node, gradient: Tensor): void {
  const slot = slotOf(node);
  const before = slot.accumulated;
  slot.accumulated = before === null ? gradient : before.add(gradient);
  slot.changed();
}

/** Adds the numbers of a gradient into `.grad`. */
function deposit(node: Node, gradient: Node, isPrivate: boolean): void {
  const slot = slotOf(node);
  const before = slot.accumulated;
  if (before?.node.isSource === true && !before.node.constant) {
    write(before.node, (data) => addInto(data, gradient.data as TypedArray));
    return;
  }
  // What is added to must be nobody else's: another leaf may have the same expression for its gradient.
  const data = isPrivate && before === null ? take(gradient) : copyOf(gradient);
  if (before !== null) addInto(data, valuesOf(before));
  slot.accumulated = new Tensor(source(data, gradient.shape, gradient.dtype));
  slot.changed();
}

/**
 * The numbers of an expression that nobody will read again, as an array of their own: its own array
 * where no other node can be sharing that. The expression then counts as not computed.
 */
function take(expression: Node): TypedArray {
  const { op, place } = expression;
  if (op === null || op.alias || place !== null || isTaken(expression)) return copyOf(expression);
  expression.computedAt = expression.validAt = -1;
  return expression.data as TypedArray;
}

const isTaken = (expression: Node): boolean => expression.computedAt < 0;

/** Values now, without subscribing anybody. */
function valuesOf({ node }: Tensor): TypedArray {
  evaluate(node);
  if (node.error !== null) throw node.error;
  return node.data as TypedArray;
}

/** Adds element by element; whether any became another one. */
function addInto(data: TypedArray, more: TypedArray): boolean {
  let changed = false;
  for (let i = 0; i < data.length; i++) {
    const before = data[i] as number;
    data[i] = before + (more[i] as number);
    if (!changed && !Object.is(before, data[i])) changed = true;
  }
  return changed;
}

function copyOf({ data, dtype }: Node): TypedArray {
  const copy = allocate(dtype, (data as TypedArray).length);
  copy.set(data as TypedArray);
  return copy;
}
