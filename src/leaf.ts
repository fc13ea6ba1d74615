// Writing a leaf from what a user gives: nested arrays, a typed array, a number, another node.

import type { DType, TypedArray } from "./dtype";
import { IndexError, RuntimeError, ValueError } from "./errors";
import { assign, fill, Node, write, writeElement } from "./graph";
import { convert, type Nested, type Parsed, parse } from "./nested";
import { list, numel, type Shape, sameShape } from "./shape";

/** Values for all elements: of the leaf's shape, a flat typed array of its length, or one number. */
export function setValues(node: Node, values: Nested | Node): void {
  refuseComputed("set", node);
  const parsed = valuesOf("set", values, node.dtype);
  const flat = ArrayBuffer.isView(values) && parsed.data.length === numel(node.shape);
  if (parsed.shape.length === 0) {
    const value = parsed.data[0] as number;
    write(node, (data) => fill(data, value, 0, data.length));
  } else if (flat || sameShape(parsed.shape, node.shape)) {
    write(node, (data) => assign(data, parsed.data));
  } else throw misfit("set", parsed.shape, node.shape);
}

/** One element, or the sub-tensor that fewer indices than dimensions select. */
export function setElements(
  node: Node,
  index: number | readonly number[],
  value: Nested | Node,
): void {
  refuseComputed("setAt", node);
  const at = typeof index === "number" ? [index] : index;
  const offset = offsetOf(at, node.shape);
  if (typeof value === "number" && at.length === node.shape.length) {
    writeElement(node, offset, convert(value, node.dtype));
    return;
  }
  const rest = node.shape.slice(at.length);
  const parsed = valuesOf("setAt", value, node.dtype);
  if (parsed.shape.length > 0 && !sameShape(parsed.shape, rest)) {
    throw misfit("setAt", parsed.shape, rest);
  }
  const { data: values } = parsed;
  write(node, (data) =>
    parsed.shape.length > 0
      ? assign(data, values, offset)
      : fill(data, values[0] as number, offset, numel(rest)),
  );
}

/** Only what the user made can be written. */
export function refuseComputed(op: string, node: Node): void {
  if (node.isSource && !node.constant) return;
  const message =
    node.dynamic !== null
      ? "this tensor follows what its function reads; write that instead"
      : `only a leaf can be written; this tensor ${node.op === null ? "is a constant" : `was computed by ${node.op.name}`}`;
  throw new RuntimeError(`${op}: ${message}`, { op });
}

function valuesOf(op: string, values: Nested | Node, dtype: DType): Parsed {
  if (!(values instanceof Node)) return parse(op, values, dtype);
  const { data, shape } = values;
  if (values.dtype === dtype) return { data: data as TypedArray, shape, dtype };
  return { ...parse(op, data, dtype), shape };
}

const misfit = (op: string, given: Shape, expected: Shape): ValueError =>
  new ValueError(`${op}: values of shape ${list(given)} do not fit shape ${list(expected)}`, {
    op,
    parameter: "values",
  });

function offsetOf(index: readonly number[], shape: Shape): number {
  if (index.length > shape.length) {
    throw new IndexError(`setAt: too many indices for tensor of dimension ${shape.length}`, {
      op: "setAt",
      parameter: "index",
    });
  }
  let offset = 0;
  for (let d = 0; d < index.length; d++) {
    const i = index[d] as number;
    const n = shape[d] as number;
    if (!Number.isInteger(i) || i < -n || i >= n) {
      throw new IndexError(`setAt: index ${i} is out of bounds for dimension ${d} with size ${n}`, {
        op: "setAt",
        parameter: "index",
      });
    }
    offset = offset * n + (i < 0 ? i + n : i);
  }
  for (let d = index.length; d < shape.length; d++) offset *= shape[d] as number;
  return offset;
}
