// Neural networks: PyTorch's `torch.nn`.

export { ModuleDict, ModuleList, Sequential } from "./containers";
export * as functional from "./functional";
export * as init from "./init";
export { Bilinear, Flatten, Identity, Linear, Unflatten } from "./linear";
export { BCEWithLogitsLoss, CrossEntropyLoss, MSELoss, NLLLoss, type Reduction } from "./losses";
export { Module } from "./module";
export { Parameter } from "./parameter";
export type { LoadOptions, LoadReport, StateDict } from "./state";
export * as utils from "./utils";
