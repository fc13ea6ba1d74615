// The public API, and nothing else.

import "./attach";

export type { BackwardOptions, GradOptions } from "./autograd/backward";
export { type GradcheckOptions, gradcheck, gradgradcheck } from "./autograd/gradcheck";
export type { GradFn } from "./autograd/gradFn";
export * as autograd from "./autograd/index";
export {
  arange,
  empty,
  eye,
  full,
  fullLike,
  linspace,
  ones,
  onesLike,
  rand,
  randint,
  randLike,
  randn,
  randnLike,
  type TensorOptions,
  tensor,
  zeros,
  zerosLike,
} from "./creation";
export {
  bool,
  type DType,
  float32,
  float64,
  getDefaultDtype,
  int64,
  setDefaultDtype,
  type TypedArray,
} from "./dtype";
export {
  IndexError,
  LinAlgError,
  RuntimeError,
  TypeError,
  ValueError,
} from "./errors";
export { type PrintOptions, setPrintoptions } from "./format";
export { type GraphNode, inspectGraph, type Trace, trace } from "./inspect";
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from "./modes";
export type { Nested } from "./nested";
export * as nn from "./nn/index";
export { type Op, operations } from "./op";
export { add, div, maximum, minimum, mul, neg, pow, sub } from "./ops/arithmetic";
export { clone, detach, to } from "./ops/copies";
export { amax, amin, argmax, argmin, max, min, type ValuesAndIndices } from "./ops/extremes";
export { at, type Index, narrow, type Slice, select, slice } from "./ops/indexing";
export {
  eq,
  ge,
  gt,
  isnan,
  le,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  lt,
  maskedFill,
  ne,
  where,
} from "./ops/logic";
export { matmul } from "./ops/matmul";
export {
  cat,
  expand,
  permute,
  reshape,
  squeeze,
  stack,
  t,
  transpose,
  unsqueeze,
} from "./ops/movement";
export { mean, norm, sum } from "./ops/reduce";
export { logSoftmax, softmax } from "./ops/softmax";
export {
  abs,
  clamp,
  cos,
  exp,
  log,
  log1p,
  relu,
  sigmoid,
  sign,
  sin,
  sqrt,
  tanh,
} from "./ops/unary";
export type { TensorLike } from "./params";
export { manualSeed } from "./random";
export { type CreateBackwardOptions, createBackward } from "./reactive/createBackward";
export { type CreateTensorOptions, createTensor } from "./reactive/createTensor";
export { batch } from "./reactive/host";
export type { Size } from "./shape";
export { Tensor } from "./tensor";
