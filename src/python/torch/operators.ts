// What Python's operators do with tensors.

import type { Tensor } from "../../index";
import {
  asFloat,
  Float,
  format,
  iteratorOf,
  type Method,
  NotImplemented,
  raise,
  setOwn,
  type Value,
} from "../objects";
import { numberOf, operand } from "./arguments";
import { bitwise, bitwiseNot } from "./bitwise";
import { textOf } from "./gradFn";
import { getItem, setItem } from "./indexing";
import { overwrite } from "./mutation";
import { fromTensor, TensorObject } from "./tensorObject";

type Binary = (a: Tensor, b: Tensor) => Tensor;

const forward: Readonly<Record<string, Binary>> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  truediv: (a, b) => a.div(b),
  floordiv: (a, b) => a.floorDivide(b),
  mod: (a, b) => a.remainder(b),
  pow: (a, b) => a.pow(b),
  and: (a, b) => bitwise("and", a, b),
  or: (a, b) => bitwise("or", a, b),
  xor: (a, b) => bitwise("xor", a, b),
};

/** The same with the operands exchanged: `self` is the right one. */
const reflected: Readonly<Record<string, Binary>> = {
  ...forward,
  sub: (self, other) => self.rsub(other),
  truediv: (self, other) => self.reciprocal().mul(other),
  floordiv: (self, other) => other.floorDivide(self),
  mod: (self, other) => other.remainder(self),
  pow: (self, other) => base(self, other).pow(self),
};

/** `2 ** x` makes a tensor of the number first. */
const base = (self: Tensor, number: Tensor): Tensor => {
  const dtype =
    self.dtype === "bool" || (self.dtype === "int64" && number.dtype === "float64")
      ? number.dtype
      : self.dtype;
  return number.to(dtype === "float64" && self.dtype !== "float64" ? "float32" : dtype);
};

const comparisons: Readonly<Record<string, Binary>> = {
  lt: (a, b) => a.lt(b),
  le: (a, b) => a.le(b),
  gt: (a, b) => a.gt(b),
  ge: (a, b) => a.ge(b),
  eq: (a, b) => a.eq(b),
  ne: (a, b) => a.ne(b),
};

type Methods = Record<string, Method<TensorObject>>;

const binaryMethod = (compute: Binary): Method<TensorObject> => [
  "other, /",
  ({ tensor }, other) => {
    const right = operand(other);
    return right === undefined ? NotImplemented : fromTensor(compute(tensor, right));
  },
];

const inPlaceMethod = (name: string, compute: Binary): Method<TensorObject> => [
  "other, /",
  (self, other) => {
    const right = operand(other);
    if (right === undefined) return NotImplemented;
    overwrite(`${name}_`, self.tensor, () => compute(self.tensor, right));
    return self;
  },
];

const unaryMethod = (compute: (x: Tensor) => Tensor): Method<TensorObject> => [
  "",
  ({ tensor }) => fromTensor(compute(tensor)),
];

/** The truth of a tensor with one element. */
function truthOf({ tensor }: TensorObject): boolean {
  const count = tensor.numel();
  if (count === 1) return Number(tensor.item()) !== 0;
  throw raise.RuntimeError(
    count === 0
      ? "Boolean value of Tensor with no values is ambiguous"
      : "Boolean value of Tensor with more than one value is ambiguous",
  );
}

/** The number in a tensor with one element. */
export function itemOf({ tensor }: TensorObject): Value {
  const value: number | boolean = tensor.item<number | boolean>();
  if (typeof value === "boolean") return value;
  return tensor.dtype === "int64" ? value : new Float(value);
}

function rows(self: TensorObject): Value {
  const { tensor } = self;
  if (tensor.ndim === 0) throw raise.TypeError("iteration over a 0-d tensor");
  const parts = tensor.unbind(0);
  let next = 0;
  return iteratorOf(() => {
    const part = parts[next++];
    return part === undefined ? undefined : fromTensor(part);
  });
}

function formatted(self: TensorObject, spec: Value): Value {
  const { tensor } = self;
  if (tensor.ndim === 0) return format(itemOf(self), String(spec));
  if (spec === "") return textOf(self);
  throw raise.TypeError("unsupported format string passed to Tensor.__format__");
}

/** Any name that is not declared may be given to a tensor, as in PyTorch. */
function setOn(self: TensorObject, name: string, value: Value): Value {
  if (self.type.lookup(name) === undefined) self.attributes ??= new Map();
  setOwn(self, name, value);
  return null;
}

function lengthOf({ tensor }: TensorObject): number {
  if (tensor.ndim === 0) throw raise.TypeError("len() of a 0-d tensor");
  return tensor.size(0);
}

function contains({ tensor }: TensorObject, value: Value): boolean {
  const wanted = operand(value);
  if (wanted !== undefined) return tensor.eq(wanted).any().item<boolean>();
  throw raise.RuntimeError(
    `Tensor.__contains__ only supports Tensor or scalar, but you passed in a ${typeof value}.`,
  );
}

const indexOf = (self: TensorObject): number => {
  if (
    self.tensor.numel() !== 1 ||
    self.tensor.dtype === "float32" ||
    self.tensor.dtype === "float64"
  ) {
    throw raise.TypeError("only integer tensors of a single element can be converted to an index");
  }
  return Number(self.tensor.item());
};

/** All of Python's special methods of a tensor. */
export const specialMethods: Methods = {
  ...Object.fromEntries(
    Object.entries(forward).map(([name, f]) => [`__${name}__`, binaryMethod(f)]),
  ),
  ...Object.fromEntries(
    Object.entries(reflected).map(([name, f]) => [`__r${name}__`, binaryMethod(f)]),
  ),
  ...Object.fromEntries(
    Object.entries(forward).map(([name, f]) => [`__i${name}__`, inPlaceMethod(name, f)]),
  ),
  ...Object.fromEntries(
    Object.entries(comparisons).map(([name, f]) => [`__${name}__`, binaryMethod(f)]),
  ),
  __matmul__: [
    "other, /",
    ({ tensor }, other) =>
      other instanceof TensorObject ? fromTensor(tensor.matmul(other.tensor)) : NotImplemented,
  ],
  __neg__: unaryMethod((x) => x.neg()),
  __pos__: unaryMethod((x) => x),
  __abs__: unaryMethod((x) => x.abs()),
  __invert__: unaryMethod(bitwiseNot),
  __reversed__: unaryMethod((x) => (x.ndim === 0 ? x : x.flip([0]))),
  __bool__: ["", truthOf],
  __float__: ["", (self) => new Float(asFloat(itemOf(self)))],
  __int__: ["", (self) => Math.trunc(numberOf(itemOf(self)) as number)],
  __index__: ["", indexOf],
  __len__: ["", lengthOf],
  __iter__: ["", rows],
  __contains__: ["element, /", contains],
  __getitem__: ["index, /", (self, index) => fromTensor(getItem(self.tensor, index as Value))],
  __setitem__: [
    "index, value, /",
    (self, index, value) => {
      setItem(self.tensor, index as Value, value as Value);
      return null;
    },
  ],
  __repr__: ["", textOf],
  __setattr__: ["name, value, /", (self, name, value) => setOn(self, String(name), value as Value)],
  __format__: ["spec, /", (self, spec) => formatted(self, spec as Value)],
};
