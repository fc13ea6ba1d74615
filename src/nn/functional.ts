// PyTorch's `torch.nn.functional`.

export {
  celu,
  elu,
  gelu,
  leakyRelu,
  logsigmoid,
  mish,
  selu,
  silu,
  softsign,
  tanhshrink,
} from "../ops/activations";
export { scaledDotProductAttention } from "../ops/attention";
export { adaptiveAvgPool1d, adaptiveAvgPool2d, avgPool1d, avgPool2d } from "../ops/avgPool";
export { batchNorm, instanceNorm } from "../ops/batchNorm";
export { crossEntropy, nllLoss } from "../ops/classification";
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from "../ops/conv";
export { cosineSimilarity, normalize, pairwiseDistance } from "../ops/distance";
export { binaryCrossEntropy, klDiv } from "../ops/divergence";
export { alphaDropout, dropout, dropout1d, dropout2d, gumbelSoftmax } from "../ops/dropout";
export { embedding, oneHot } from "../ops/embedding";
export { glu, prelu, softmin } from "../ops/gates";
export { interpolate } from "../ops/interpolate";
export { gaussianNllLoss, multilabelSoftMarginLoss, poissonNllLoss } from "../ops/likelihoods";
export { linear } from "../ops/linear";
export { binaryCrossEntropyWithLogits } from "../ops/logits";
export { mseLoss } from "../ops/losses";
export {
  cosineEmbeddingLoss,
  hingeEmbeddingLoss,
  marginRankingLoss,
  tripletMarginLoss,
} from "../ops/marginLosses";
export { adaptiveMaxPool1d, adaptiveMaxPool2d, maxPool1d, maxPool2d } from "../ops/maxPool";
export { groupNorm, layerNorm } from "../ops/normalization";
export { pad } from "../ops/pad";
export {
  hardshrink,
  hardsigmoid,
  hardswish,
  hardtanh,
  relu6,
  softshrink,
  threshold,
} from "../ops/piecewise";
export { huberLoss, l1Loss, smoothL1Loss, softMarginLoss } from "../ops/robustLosses";
export { logSoftmax, softmax } from "../ops/softmax";
export { relu, sigmoid, softplus, tanh } from "../ops/unary";
export { fold, unfold } from "../ops/unfold";
