// numpy.ndarray, as far as PyTorch's tutorials use it: an array that may share a tensor's elements.

import { noGrad, type Tensor } from "../../../index";
import {
  asFloat,
  Float,
  iteratorOf,
  List,
  type Method,
  NotImplemented,
  nativeType,
  Obj,
  raise,
  Tuple,
  type Type,
  type Value,
} from "../../objects";
import { itemsOf, numberOf, operand } from "../arguments";
import { bitwise, bitwiseNot } from "../bitwise";
import { arrayOf } from "../data";
import { DTypeObject } from "../dtypes";
import { getItem, setItem } from "../indexing";
import { fromTensor } from "../tensorObject";
import { arrayRepr, arrayText } from "./text";

export class ArrayObject extends Obj {
  constructor(readonly tensor: Tensor) {
    super();
  }

  get type(): Type {
    return arrayType;
  }

  override toJs(): unknown {
    return this.tensor.tolist();
  }

  override trace(): number {
    return 100 + this.tensor.numel() * 8;
  }
}

const values = (x: Tensor): number[] => [...x.toTypedArray()];

/** A number for what has no dimensions, else an array. */
export function wrap(x: Tensor): Value {
  if (x.ndim > 0) return new ArrayObject(x);
  const item: number | boolean = x.item<number | boolean>();
  if (typeof item === "boolean") return item;
  return x.dtype === "int64" ? item : new Float(item);
}

/** An operand of arithmetic: arrays, numbers, lists. */
export function arrayOperand(value: Value | undefined): Tensor | undefined {
  if (value instanceof ArrayObject) return value.tensor;
  if (value !== undefined && itemsOf(value) !== undefined) return float64(value);
  return operand(value);
}

/** Python's floats are float64 here. */
export function float64(value: Value): Tensor {
  const made = arrayOf("array", value, null);
  return made.dtype === "float32" ? arrayOf("array", value, "float64") : made;
}

type Binary = (a: Tensor, b: Tensor) => Tensor;
type Methods = Record<string, Method<ArrayObject>>;

const binary: Readonly<Record<string, Binary>> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  truediv: (a, b) => a.div(b),
  floordiv: (a, b) => a.floorDivide(b),
  mod: (a, b) => a.remainder(b),
  pow: (a, b) => a.pow(b),
  matmul: (a, b) => a.matmul(b),
  and: (a, b) => bitwise("and", a, b),
  or: (a, b) => bitwise("or", a, b),
};

const comparisons: Readonly<Record<string, Binary>> = {
  lt: (a, b) => a.lt(b),
  le: (a, b) => a.le(b),
  gt: (a, b) => a.gt(b),
  ge: (a, b) => a.ge(b),
  eq: (a, b) => a.eq(b),
  ne: (a, b) => a.ne(b),
};

const operator = (f: Binary, swapped = false): Method<ArrayObject> => [
  "other, /",
  ({ tensor }, other) => {
    const right = arrayOperand(other);
    if (right === undefined) return NotImplemented;
    return wrap(noGrad(() => (swapped ? f(right.to(tensor.dtype), tensor) : f(tensor, right))));
  },
];

const inPlace = (f: Binary): Method<ArrayObject> => [
  "other, /",
  (self, other) => {
    const right = arrayOperand(other);
    if (right === undefined) return NotImplemented;
    noGrad(() => self.tensor.copy_(f(self.tensor, right)));
    return self;
  },
];

type Reduction = (x: Tensor, dim: number | null, keepdim: boolean) => Tensor;

const reductions: Readonly<Record<string, Reduction>> = {
  sum: (x, dim, keepdim) => x.sum(dim, keepdim),
  mean: (x, dim, keepdim) => (x.dtype === "int64" ? x.to("float64") : x).mean(dim, keepdim),
  max: (x, dim, keepdim) => x.amax(dim, keepdim),
  min: (x, dim, keepdim) => x.amin(dim, keepdim),
  std: (x, dim, keepdim) => x.to("float64").std(dim, false, keepdim),
  var: (x, dim, keepdim) => x.to("float64").var(dim, false, keepdim),
  argmax: (x, dim, keepdim) => x.argmax(dim, keepdim),
  argmin: (x, dim, keepdim) => x.argmin(dim, keepdim),
  all: (x, dim, keepdim) => x.all(dim, keepdim),
  any: (x, dim, keepdim) => x.any(dim, keepdim),
  prod: (x, dim, keepdim) =>
    dim === null ? x.prod() : (x.prod(dim, keepdim) as unknown as Tensor),
};

export const reduce = (
  name: string,
  x: Tensor,
  axis: Value | undefined,
  keepdims: Value | undefined,
): Value => wrap((reductions[name] as Reduction)(x, numberOf(axis) ?? null, keepdims === true));

export const reductionNames = Object.keys(reductions);

const sizes = (given: Value | undefined): number[] => {
  const items = (given as Tuple).items;
  return (items.length === 1 ? (itemsOf(items[0]) ?? items) : items).map(
    (n) => numberOf(n) as number,
  );
};

/** An index may hold arrays: they index as tensors do. */
function indexOf(value: Value): Value {
  if (value instanceof ArrayObject) return fromTensor(value.tensor);
  return value instanceof Tuple ? new Tuple(value.items.map(indexOf)) : value;
}

function nested(x: Tensor): Value {
  if (x.ndim === 0) return wrap(x);
  return new List(x.unbind(0).map(nested));
}

