// Learning rate schedules: PyTorch's `torch.optim.lr_scheduler`.

export { CosineAnnealingLR } from "./cosine";
export { ExponentialLR, MultiStepLR, StepLR } from "./decay";
export { type Factor, LambdaLR } from "./lambda";
export { OneCycleLR } from "./oneCycle";
export { type PlateauState, ReduceLROnPlateau } from "./plateau";
export { LRScheduler, type SchedulerState } from "./scheduler";
export { ConstantLR, LinearLR } from "./warmup";
