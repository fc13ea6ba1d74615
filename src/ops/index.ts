// The operations that are functions of the public API: what PyTorch has as `torch.name`.

export { maskedSelect } from "./advanced";
export { add, maximum, minimum, mul, neg, pow, sub } from "./arithmetic";
export { at, type Index, type Slice, slice } from "./at";
export { addcdiv, addcmul, isclose, lerp, rsub } from "./combine";
export { clone, detach, to } from "./copies";
export { all, any, countNonzero, nansum } from "./counting";
export { diag, diagEmbed, diagonal, trace } from "./diagonal";
export { div, floorDivide, fmod, remainder } from "./division";
export { einsum } from "./einsum";
export { amax, amin, argmax, argmin, max, min, type ValuesAndIndices } from "./extremes";
export { broadcastTo, flatten, movedim, swapaxes, unflatten } from "./flatten";
export { flip, roll } from "./flip";
export {
  gather,
  indexAdd,
  indexFill,
  indexSelect,
  scatter,
  scatterAdd,
  take,
  takeAlongDim,
} from "./gather";
export { narrow, select } from "./indexing";
export { cat, hstack, stack, vstack } from "./join";
export { chainMatmul, inner, kron, tensordot } from "./linalgChains";
export { cholesky } from "./linalgCholesky";
export { torchCross as cross } from "./linalgCross";
export { det, logdet, slogdet } from "./linalgDet";
export { cdist } from "./linalgDistance";
export { inverse, matrixPower } from "./linalgInverse";
export { bmm, dot, mm, mv, vdot } from "./linalgProducts";
export { addmv, baddbmm } from "./linalgSums";
export { addmm } from "./linear";
export {
  eq,
  ge,
  gt,
  isnan,
  le,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  lt,
  maskedFill,
  ne,
  where,
} from "./logic";
export { matmul, outer } from "./matmul";
export { expand, permute, t, transpose } from "./movement";
export { norm } from "./norm";
export { argsort, cummax, cummin, median, sort, topk } from "./order";
export {
  deg2rad,
  exp2,
  expm1,
  log2,
  log10,
  positive,
  rad2deg,
  reciprocal,
  rsqrt,
  square,
} from "./powers";
export { cumprod, prod } from "./products";
export { meshgrid, repeatInterleave, rot90 } from "./rearrange";
export { mean, sum } from "./reduce";
export { tile } from "./repeat";
export { reshape, squeeze, unsqueeze } from "./reshape";
export { ceil, floor, frac, isfinite, isinf, nanToNum, round, trunc } from "./rounding";
export { cumsum, logcumsumexp } from "./scans";
export { logSoftmax, logsumexp, softmax } from "./softmax";
export { digamma, erf, erfc, erfinv, lgamma, logaddexp, logit, polygamma, xlogy } from "./special";
export { chunk, split, unbind } from "./split";
export { std, stdMean, variance as var, varMean } from "./statistics";
export { tril, triu } from "./triangular";
export {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cosh,
  hypot,
  sinc,
  sinh,
  tan,
} from "./trigonometry";
export {
  abs,
  clamp,
  cos,
  exp,
  log,
  log1p,
  relu,
  sigmoid,
  sign,
  sin,
  sqrt,
  tanh,
} from "./unary";
