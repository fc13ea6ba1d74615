// Neural networks: PyTorch's `torch.nn`.

export {
  Hardsigmoid,
  Hardswish,
  LogSigmoid,
  Mish,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softsign,
  Tanh,
  Tanhshrink,
} from "./activations";
export { type AttentionOptions, MultiheadAttention } from "./attention";
export { BatchNorm1d, BatchNorm2d, InstanceNorm1d, InstanceNorm2d } from "./batchNorm";
export { ModuleDict, ModuleList, Sequential } from "./containers";
export { Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d } from "./convolution";
export {
  BCELoss,
  type DivergenceReduction,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  SmoothL1Loss,
} from "./distanceLosses";
export { AlphaDropout, Dropout, Dropout1d, Dropout2d } from "./dropout";
export { Embedding } from "./embedding";
export * as functional from "./functional";
export * as init from "./init";
export { Bilinear, Flatten, Identity, Linear, Unflatten } from "./linear";
export { BCEWithLogitsLoss, CrossEntropyLoss, MSELoss, NLLLoss, type Reduction } from "./losses";
export {
  CosineEmbeddingLoss,
  CosineSimilarity,
  HingeEmbeddingLoss,
  MarginRankingLoss,
  PairwiseDistance,
  SoftMarginLoss,
  TripletMarginLoss,
} from "./marginLosses";
export { Module } from "./module";
export { GroupNorm, LayerNorm } from "./normalization";
export { Parameter } from "./parameter";
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from "./pooling";
export { GRU, LSTM, RNN } from "./recurrent";
export { GRUCell, LSTMCell, RNNCell } from "./recurrentCells";
export { GLU, LogSoftmax, Softmax, Softmin } from "./softmaxes";
export type { LoadOptions, LoadReport, StateDict } from "./state";
export {
  CELU,
  ELU,
  GELU,
  Hardshrink,
  Hardtanh,
  LeakyReLU,
  PReLU,
  Softplus,
  Softshrink,
  Threshold,
} from "./tunableActivations";
export * as utils from "./utils";