const shaped: Methods = {
  reshape: ["*shape", ({ tensor }, shape) => new ArrayObject(tensor.reshape(sizes(shape)))],
  transpose: ["*axes", ({ tensor }) => new ArrayObject(tensor.T)],
  flatten: ["", ({ tensor }) => new ArrayObject(tensor.reshape([-1]).clone())],
  ravel: ["", ({ tensor }) => new ArrayObject(tensor.reshape([-1]))],
  copy: ["", ({ tensor }) => new ArrayObject(tensor.snapshot())],
  astype: [
    "dtype",
    ({ tensor }, dtype) => new ArrayObject(tensor.to(npDtype(dtype as Value)).snapshot()),
  ],
  tolist: ["", ({ tensor }) => nested(tensor)],
  item: ["", ({ tensor }) => wrap(tensor.reshape([]))],
  squeeze: ["", ({ tensor }) => new ArrayObject(tensor.squeeze())],
  dot: ["other", ({ tensor }, other) => wrap(tensor.matmul(arrayOperand(other) as Tensor))],
};

/** NumPy's names of types. */
export function npDtype(value: Value): "float32" | "float64" | "int64" | "bool" {
  if (value instanceof DTypeObject) return value.dtype;
  const name =
    typeof value === "string"
      ? value
      : value instanceof Obj && "name" in value
        ? String(value.name)
        : "";
  if (name === "float32") return "float32";
  if (name.startsWith("int") || name === "uint8") return "int64";
  return name === "bool" ? "bool" : "float64";
}

export const arrayType: Type = nativeType<ArrayObject>({
  name: "ndarray",
  module: "numpy",
  is: (value): value is ArrayObject => value instanceof ArrayObject,
  attributes: {
    shape: ({ tensor }) => new Tuple([...tensor.shape]),
    ndim: ({ tensor }) => tensor.ndim,
    size: ({ tensor }) => tensor.numel(),
    dtype: ({ tensor }) => new NumpyDType(tensor.dtype),
    T: ({ tensor }) => new ArrayObject(tensor.T),
  },
  methods: {
    ...Object.fromEntries(Object.entries(binary).map(([name, f]) => [`__${name}__`, operator(f)])),
    ...Object.fromEntries(
      Object.entries(binary).map(([name, f]) => [`__r${name}__`, operator(f, true)]),
    ),
    ...Object.fromEntries(Object.entries(binary).map(([name, f]) => [`__i${name}__`, inPlace(f)])),
    ...Object.fromEntries(
      Object.entries(comparisons).map(([name, f]) => [`__${name}__`, operator(f)]),
    ),
    ...Object.fromEntries(
      reductionNames.map((name): [string, Method<ArrayObject>] => [
        name,
        [
          "axis=None, keepdims=False",
          ({ tensor }, axis, keepdims) => reduce(name, tensor, axis, keepdims),
        ],
      ]),
    ),
    ...shaped,
    __neg__: ["", ({ tensor }) => new ArrayObject(tensor.neg())],
    __invert__: ["", ({ tensor }) => new ArrayObject(bitwiseNot(tensor))],
    __abs__: ["", ({ tensor }) => new ArrayObject(tensor.abs())],
    __len__: ["", ({ tensor }) => tensor.size(0)],
    __float__: ["", ({ tensor }) => new Float(tensor.item())],
    __bool__: [
      "",
      ({ tensor }) => {
        if (tensor.numel() === 1) return tensor.item() !== 0;
        throw raise.ValueError(
          "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
        );
      },
    ],
    __iter__: [
      "",
      ({ tensor }) => {
        const rows = tensor.unbind(0);
        let next = 0;
        return iteratorOf(() => {
          const row = rows[next++];
          return row === undefined ? undefined : wrap(row);
        });
      },
    ],
    __getitem__: ["index", ({ tensor }, index) => wrap(getItem(tensor, indexOf(index as Value)))],
    __setitem__: [
      "index, value",
      ({ tensor }, index, value) => {
        const given = arrayOperand(value);
        const source = given === undefined ? (value as Value) : fromTensor(given);
        noGrad(() => setItem(tensor, indexOf(index as Value), source));
        return null;
      },
    ],
    __array__: ["", ({ tensor }) => fromTensor(tensor)],
    __str__: ["", ({ tensor }) => arrayText(values(tensor), tensor.shape, tensor.dtype)],
    __repr__: ["", ({ tensor }) => arrayRepr(values(tensor), tensor.shape, tensor.dtype)],
  },
});

/** numpy.dtype: `float32`, with a repr of its own. */
export class NumpyDType extends Obj {
  constructor(readonly name: string) {
    super();
  }

  get type(): Type {
    return numpyDTypeType;
  }
}

const numpyDTypeType: Type = nativeType<NumpyDType>({
  name: "dtype",
  module: "numpy",
  is: (value): value is NumpyDType => value instanceof NumpyDType,
  methods: {
    __str__: ["", ({ name }) => name],
    __repr__: ["", ({ name }) => `dtype('${name}')`],
    __eq__: ["other", ({ name }, other) => other instanceof NumpyDType && other.name === name],
    __call__: [
      "value",
      ({ name }, value) =>
        name.startsWith("int")
          ? Math.trunc(asFloat(value as Value))
          : new Float(asFloat(value as Value)),
    ],
  },
});
