// Indexed assignment: `x.setAt(index, value)`, PyTorch's `x[index] = value`.
//
// A leaf is written, whether it requires grad or not: this is what a slider does. What was computed is
// re-pointed to a new node, as by every in-place operation.

import type { TypedArray } from "./dtype";
import { ValueError } from "./errors";
import { type Node, source, write } from "./graph";
import { inPlace } from "./inplace";
import { refuseComputed, setElements } from "./leaf";
import type { Nested } from "./nested";
import { parse } from "./nested";
import { asTensor } from "./numbers";
import { at, type Index } from "./ops/at";
import { putAt } from "./ops/put";
import { list, numel, sameShape, size } from "./shape";
import { Tensor } from "./tensor";

const isWritable = (node: Node): boolean => node.isSource && !node.constant;

function areIntegers(index: number | readonly Index[]): index is number | readonly number[] {
  if (typeof index === "number") return true;
  for (let i = 0; i < index.length; i++) if (typeof index[i] !== "number") return false;
  return true;
}

/** Writes the part of `target` that `index` selects. */
export function setAt(
  target: Tensor,
  index: number | readonly Index[],
  value: Nested | Tensor,
): Tensor {
  const { node } = target;
  // A slider's write: integers, a number, a leaf.
  if (typeof value === "number" && isWritable(node) && areIntegers(index)) {
    setElements(node, index, value);
    return target;
  }
  const entries = typeof index === "number" ? [index] : index;
  const plain = value instanceof Tensor ? value.peek() : value;
  if (isWritable(node)) {
    if (areIntegers(entries)) setElements(node, entries, plain);
    else writeAt(target, entries, value);
    return target;
  }
  if (node.dynamic !== null && node.dynamic.result === null) refuseComputed("setAt", node);
  const positions = positionsOf(target, entries);
  const values = broadcast(valueOf(value, target), positions);
  return inPlace("setAt", target, () => putAt(target, values, positions));
}

/** Where the selected elements lie, in the shape of the selection. */
function positionsOf(target: Tensor, entries: readonly Index[]): Tensor {
  const { shape } = target;
  const count = Float64Array.from({ length: numel(shape) }, (_, i) => i);
  return at(new Tensor(source(count, size(shape), "int64")), ...entries);
}

function valueOf(value: Nested | Tensor, target: Tensor): Tensor {
  if (value instanceof Tensor || typeof value === "number" || typeof value === "boolean") {
    return asTensor(value).to(target.dtype);
  }
  const { data, shape, dtype } = parse("setAt", value, target.dtype);
  return new Tensor(source(data, shape, dtype));
}

function broadcast(value: Tensor, positions: Tensor): Tensor {
  const { shape } = positions;
  if (sameShape(value.shape, shape)) return value;
  const lead = shape.length - value.ndim;
  const fits = lead >= 0 && value.shape.every((n, d) => n === 1 || n === shape[d + lead]);
  if (fits) return value.expand(shape);
  throw new ValueError(
    `setAt: values of shape ${list(value.shape)} do not fit shape ${list(shape)}`,
    { op: "setAt", parameter: "value" },
  );
}

function writeAt(target: Tensor, entries: readonly Index[], value: Nested | Tensor): void {
  const positions = positionsOf(target, entries);
  const where = positions.peek().data as TypedArray;
  const values = broadcast(valueOf(value, target), positions).peek().data as TypedArray;
  write(target.node, (data) => {
    let changed = false;
    for (let i = 0; i < where.length; i++) {
      const k = where[i] as number;
      const before = data[k];
      data[k] = values[i] as number;
      changed ||= !Object.is(before, data[k]);
    }
    return changed;
  });
}
