// The public API, and nothing else.

import "./attach";

export type { BackwardOptions, GradOptions } from "./autograd/backward";
export { type GradcheckOptions, gradcheck, gradgradcheck } from "./autograd/gradcheck";
export type { GradFn } from "./autograd/gradFn";
export * as autograd from "./autograd/index";
export { checkpoint, eager, inferenceMode } from "./autograd/modes";
export { pullback, reapply } from "./autograd/pullback";
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
export { type GraphNode, inspectGraph, type Profile, profile } from "./inspect";
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from "./modes";
export * as func from "./namespaces/func";
export * as linalg from "./namespaces/linalg";
export * as special from "./namespaces/special";
export type { Nested } from "./nested";
export * as nn from "./nn/index";
export { operations } from "./op";
export * from "./ops/index";
export * as optim from "./optim/index";
export type { TensorLike } from "./params";
export { manualSeed } from "./random";
export { type CreateBackwardOptions, createBackward } from "./reactive/createBackward";
export { type CreateTensorOptions, createTensor } from "./reactive/createTensor";
export { batch, untrack } from "./reactive/host";
export { scope } from "./scope";
export type { Size } from "./shape";
export { type Replacements, substitute } from "./substitute";
export { Tensor } from "./tensor";
