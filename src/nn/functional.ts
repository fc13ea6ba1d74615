// PyTorch's `torch.nn.functional`.

export { crossEntropy, nllLoss } from "../ops/classification";
export { binaryCrossEntropyWithLogits, mseLoss } from "../ops/losses";
export { logSoftmax, softmax } from "../ops/softmax";
export { relu, sigmoid, softplus, tanh } from "../ops/unary";
