// Optimizers: PyTorch's `torch.optim`.

export { Adadelta } from "./adadelta";
export { Adagrad } from "./adagrad";
export { Adam, AdamW } from "./adam";
export { Adamax } from "./adamax";
export type { GivenGroup, Optimizable, ParamGroup } from "./groups";
export * as lrScheduler from "./lrScheduler/index";
export { NAdam } from "./nadam";
export {
  type CommonOptions,
  Optimizer,
  type OptimizerState,
  type ParamState,
  type ZeroGradOptions,
} from "./optimizer";
export { RAdam } from "./radam";
export { RMSprop } from "./rmsprop";
export { SGD } from "./sgd";
