// The public API, and nothing else.

import "./attach";

export type { BackwardOptions, GradOptions } from "./autograd/backward";
export * as func from "./autograd/func";
export { type GradcheckOptions, gradcheck, gradgradcheck } from "./autograd/gradcheck";
export type { GradFn } from "./autograd/gradFn";
export * as autograd from "./autograd/index";
export { checkpoint, eager, inferenceMode } from "./autograd/modes";
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
export type { Op } from "./definition";
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
export { operations } from "./op";
export { add, maximum, minimum, mul, neg, pow, sub } from "./ops/arithmetic";
export { clone, detach, to } from "./ops/copies";
export { div } from "./ops/division";
export { amax, amin, argmax, argmin, max, min, type ValuesAndIndices } from "./ops/extremes";
export { at, type Index, narrow, type Slice, select, slice } from "./ops/indexing";
export { cat, stack } from "./ops/join";
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
export { expand, permute, t, transpose } from "./ops/movement";
export { norm } from "./ops/norm";
export { mean, sum } from "./ops/reduce";
export { reshape, squeeze, unsqueeze } from "./ops/reshape";
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
export * as optim from "./optim/index";
export type { TensorLike } from "./params";
export { manualSeed } from "./random";
export { type CreateBackwardOptions, createBackward } from "./reactive/createBackward";
export { type CreateTensorOptions, createTensor } from "./reactive/createTensor";
export { batch } from "./reactive/host";
export type { Size } from "./shape";
export { Tensor } from "./tensor";
