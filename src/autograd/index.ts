// PyTorch's `torch.autograd`.

import "./methods";

export { detectAnomaly, setDetectAnomaly } from "./anomaly";
export { type BackwardOptions, backward, type GradOptions, grad } from "./backward";
export {
  Function,
  FunctionContext,
  onceDifferentiable,
} from "./function";
export * as functional from "./functional";
export { gradcheck, gradgradcheck } from "./gradcheck";
export type { RemovableHandle } from "./hooks";
export { inferenceMode, savedTensorsHooks } from "./modes";
