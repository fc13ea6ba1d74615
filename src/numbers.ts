// Plain numbers where a tensor is expected: constants, made once per value and dtype.

import { allocate, type DType, type TypedArray } from "./dtype";
import { constant, type Node } from "./graph";
import { scalarShape } from "./shape";
import { Tensor } from "./tensor";

const numbers = new Map<number, Tensor>();
const booleans = [scalarConstant(0, "bool"), scalarConstant(1, "bool")] as const;
const mostNumbers = 1024;

function scalarConstant(value: number, dtype: DType): Node {
  const data = allocate(dtype, 1);
  data[0] = value;
  const node = constant(data, scalarShape, dtype);
  node.wrapped = true;
  return node;
}

/** A tensor as it is; a plain number or boolean as a constant that is weak in type promotion. */
export const asTensor = (value: Tensor | number | boolean): Tensor =>
  value instanceof Tensor ? value : numberTensor(value);

/** Plain numbers are kept: the `2` of `x.mul(2)` is one constant however often it is written. */
function numberTensor(value: number | boolean): Tensor {
  if (typeof value === "boolean") return new Tensor(booleans[value ? 1 : 0]);
  let found = Object.is(value, -0) ? undefined : numbers.get(value);
  if (found === undefined) {
    const integer = Number.isInteger(value) && !Object.is(value, -0);
    found = new Tensor(scalarConstant(value, integer ? "int64" : "float64"));
    if (numbers.size >= mostNumbers) numbers.clear();
    if (!Object.is(value, -0)) numbers.set(value, found);
  }
  return found;
}

const cast = new WeakMap<Node, Map<DType, Node>>();

/** A plain number's constant in another dtype. */
export function castConstant(node: Node, dtype: DType): Node {
  if (node.dtype === dtype) return node;
  let byType = cast.get(node);
  if (byType === undefined) {
    byType = new Map();
    cast.set(node, byType);
  }
  let found = byType.get(dtype);
  if (found === undefined) {
    found = scalarConstant((node.data as TypedArray)[0] as number, dtype);
    byType.set(dtype, found);
  }
  return found;
}

const twins = new WeakMap<Node, Node>();

/**
 * The constant of a plain number as a tensor of its own dtype: what a derivative rule computes with,
 * so that `log(2)` in a float64 graph is not rounded to float32.
 */
export function unwrapped(node: Node): Node {
  if (!node.wrapped) return node;
  let twin = twins.get(node);
  if (twin === undefined) {
    // An array of its own: the constant's may come to lie in wasm memory.
    twin = constant((node.data as TypedArray).slice(), node.shape, node.dtype);
    twins.set(node, twin);
  }
  return twin;
}
