// Function transforms: PyTorch's `torch.func`.

export * from "../autograd/func";
export { type FunctionalCallOptions, functionalCall } from "../nn/functionalCall";
