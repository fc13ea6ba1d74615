// Special functions: PyTorch's `torch.special`.

export { exp2, expm1 } from "../ops/powers";
export { round } from "../ops/rounding";
export { logSoftmax, logsumexp, softmax } from "../ops/softmax";
export {
  digamma,
  erf,
  erfc,
  erfinv,
  expit,
  lgamma as gammaln,
  logit,
  polygamma,
  xlogy,
} from "../ops/special";
export { sinc } from "../ops/trigonometry";
export { log1p } from "../ops/unary";
