// PyTorch's `torch.nn.functional`.

export { crossEntropy, nllLoss } from "../ops/classification";
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from "../ops/conv";
export { linear } from "../ops/linear";
export { binaryCrossEntropyWithLogits, mseLoss } from "../ops/losses";
export { logSoftmax, softmax } from "../ops/softmax";
export { relu, sigmoid, softplus, tanh } from "../ops/unary";
