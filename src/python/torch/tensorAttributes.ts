// The attributes of a tensor: `x.shape`, `x.grad`, `x.T`, …

import { versionCounter } from "../../bridge";
import type { Tensor } from "../../index";
import { type Attribute, raise, Tuple, type Value } from "../objects";
import { typeName } from "./arguments";
import { cpuDevice, dtypeObject, sizeObject, strided } from "./dtypes";
import { gradFnObject, gradFnOf } from "./gradFn";
import { dataOf, replaceData } from "./mutation";
import { fromTensor, itemSize, TensorObject } from "./tensorObject";

function setGrad({ tensor }: TensorObject, value: Value): void {
  if (value === null) tensor.grad = null;
  else if (value instanceof TensorObject) tensor.grad = value.tensor;
  else {
    throw raise.TypeError(
      `assigned grad expected to be a Tensor or None but got grad of type${typeName(value)}`,
    );
  }
}

function setData({ tensor }: TensorObject, value: Value): void {
  if (!(value instanceof TensorObject)) {
    throw raise.TypeError(`Variable data has to be a tensor, but got ${typeName(value)}`);
  }
  replaceData(tensor, value.tensor);
}

function ofMatrix(name: string, { tensor }: TensorObject): Value {
  if (tensor.ndim < 2) {
    throw raise.RuntimeError(
      `tensor.${name} is only supported on matrices or batches of matrices. Got ${tensor.ndim}-D tensor.`,
    );
  }
  return fromTensor(tensor.mT);
}

const noOf = (value: Value) => (): Value => value;

const gradOf = ({ tensor }: TensorObject): Value => {
  const { grad } = tensor;
  return grad === null ? null : fromTensor(grad);
};

const baseOf = ({ tensor }: TensorObject): Tensor | null => tensor.viewOf?.base ?? null;

export const tensorAttributes: Readonly<Record<string, Attribute<TensorObject>>> = {
  data: { get: ({ tensor }) => fromTensor(dataOf(tensor)), set: setData },
  grad: {
    get: gradOf,
    set: setGrad,
    delete: ({ tensor }) => {
      tensor.grad = null;
    },
  },
  grad_fn: (self) => gradFnObject(gradFnOf(self)),
  requires_grad: {
    get: ({ tensor }) => tensor.requiresGrad,
    set: ({ tensor }, value) => {
      if (typeof value !== "boolean") throw raise.RuntimeError("requires_grad must be a bool");
      tensor.requiresGrad = value;
    },
  },
  is_leaf: ({ tensor }) => tensor.isLeaf,
  retains_grad: ({ tensor }) => tensor.retainsGrad,
  shape: ({ tensor }) => sizeObject(tensor.shape),
  dtype: ({ tensor }) => dtypeObject(tensor.dtype),
  device: noOf(cpuDevice),
  layout: noOf(strided),
  ndim: ({ tensor }) => tensor.ndim,
  names: ({ tensor }) => new Tuple(tensor.shape.map(() => null)),
  itemsize: ({ tensor }) => itemSize(tensor),
  nbytes: ({ tensor }) => itemSize(tensor) * tensor.numel(),
  T: ({ tensor }) => fromTensor(tensor.T),
  H: (self) => ofMatrix("H", self),
  mT: (self) => ofMatrix("mT", self),
  mH: (self) => ofMatrix("mH", self),
  real: (self) => self,
  is_cuda: noOf(false),
  is_sparse: noOf(false),
  is_quantized: noOf(false),
  output_nr: noOf(0),
  _version: ({ tensor }) => versionCounter(tensor).value,
  _base: (self) => {
    const base = baseOf(self);
    return base === null ? null : fromTensor(base);
  },
};
