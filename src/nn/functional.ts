// PyTorch's `torch.nn.functional`.

export { adaptiveAvgPool1d, adaptiveAvgPool2d, avgPool1d, avgPool2d } from "../ops/avgPool";
export { crossEntropy, nllLoss } from "../ops/classification";
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from "../ops/conv";
export { linear } from "../ops/linear";
export { binaryCrossEntropyWithLogits, mseLoss } from "../ops/losses";
export { adaptiveMaxPool1d, adaptiveMaxPool2d, maxPool1d, maxPool2d } from "../ops/maxPool";
export { logSoftmax, softmax } from "../ops/softmax";
export { relu, sigmoid, softplus, tanh } from "../ops/unary";
