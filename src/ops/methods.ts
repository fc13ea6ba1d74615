// Generated from the op table by scripts/methods.mjs; `npm run methods` writes it again.

import type { DType } from "../dtype";
import type { TensorLike } from "../params";
import type { Tensor } from "../tensor";
import type { ValuesAndIndices } from "./extremes";

/** The methods that tensors get from the op table. */
export interface TensorMethods {
  /** |input|; its derivative at 0 is 0. */
  abs(): Tensor;

  /** The arc cosine of input. */
  acos(): Tensor;

  /** The inverse hyperbolic cosine of input. */
  acosh(): Tensor;

  /** input + alpha * other, elementwise with broadcasting. */
  add(options: { readonly other: TensorLike; readonly alpha?: number }): Tensor;
  add(other: TensorLike, options?: { readonly alpha?: number }): Tensor;
  add(other: TensorLike, alpha: number): Tensor;

  /** input + value * tensor1 / tensor2. */
  addcdiv(options: {
    readonly tensor1: TensorLike;
    readonly tensor2: TensorLike;
    readonly value?: number;
  }): Tensor;
  addcdiv(
    tensor1: TensorLike,
    options: { readonly tensor2: TensorLike; readonly value?: number },
  ): Tensor;
  addcdiv(tensor1: TensorLike, tensor2: TensorLike, options?: { readonly value?: number }): Tensor;
  addcdiv(tensor1: TensorLike, tensor2: TensorLike, value: number): Tensor;

  /** input + value * tensor1 * tensor2. */
  addcmul(options: {
    readonly tensor1: TensorLike;
    readonly tensor2: TensorLike;
    readonly value?: number;
  }): Tensor;
  addcmul(
    tensor1: TensorLike,
    options: { readonly tensor2: TensorLike; readonly value?: number },
  ): Tensor;
  addcmul(tensor1: TensorLike, tensor2: TensorLike, options?: { readonly value?: number }): Tensor;
  addcmul(tensor1: TensorLike, tensor2: TensorLike, value: number): Tensor;

  /** beta · input + alpha · mat1 mat2, a matrix product with something added. */
  addmm(options: {
    readonly mat1: TensorLike;
    readonly mat2: TensorLike;
    readonly beta?: number;
    readonly alpha?: number;
  }): Tensor;
  addmm(
    mat1: TensorLike,
    options: { readonly mat2: TensorLike; readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  addmm(
    mat1: TensorLike,
    mat2: TensorLike,
    options?: { readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  addmm(
    mat1: TensorLike,
    mat2: TensorLike,
    beta: number,
    options?: { readonly alpha?: number },
  ): Tensor;
  addmm(mat1: TensorLike, mat2: TensorLike, beta: number, alpha: number): Tensor;

  /** beta · input + alpha · mat vec, a matrix-vector product with something added. */
  addmv(options: {
    readonly mat: TensorLike;
    readonly vec: TensorLike;
    readonly beta?: number;
    readonly alpha?: number;
  }): Tensor;
  addmv(
    mat: TensorLike,
    options: { readonly vec: TensorLike; readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  addmv(
    mat: TensorLike,
    vec: TensorLike,
    options?: { readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  addmv(
    mat: TensorLike,
    vec: TensorLike,
    beta: number,
    options?: { readonly alpha?: number },
  ): Tensor;
  addmv(mat: TensorLike, vec: TensorLike, beta: number, alpha: number): Tensor;

  /** Whether no element is 0. */
  all(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
  }): Tensor;
  all(dim: number | readonly number[] | null, options?: { readonly keepdim?: boolean }): Tensor;
  all(dim: number | readonly number[] | null, keepdim: boolean): Tensor;

  /** The largest value over dim, or over all elements; ties share the gradient. */
  amax(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
  }): Tensor;
  amax(dim: number | readonly number[] | null, options?: { readonly keepdim?: boolean }): Tensor;
  amax(dim: number | readonly number[] | null, keepdim: boolean): Tensor;

  /** The smallest value over dim, or over all elements; ties share the gradient. */
  amin(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
  }): Tensor;
  amin(dim: number | readonly number[] | null, options?: { readonly keepdim?: boolean }): Tensor;
  amin(dim: number | readonly number[] | null, keepdim: boolean): Tensor;

  /** Whether any element is not 0. */
  any(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
  }): Tensor;
  any(dim: number | readonly number[] | null, options?: { readonly keepdim?: boolean }): Tensor;
  any(dim: number | readonly number[] | null, keepdim: boolean): Tensor;

  /** The index of the first largest value along dim, or in the flattened tensor. */
  argmax(options?: { readonly dim?: number | null; readonly keepdim?: boolean }): Tensor;
  argmax(dim: number | null, options?: { readonly keepdim?: boolean }): Tensor;
  argmax(dim: number | null, keepdim: boolean): Tensor;

  /** The index of the first smallest value along dim, or in the flattened tensor. */
  argmin(options?: { readonly dim?: number | null; readonly keepdim?: boolean }): Tensor;
  argmin(dim: number | null, options?: { readonly keepdim?: boolean }): Tensor;
  argmin(dim: number | null, keepdim: boolean): Tensor;

  /** The indices that sort along dim; equal elements keep their order, NaN counts as largest. */
  argsort(options?: { readonly dim?: number; readonly descending?: boolean }): Tensor;
  argsort(dim: number, options?: { readonly descending?: boolean }): Tensor;
  argsort(dim: number, descending: boolean): Tensor;

  /** The arc sine of input. */
  asin(): Tensor;

  /** The inverse hyperbolic sine of input. */
  asinh(): Tensor;

  /** The arc tangent of input. */
  atan(): Tensor;

  /** The angle of the point (other, input), in (-π, π]. */
  atan2(options: { readonly other: TensorLike }): Tensor;
  atan2(other: TensorLike): Tensor;

  /** The inverse hyperbolic tangent of input. */
  atanh(): Tensor;

  /** beta · input + alpha · batch1 batch2, a batch of matrix products with something added. */
  baddbmm(options: {
    readonly batch1: TensorLike;
    readonly batch2: TensorLike;
    readonly beta?: number;
    readonly alpha?: number;
  }): Tensor;
  baddbmm(
    batch1: TensorLike,
    options: { readonly batch2: TensorLike; readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  baddbmm(
    batch1: TensorLike,
    batch2: TensorLike,
    options?: { readonly beta?: number; readonly alpha?: number },
  ): Tensor;
  baddbmm(
    batch1: TensorLike,
    batch2: TensorLike,
    beta: number,
    options?: { readonly alpha?: number },
  ): Tensor;
  baddbmm(batch1: TensorLike, batch2: TensorLike, beta: number, alpha: number): Tensor;

  /** A batch of matrices (b, m, k) times a batch of matrices (b, k, n). */
  bmm(options: { readonly mat2: TensorLike }): Tensor;
  bmm(mat2: TensorLike): Tensor;

  /** expand under its other name. */
  broadcastTo(options: { readonly size: readonly number[] }): Tensor;
  broadcastTo(...size: [readonly number[]] | number[]): Tensor;

  /** The p-norm of the difference between each row of x1 (…, m, d) and each of x2 (…, n, d): (…, m, n). computeMode is accepted and changes nothing: differences are always taken. */
  cdist(options: {
    readonly x2: TensorLike;
    readonly p?: number;
    readonly computeMode?:
      | "use_mm_for_euclid_dist_if_necessary"
      | "use_mm_for_euclid_dist"
      | "donot_use_mm_for_euclid_dist";
  }): Tensor;
  cdist(
    x2: TensorLike,
    options?: {
      readonly p?: number;
      readonly computeMode?:
        | "use_mm_for_euclid_dist_if_necessary"
        | "use_mm_for_euclid_dist"
        | "donot_use_mm_for_euclid_dist";
    },
  ): Tensor;
  cdist(
    x2: TensorLike,
    p: number,
    options?: {
      readonly computeMode?:
        | "use_mm_for_euclid_dist_if_necessary"
        | "use_mm_for_euclid_dist"
        | "donot_use_mm_for_euclid_dist";
    },
  ): Tensor;
  cdist(
    x2: TensorLike,
    p: number,
    computeMode:
      | "use_mm_for_euclid_dist_if_necessary"
      | "use_mm_for_euclid_dist"
      | "donot_use_mm_for_euclid_dist",
  ): Tensor;

  /** The smallest integer not below input. */
  ceil(): Tensor;

  /** The lower triangular L with input = L Lᵀ, of symmetric positive definite matrices; Lᵀ if upper. Others are refused at the call. The gradient is symmetric. */
  cholesky(options?: { readonly upper?: boolean }): Tensor;
  cholesky(upper: boolean): Tensor;

  /** At most so many parts along dim, of equal size but the last. */
  chunk(options: { readonly chunks: number; readonly dim?: number }): readonly Tensor[];
  chunk(chunks: number, options?: { readonly dim?: number }): readonly Tensor[];
  chunk(chunks: number, dim: number): readonly Tensor[];

  /** input held between min and max, either of which may be null. */
  clamp(options?: { readonly min?: TensorLike | null; readonly max?: TensorLike | null }): Tensor;
  clamp(min: TensorLike | null, options?: { readonly max?: TensorLike | null }): Tensor;
  clamp(min: TensorLike | null, max: TensorLike | null): Tensor;

  /** A copy on the graph: it follows its source, and gradients flow through it. */
  clone(): Tensor;

  /** The values in row-major order; the tensor itself if they are already. */
  contiguous(): Tensor;

  /** The cosine of input, in radians. */
  cos(): Tensor;

  /** The hyperbolic cosine of input. */
  cosh(): Tensor;

  /** How many elements are not 0. */
  countNonzero(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
  }): Tensor;
  countNonzero(
    dim: number | readonly number[] | null,
    options?: { readonly keepdim?: boolean },
  ): Tensor;
  countNonzero(dim: number | readonly number[] | null, keepdim: boolean): Tensor;

  /** The cross product along dim, by default the first dimension of size 3. */
  cross(options: { readonly other: TensorLike; readonly dim?: number | null }): Tensor;
  cross(other: TensorLike, options?: { readonly dim?: number | null }): Tensor;
  cross(other: TensorLike, dim: number | null): Tensor;

  /** The largest element so far along dim, and its index. */
  cummax(options: { readonly dim: number }): ValuesAndIndices;
  cummax(dim: number): ValuesAndIndices;

  /** The smallest element so far along dim, and its index. */
  cummin(options: { readonly dim: number }): ValuesAndIndices;
  cummin(dim: number): ValuesAndIndices;

  /** The running product along dim. */
  cumprod(options: { readonly dim: number; readonly dtype?: DType | null }): Tensor;
  cumprod(dim: number, options?: { readonly dtype?: DType | null }): Tensor;
  cumprod(dim: number, dtype: DType | null): Tensor;

  /** The running sum along dim. */
  cumsum(options: { readonly dim: number; readonly dtype?: DType | null }): Tensor;
  cumsum(dim: number, options?: { readonly dtype?: DType | null }): Tensor;
  cumsum(dim: number, dtype: DType | null): Tensor;

  /** Degrees to radians. */
  deg2rad(): Tensor;

  /** The determinant of square matrices (…, n, n). */
  det(): Tensor;

  /** The same values, outside the differentiable graph; it follows its source. */
  detach(): Tensor;

  /** A matrix with the vector on a diagonal, or the diagonal of a matrix, as a copy. */
  diag(options?: { readonly diagonal?: number }): Tensor;
  diag(diagonal: number): Tensor;

  /** Matrices over two new dimensions, with the last dimension of input on a diagonal. */
  diagEmbed(options?: {
    readonly offset?: number;
    readonly dim1?: number;
    readonly dim2?: number;
  }): Tensor;
  diagEmbed(offset: number, options?: { readonly dim1?: number; readonly dim2?: number }): Tensor;
  diagEmbed(offset: number, dim1: number, options?: { readonly dim2?: number }): Tensor;
  diagEmbed(offset: number, dim1: number, dim2: number): Tensor;

  /** The diagonal over two dimensions, as the last one; offset counts from the main diagonal. */
  diagonal(options?: {
    readonly offset?: number;
    readonly dim1?: number;
    readonly dim2?: number;
  }): Tensor;
  diagonal(offset: number, options?: { readonly dim1?: number; readonly dim2?: number }): Tensor;
  diagonal(offset: number, dim1: number, options?: { readonly dim2?: number }): Tensor;
  diagonal(offset: number, dim1: number, dim2: number): Tensor;

  /** The derivative of lgamma. */
  digamma(): Tensor;

  /** input / other, elementwise with broadcasting; integers divide to floating point unless rounded. */
  div(options: {
    readonly other: TensorLike;
    readonly roundingMode?: "trunc" | "floor" | null;
  }): Tensor;
  div(other: TensorLike, options?: { readonly roundingMode?: "trunc" | "floor" | null }): Tensor;
  div(other: TensorLike, roundingMode: "trunc" | "floor" | null): Tensor;

  /** The product of two vectors: Σ input · other. */
  dot(options: { readonly other: TensorLike }): Tensor;
  dot(other: TensorLike): Tensor;

  /** input == other, elementwise with broadcasting. */
  eq(options: { readonly other: TensorLike }): Tensor;
  eq(other: TensorLike): Tensor;

  /** The error function: 2/√π times the integral of exp(-t²) from 0 to input. */
  erf(): Tensor;

  /** 1 - erf(input), exact where that is small. */
  erfc(): Tensor;

  /** The inverse of erf. */
  erfinv(): Tensor;

  /** e to the power input. */
  exp(): Tensor;

  /** 2 to the power input. */
  exp2(): Tensor;

  /** Dimensions of size 1 repeated without copying; -1 keeps a size. */
  expand(options: { readonly size: readonly number[] }): Tensor;
  expand(...size: [readonly number[]] | number[]): Tensor;

  /** expand to the shape of other. */
  expandAs(options: { readonly other: TensorLike }): Tensor;
  expandAs(other: TensorLike): Tensor;

  /** exp(input) - 1, exact for small input. */
  expm1(): Tensor;

  /** The dimensions from startDim to endDim as one. */
  flatten(options?: { readonly startDim?: number; readonly endDim?: number }): Tensor;
  flatten(startDim: number, options?: { readonly endDim?: number }): Tensor;
  flatten(startDim: number, endDim: number): Tensor;

  /** The elements in reverse order along dims. */
  flip(options: { readonly dims: readonly number[] }): Tensor;
  flip(...dims: [readonly number[]] | number[]): Tensor;

  /** The largest integer not above input. */
  floor(): Tensor;

  /** input / other rounded towards minus infinity; no gradient, as in PyTorch. */
  floorDivide(options: { readonly other: TensorLike }): Tensor;
  floorDivide(other: TensorLike): Tensor;

  /** The remainder of input / other with the sign of input. */
  fmod(options: { readonly other: TensorLike }): Tensor;
  fmod(other: TensorLike): Tensor;

  /** The fraction of input: input - trunc(input). */
  frac(): Tensor;

  /** For each element of index the element of input that is there along dim. */
  gather(options: { readonly dim: number; readonly index: TensorLike }): Tensor;
  gather(dim: number, options: { readonly index: TensorLike }): Tensor;
  gather(dim: number, index: TensorLike): Tensor;

  /** input >= other, elementwise with broadcasting. */
  ge(options: { readonly other: TensorLike }): Tensor;
  ge(other: TensorLike): Tensor;

  /** input > other, elementwise with broadcasting. */
  gt(options: { readonly other: TensorLike }): Tensor;
  gt(other: TensorLike): Tensor;

  /** sqrt(input² + other²), without overflow. */
  hypot(options: { readonly other: TensorLike }): Tensor;
  hypot(other: TensorLike): Tensor;

  /** input with alpha times the slices of source added at the slices that index names. */
  indexAdd(options: {
    readonly dim: number;
    readonly index: TensorLike;
    readonly source: TensorLike;
    readonly alpha?: number;
  }): Tensor;
  indexAdd(
    dim: number,
    options: { readonly index: TensorLike; readonly source: TensorLike; readonly alpha?: number },
  ): Tensor;
  indexAdd(
    dim: number,
    index: TensorLike,
    options: { readonly source: TensorLike; readonly alpha?: number },
  ): Tensor;
  indexAdd(
    dim: number,
    index: TensorLike,
    source: TensorLike,
    options?: { readonly alpha?: number },
  ): Tensor;
  indexAdd(dim: number, index: TensorLike, source: TensorLike, alpha: number): Tensor;

  /** input with value in the slices along dim that index names. */
  indexFill(options: {
    readonly dim: number;
    readonly index: TensorLike;
    readonly value: TensorLike;
  }): Tensor;
  indexFill(
    dim: number,
    options: { readonly index: TensorLike; readonly value: TensorLike },
  ): Tensor;
  indexFill(dim: number, index: TensorLike, options: { readonly value: TensorLike }): Tensor;
  indexFill(dim: number, index: TensorLike, value: TensorLike): Tensor;

  /** The slices of input along dim that index names. */
  indexSelect(options: { readonly dim: number; readonly index: TensorLike }): Tensor;
  indexSelect(dim: number, options: { readonly index: TensorLike }): Tensor;
  indexSelect(dim: number, index: TensorLike): Tensor;

  /** Products summed over the last dimension of both. */
  inner(options: { readonly other: TensorLike }): Tensor;
  inner(other: TensorLike): Tensor;

  /** The inverse of square matrices (…, n, n). A singular one is refused at the call, or at the read after a write. */
  inverse(): Tensor;

  /** Whether |input - other| ≤ atol + rtol · |other|, elementwise. */
  isclose(options: {
    readonly other: TensorLike;
    readonly rtol?: number;
    readonly atol?: number;
    readonly equalNan?: boolean;
  }): Tensor;
  isclose(
    other: TensorLike,
    options?: { readonly rtol?: number; readonly atol?: number; readonly equalNan?: boolean },
  ): Tensor;
  isclose(
    other: TensorLike,
    rtol: number,
    options?: { readonly atol?: number; readonly equalNan?: boolean },
  ): Tensor;
  isclose(
    other: TensorLike,
    rtol: number,
    atol: number,
    options?: { readonly equalNan?: boolean },
  ): Tensor;
  isclose(other: TensorLike, rtol: number, atol: number, equalNan: boolean): Tensor;

  /** Whether each element is finite. */
  isfinite(): Tensor;

  /** Whether each element is infinite. */
  isinf(): Tensor;

  /** Whether each element is NaN. */
  isnan(): Tensor;

  /** The Kronecker product: every element of input times all of other. */
  kron(options: { readonly other: TensorLike }): Tensor;
  kron(other: TensorLike): Tensor;

  /** input <= other, elementwise with broadcasting. */
  le(options: { readonly other: TensorLike }): Tensor;
  le(other: TensorLike): Tensor;

  /** input + weight * (end - input). */
  lerp(options: { readonly end: TensorLike; readonly weight: TensorLike }): Tensor;
  lerp(end: TensorLike, options: { readonly weight: TensorLike }): Tensor;
  lerp(end: TensorLike, weight: TensorLike): Tensor;

  /** The logarithm of the absolute value of the gamma function. */
  lgamma(): Tensor;

  /** The natural logarithm of input. */
  log(): Tensor;

  /** The logarithm of input to base 10. */
  log10(): Tensor;

  /** log(1 + input), exact for small input. */
  log1p(): Tensor;

  /** The logarithm of input to base 2. */
  log2(): Tensor;

  /** The logarithm of softmax along dim. */
  logSoftmax(options: { readonly dim: number; readonly dtype?: DType | null }): Tensor;
  logSoftmax(dim: number, options?: { readonly dtype?: DType | null }): Tensor;
  logSoftmax(dim: number, dtype: DType | null): Tensor;

  /** log(exp(input) + exp(other)), without overflow. */
  logaddexp(options: { readonly other: TensorLike }): Tensor;
  logaddexp(other: TensorLike): Tensor;

  /** The logarithm of the running sum of exp(input) along dim, without overflow. */
  logcumsumexp(options: { readonly dim: number }): Tensor;
  logcumsumexp(dim: number): Tensor;

  /** The logarithm of the determinant; NaN where that is negative. */
  logdet(): Tensor;

  /** input and other, elementwise; anything but 0 is true. */
  logicalAnd(options: { readonly other: TensorLike }): Tensor;
  logicalAnd(other: TensorLike): Tensor;

  /** Whether each element is 0. */
  logicalNot(): Tensor;

  /** input or other, elementwise; anything but 0 is true. */
  logicalOr(options: { readonly other: TensorLike }): Tensor;
  logicalOr(other: TensorLike): Tensor;

  /** input exclusive or other, elementwise; anything but 0 is true. */
  logicalXor(options: { readonly other: TensorLike }): Tensor;
  logicalXor(other: TensorLike): Tensor;

  /** log(input / (1 - input)), the inverse of sigmoid; with eps input is first held in [eps, 1 - eps]. */
  logit(options?: { readonly eps?: number | null }): Tensor;
  logit(eps: number | null): Tensor;

  /** log(sum(exp(input))) over dim, without overflow. */
  logsumexp(options: {
    readonly dim: number | readonly number[];
    readonly keepdim?: boolean;
  }): Tensor;
  logsumexp(dim: number | readonly number[], options?: { readonly keepdim?: boolean }): Tensor;
  logsumexp(dim: number | readonly number[], keepdim: boolean): Tensor;

  /** input < other, elementwise with broadcasting. */
  lt(options: { readonly other: TensorLike }): Tensor;
  lt(other: TensorLike): Tensor;

  /** input with value wherever mask holds; mask broadcasts to input. */
  maskedFill(options: { readonly mask: TensorLike; readonly value: TensorLike }): Tensor;
  maskedFill(mask: TensorLike, options: { readonly value: TensorLike }): Tensor;
  maskedFill(mask: TensorLike, value: TensorLike): Tensor;

  /** The elements where mask is true, as a vector; both broadcast. The mask is read at the call. */
  maskedSelect(options: { readonly mask: TensorLike }): Tensor;
  maskedSelect(mask: TensorLike): Tensor;

  /** The matrix product: dot, matrix-vector, matrix-matrix, or batched, by rank. */
  matmul(options: { readonly other: TensorLike }): Tensor;
  matmul(other: TensorLike): Tensor;

  /** Square matrices (…, n, n) multiplied n times; the inverse if n is negative. */
  matrixPower(options: { readonly n: number }): Tensor;
  matrixPower(n: number): Tensor;

  /** The largest value; with dim the values along it and their indices; with another tensor elementwise. */
  max(): Tensor;
  max(options: { readonly dim: number; readonly keepdim?: boolean }): ValuesAndIndices;
  max(dim: number, options?: { readonly keepdim?: boolean }): ValuesAndIndices;
  max(dim: number, keepdim: boolean): ValuesAndIndices;
  max(options: { readonly other: TensorLike }): Tensor;
  max(other: TensorLike): Tensor;

  /** The larger of input and other, elementwise; a NaN wins. Ties share the gradient. */
  maximum(options: { readonly other: TensorLike }): Tensor;
  maximum(other: TensorLike): Tensor;

  /** The mean over dim, or over all elements. */
  mean(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
    readonly dtype?: DType | null;
  }): Tensor;
  mean(
    dim: number | readonly number[] | null,
    options?: { readonly keepdim?: boolean; readonly dtype?: DType | null },
  ): Tensor;
  mean(
    dim: number | readonly number[] | null,
    keepdim: boolean,
    options?: { readonly dtype?: DType | null },
  ): Tensor;
  mean(dim: number | readonly number[] | null, keepdim: boolean, dtype: DType | null): Tensor;

  /** The median, the lower one of an even number; with dim the medians along it and their indices. */
  median(): Tensor;
  median(options: { readonly dim: number; readonly keepdim?: boolean }): ValuesAndIndices;
  median(dim: number, options?: { readonly keepdim?: boolean }): ValuesAndIndices;
  median(dim: number, keepdim: boolean): ValuesAndIndices;

  /** The smallest value; with dim the values along it and their indices; with another tensor elementwise. */
  min(): Tensor;
  min(options: { readonly dim: number; readonly keepdim?: boolean }): ValuesAndIndices;
  min(dim: number, options?: { readonly keepdim?: boolean }): ValuesAndIndices;
  min(dim: number, keepdim: boolean): ValuesAndIndices;
  min(options: { readonly other: TensorLike }): Tensor;
  min(other: TensorLike): Tensor;

  /** The smaller of input and other, elementwise; a NaN wins. Ties share the gradient. */
  minimum(options: { readonly other: TensorLike }): Tensor;
  minimum(other: TensorLike): Tensor;

  /** A matrix (m, k) times a matrix (k, n). */
  mm(options: { readonly mat2: TensorLike }): Tensor;
  mm(mat2: TensorLike): Tensor;

  /** The dimensions at source moved to destination; the others keep their order. */
  movedim(options: {
    readonly source: number | readonly number[];
    readonly destination: number | readonly number[];
  }): Tensor;
  movedim(
    source: number | readonly number[],
    options: { readonly destination: number | readonly number[] },
  ): Tensor;
  movedim(source: number | readonly number[], destination: number | readonly number[]): Tensor;

  /** input * other, elementwise with broadcasting. */
  mul(options: { readonly other: TensorLike }): Tensor;
  mul(other: TensorLike): Tensor;

  /** A matrix (m, n) times a vector (n). */
  mv(options: { readonly vec: TensorLike }): Tensor;
  mv(vec: TensorLike): Tensor;

  /** input with NaN as nan (0) and infinities as posinf and neginf (the largest finite numbers). */
  nanToNum(options?: {
    readonly nan?: number;
    readonly posinf?: number | null;
    readonly neginf?: number | null;
  }): Tensor;
  nanToNum(
    nan: number,
    options?: { readonly posinf?: number | null; readonly neginf?: number | null },
  ): Tensor;
  nanToNum(
    nan: number,
    posinf: number | null,
    options?: { readonly neginf?: number | null },
  ): Tensor;
  nanToNum(nan: number, posinf: number | null, neginf: number | null): Tensor;

  /** The sum over dim, or over all elements, NaN counted as 0. */
  nansum(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
    readonly dtype?: DType | null;
  }): Tensor;
  nansum(
    dim: number | readonly number[] | null,
    options?: { readonly keepdim?: boolean; readonly dtype?: DType | null },
  ): Tensor;
  nansum(
    dim: number | readonly number[] | null,
    keepdim: boolean,
    options?: { readonly dtype?: DType | null },
  ): Tensor;
  nansum(dim: number | readonly number[] | null, keepdim: boolean, dtype: DType | null): Tensor;

  /** length elements from start on, along dim. */
  narrow(options: {
    readonly dim: number;
    readonly start: number;
    readonly length: number;
  }): Tensor;
  narrow(dim: number, options: { readonly start: number; readonly length: number }): Tensor;
  narrow(dim: number, start: number, options: { readonly length: number }): Tensor;
  narrow(dim: number, start: number, length: number): Tensor;

  /** input != other, elementwise with broadcasting. */
  ne(options: { readonly other: TensorLike }): Tensor;
  ne(other: TensorLike): Tensor;

  /** -input. */
  neg(): Tensor;

  /** The p-norm over dim, or over all elements: (sum |x|^p)^(1/p). */
  norm(options?: {
    readonly p?: number | "fro";
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
    readonly dtype?: DType | null;
  }): Tensor;
  norm(
    p: number | "fro",
    options?: {
      readonly dim?: number | readonly number[] | null;
      readonly keepdim?: boolean;
      readonly dtype?: DType | null;
    },
  ): Tensor;
  norm(
    p: number | "fro",
    dim: number | readonly number[] | null,
    options?: { readonly keepdim?: boolean; readonly dtype?: DType | null },
  ): Tensor;
  norm(
    p: number | "fro",
    dim: number | readonly number[] | null,
    keepdim: boolean,
    options?: { readonly dtype?: DType | null },
  ): Tensor;
  norm(
    p: number | "fro",
    dim: number | readonly number[] | null,
    keepdim: boolean,
    dtype: DType | null,
  ): Tensor;

  /** The outer product of two vectors. */
  outer(options: { readonly vec2: TensorLike }): Tensor;
  outer(vec2: TensorLike): Tensor;

  /** The dimensions in another order. */
  permute(options: { readonly dims: readonly number[] }): Tensor;
  permute(...dims: [readonly number[]] | number[]): Tensor;

  /** +input: the tensor itself. */
  positive(): Tensor;

  /** input to the power exponent, elementwise with broadcasting. */
  pow(options: { readonly exponent: TensorLike }): Tensor;
  pow(exponent: TensorLike): Tensor;

  /** input where it is positive, else weight · input; one weight for all or one per channel. */
  prelu(options: { readonly weight: TensorLike }): Tensor;
  prelu(weight: TensorLike): Tensor;

  /** The product of all elements, or along dim. */
  prod(options?: { readonly dtype?: DType | null }): Tensor;
  prod(dtype: DType | null): Tensor;
  prod(options: {
    readonly dim: number;
    readonly keepdim?: boolean;
    readonly dtype?: DType | null;
  }): ValuesAndIndices;
  prod(
    dim: number,
    options?: { readonly keepdim?: boolean; readonly dtype?: DType | null },
  ): ValuesAndIndices;
  prod(
    dim: number,
    keepdim: boolean,
    options?: { readonly dtype?: DType | null },
  ): ValuesAndIndices;
  prod(dim: number, keepdim: boolean, dtype: DType | null): ValuesAndIndices;

  /** Radians to degrees. */
  rad2deg(): Tensor;

  /** 1 / input. */
  reciprocal(): Tensor;

  /** max(input, 0); its derivative at 0 is 0. */
  relu(): Tensor;

  /** The remainder of input / other with the sign of other. */
  remainder(options: { readonly other: TensorLike }): Tensor;
  remainder(other: TensorLike): Tensor;

  /** The tensor laid side by side with itself, so many times along each dimension. */
  repeat(options: { readonly repeats: readonly number[] }): Tensor;
  repeat(...repeats: [readonly number[]] | number[]): Tensor;

  /** Each slice along dim (each element, of the flattened tensor, without dim) repeats times; repeats may be one number or one for each. Their values are read at the call. */
  repeatInterleave(options: {
    readonly repeats: TensorLike;
    readonly dim?: number | null;
    readonly outputSize?: number | null;
  }): Tensor;
  repeatInterleave(
    repeats: TensorLike,
    options?: { readonly dim?: number | null; readonly outputSize?: number | null },
  ): Tensor;
  repeatInterleave(
    repeats: TensorLike,
    dim: number | null,
    options?: { readonly outputSize?: number | null },
  ): Tensor;
  repeatInterleave(repeats: TensorLike, dim: number | null, outputSize: number | null): Tensor;

  /** The same elements in another shape; one size may be -1. A view where strides allow. */
  reshape(options: { readonly shape: readonly number[] }): Tensor;
  reshape(...shape: [readonly number[]] | number[]): Tensor;

  /** reshape in the shape of other. */
  reshapeAs(options: { readonly other: TensorLike }): Tensor;
  reshapeAs(other: TensorLike): Tensor;

  /** The elements moved on by shifts along dims, those at the end to the front; without dims as one row. */
  roll(options: {
    readonly shifts: number | readonly number[];
    readonly dims?: number | readonly number[] | null;
  }): Tensor;
  roll(
    shifts: number | readonly number[],
    options?: { readonly dims?: number | readonly number[] | null },
  ): Tensor;
  roll(shifts: number | readonly number[], dims: number | readonly number[] | null): Tensor;

  /** The plane of two dims turned k times by 90 degrees, from the first dim towards the second. */
  rot90(options?: { readonly k?: number; readonly dims?: readonly number[] }): Tensor;
  rot90(k: number, options?: { readonly dims?: readonly number[] }): Tensor;
  rot90(k: number, ...dims: [readonly number[]] | number[]): Tensor;

  /** input rounded to the nearest integer, or to decimals places; halves to even. */
  round(options?: { readonly decimals?: number | null }): Tensor;
  round(decimals: number | null): Tensor;

  /** 1 / sqrt(input). */
  rsqrt(): Tensor;

  /** other - alpha * input: sub with its operands exchanged. */
  rsub(options: { readonly other: TensorLike; readonly alpha?: number }): Tensor;
  rsub(other: TensorLike, options?: { readonly alpha?: number }): Tensor;
  rsub(other: TensorLike, alpha: number): Tensor;

  /** input with the elements of src, or value, written where index says along dim. */
  scatter(options: {
    readonly dim: number;
    readonly index: TensorLike;
    readonly src?: TensorLike | null;
    readonly value?: TensorLike | null;
  }): Tensor;
  scatter(
    dim: number,
    options: {
      readonly index: TensorLike;
      readonly src?: TensorLike | null;
      readonly value?: TensorLike | null;
    },
  ): Tensor;
  scatter(
    dim: number,
    index: TensorLike,
    options?: { readonly src?: TensorLike | null; readonly value?: TensorLike | null },
  ): Tensor;
  scatter(
    dim: number,
    index: TensorLike,
    src: TensorLike | null,
    options?: { readonly value?: TensorLike | null },
  ): Tensor;
  scatter(dim: number, index: TensorLike, src: TensorLike | null, value: TensorLike | null): Tensor;

  /** input with the elements of src added where index says along dim. */
  scatterAdd(options: {
    readonly dim: number;
    readonly index: TensorLike;
    readonly src: TensorLike;
  }): Tensor;
  scatterAdd(
    dim: number,
    options: { readonly index: TensorLike; readonly src: TensorLike },
  ): Tensor;
  scatterAdd(dim: number, index: TensorLike, options: { readonly src: TensorLike }): Tensor;
  scatterAdd(dim: number, index: TensorLike, src: TensorLike): Tensor;

  /** One index along dim, which is removed. */
  select(options: { readonly dim: number; readonly index: number }): Tensor;
  select(dim: number, options: { readonly index: number }): Tensor;
  select(dim: number, index: number): Tensor;

  /** 1 / (1 + exp(-input)). */
  sigmoid(): Tensor;

  /** -1, 0 or 1, as input is negative, zero or positive. */
  sign(): Tensor;

  /** The sine of input, in radians. */
  sin(): Tensor;

  /** sin(π input) / (π input), 1 at 0. */
  sinc(): Tensor;

  /** The hyperbolic sine of input. */
  sinh(): Tensor;

  /** The sign of the determinant, and the logarithm of its magnitude; in an array. */
  slogdet(): readonly [sign: Tensor, logabsdet: Tensor];

  /** exp(input) / sum(exp(input)) along dim. */
  softmax(options: { readonly dim: number; readonly dtype?: DType | null }): Tensor;
  softmax(dim: number, options?: { readonly dtype?: DType | null }): Tensor;
  softmax(dim: number, dtype: DType | null): Tensor;

  /** The elements in order along dim, and the indices where they were. */
  sort(options?: {
    readonly dim?: number;
    readonly descending?: boolean;
    readonly stable?: boolean;
  }): ValuesAndIndices;
  sort(
    dim: number,
    options?: { readonly descending?: boolean; readonly stable?: boolean },
  ): ValuesAndIndices;
  sort(dim: number, descending: boolean, options?: { readonly stable?: boolean }): ValuesAndIndices;
  sort(dim: number, descending: boolean, stable: boolean): ValuesAndIndices;

  /** Parts along dim: of one size, the last perhaps smaller, or of the given sizes. */
  split(options: {
    readonly splitSizeOrSections: number | readonly number[];
    readonly dim?: number;
  }): readonly Tensor[];
  split(
    splitSizeOrSections: number | readonly number[],
    options?: { readonly dim?: number },
  ): readonly Tensor[];
  split(splitSizeOrSections: number | readonly number[], dim: number): readonly Tensor[];

  /** The square root of input. */
  sqrt(): Tensor;

  /** input². */
  square(): Tensor;

  /** Dimensions of size 1 removed: all of them, or those named. */
  squeeze(options?: { readonly dim?: number | readonly number[] | null }): Tensor;
  squeeze(dim: number | readonly number[] | null): Tensor;

  /** The standard deviation over dim, or of all elements: the square root of var. */
  std(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly unbiased?: boolean;
    readonly keepdim?: boolean;
    readonly correction?: number | null;
  }): Tensor;
  std(
    dim: number | readonly number[] | null,
    options?: {
      readonly unbiased?: boolean;
      readonly keepdim?: boolean;
      readonly correction?: number | null;
    },
  ): Tensor;
  std(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    options?: { readonly keepdim?: boolean; readonly correction?: number | null },
  ): Tensor;
  std(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    options?: { readonly correction?: number | null },
  ): Tensor;
  std(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    correction: number | null,
  ): Tensor;

  /** std and mean. */
  stdMean(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly unbiased?: boolean;
    readonly keepdim?: boolean;
    readonly correction?: number | null;
  }): readonly Tensor[];
  stdMean(
    dim: number | readonly number[] | null,
    options?: {
      readonly unbiased?: boolean;
      readonly keepdim?: boolean;
      readonly correction?: number | null;
    },
  ): readonly Tensor[];
  stdMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    options?: { readonly keepdim?: boolean; readonly correction?: number | null },
  ): readonly Tensor[];
  stdMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    options?: { readonly correction?: number | null },
  ): readonly Tensor[];
  stdMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    correction: number | null,
  ): readonly Tensor[];

  /** input - alpha * other, elementwise with broadcasting. */
  sub(options: { readonly other: TensorLike; readonly alpha?: number }): Tensor;
  sub(other: TensorLike, options?: { readonly alpha?: number }): Tensor;
  sub(other: TensorLike, alpha: number): Tensor;

  /** The sum over dim, or over all elements. */
  sum(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly keepdim?: boolean;
    readonly dtype?: DType | null;
  }): Tensor;
  sum(
    dim: number | readonly number[] | null,
    options?: { readonly keepdim?: boolean; readonly dtype?: DType | null },
  ): Tensor;
  sum(
    dim: number | readonly number[] | null,
    keepdim: boolean,
    options?: { readonly dtype?: DType | null },
  ): Tensor;
  sum(dim: number | readonly number[] | null, keepdim: boolean, dtype: DType | null): Tensor;

  /** transpose under its other name. */
  swapaxes(options: { readonly axis0: number; readonly axis1: number }): Tensor;
  swapaxes(axis0: number, options: { readonly axis1: number }): Tensor;
  swapaxes(axis0: number, axis1: number): Tensor;

  /** A matrix transposed; vectors and numbers as they are. */
  t(): Tensor;

  /** The elements of the flattened tensor that index names. */
  take(options: { readonly index: TensorLike }): Tensor;
  take(index: TensorLike): Tensor;

  /** gather whose index broadcasts; without dim along the flattened tensor. */
  takeAlongDim(options: { readonly indices: TensorLike; readonly dim?: number | null }): Tensor;
  takeAlongDim(indices: TensorLike, options?: { readonly dim?: number | null }): Tensor;
  takeAlongDim(indices: TensorLike, dim: number | null): Tensor;

  /** The tangent of input. */
  tan(): Tensor;

  /** The hyperbolic tangent of input. */
  tanh(): Tensor;

  /** Products summed over the last dims dimensions of a and the first of b, or over the listed pairs. */
  tensordot(options: {
    readonly b: TensorLike;
    readonly dims?: number | readonly [readonly number[], readonly number[]];
  }): Tensor;
  tensordot(
    b: TensorLike,
    options?: { readonly dims?: number | readonly [readonly number[], readonly number[]] },
  ): Tensor;
  tensordot(b: TensorLike, dims: number | readonly [readonly number[], readonly number[]]): Tensor;

  /** repeat, with missing repetitions in front taken as 1. */
  tile(options: { readonly dims: readonly number[] }): Tensor;
  tile(...dims: [readonly number[]] | number[]): Tensor;

  /** The values in another dtype: integers truncate, bool is whether a value is not 0. The tensor itself if it is of that dtype. */
  to(options: { readonly dtype: DType }): Tensor;
  to(dtype: DType): Tensor;

  /** The k largest elements along dim (the smallest if not largest), and their indices. */
  topk(options: {
    readonly k: number;
    readonly dim?: number;
    readonly largest?: boolean;
    readonly sorted?: boolean;
  }): ValuesAndIndices;
  topk(
    k: number,
    options?: { readonly dim?: number; readonly largest?: boolean; readonly sorted?: boolean },
  ): ValuesAndIndices;
  topk(
    k: number,
    dim: number,
    options?: { readonly largest?: boolean; readonly sorted?: boolean },
  ): ValuesAndIndices;
  topk(
    k: number,
    dim: number,
    largest: boolean,
    options?: { readonly sorted?: boolean },
  ): ValuesAndIndices;
  topk(k: number, dim: number, largest: boolean, sorted: boolean): ValuesAndIndices;

  /** The sum of a matrix's main diagonal. */
  trace(): Tensor;

  /** Two dimensions exchanged. */
  transpose(options: { readonly dim0: number; readonly dim1: number }): Tensor;
  transpose(dim0: number, options: { readonly dim1: number }): Tensor;
  transpose(dim0: number, dim1: number): Tensor;

  /** The matrix up to a diagonal, counted from the main one to the right; zero above it. */
  tril(options?: { readonly diagonal?: number }): Tensor;
  tril(diagonal: number): Tensor;

  /** The matrix from a diagonal on, counted from the main one to the right; zero below it. */
  triu(options?: { readonly diagonal?: number }): Tensor;
  triu(diagonal: number): Tensor;

  /** The integer part of input, towards 0. */
  trunc(): Tensor;

  /** The slices along dim, without that dimension. */
  unbind(options?: { readonly dim?: number }): readonly Tensor[];
  unbind(dim: number): readonly Tensor[];

  /** The dimension dim as several, of the given sizes. */
  unflatten(options: { readonly dim: number; readonly sizes: readonly number[] }): Tensor;
  unflatten(dim: number, options: { readonly sizes: readonly number[] }): Tensor;
  unflatten(dim: number, ...sizes: [readonly number[]] | number[]): Tensor;

  /** All windows of size elements along dimension, step apart; a view with the windows' elements in a dimension of their own, at the end. */
  unfold(options: {
    readonly dimension: number;
    readonly size: number;
    readonly step: number;
  }): Tensor;
  unfold(dimension: number, options: { readonly size: number; readonly step: number }): Tensor;
  unfold(dimension: number, size: number, options: { readonly step: number }): Tensor;
  unfold(dimension: number, size: number, step: number): Tensor;

  /** A dimension of size 1 inserted at dim. */
  unsqueeze(options: { readonly dim: number }): Tensor;
  unsqueeze(dim: number): Tensor;

  /** The variance over dim, or of all elements: Σ (x - mean)² / (n - correction). */
  var(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly unbiased?: boolean;
    readonly keepdim?: boolean;
    readonly correction?: number | null;
  }): Tensor;
  var(
    dim: number | readonly number[] | null,
    options?: {
      readonly unbiased?: boolean;
      readonly keepdim?: boolean;
      readonly correction?: number | null;
    },
  ): Tensor;
  var(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    options?: { readonly keepdim?: boolean; readonly correction?: number | null },
  ): Tensor;
  var(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    options?: { readonly correction?: number | null },
  ): Tensor;
  var(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    correction: number | null,
  ): Tensor;

  /** var and mean. */
  varMean(options?: {
    readonly dim?: number | readonly number[] | null;
    readonly unbiased?: boolean;
    readonly keepdim?: boolean;
    readonly correction?: number | null;
  }): readonly Tensor[];
  varMean(
    dim: number | readonly number[] | null,
    options?: {
      readonly unbiased?: boolean;
      readonly keepdim?: boolean;
      readonly correction?: number | null;
    },
  ): readonly Tensor[];
  varMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    options?: { readonly keepdim?: boolean; readonly correction?: number | null },
  ): readonly Tensor[];
  varMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    options?: { readonly correction?: number | null },
  ): readonly Tensor[];
  varMean(
    dim: number | readonly number[] | null,
    unbiased: boolean,
    keepdim: boolean,
    correction: number | null,
  ): readonly Tensor[];

  /** The product of two real vectors, as dot. */
  vdot(options: { readonly other: TensorLike }): Tensor;
  vdot(other: TensorLike): Tensor;

  /** reshape that refuses where PyTorch would have to copy. */
  view(options: { readonly shape: readonly number[] }): Tensor;
  view(...shape: [readonly number[]] | number[]): Tensor;

  /** view in the shape of other. */
  viewAs(options: { readonly other: TensorLike }): Tensor;
  viewAs(other: TensorLike): Tensor;

  /** input · log(other), 0 where input is 0. */
  xlogy(options: { readonly other: TensorLike }): Tensor;
  xlogy(other: TensorLike): Tensor;

  /** add, in place. */
  add_(options: { readonly other: TensorLike; readonly alpha?: number }): this;
  add_(other: TensorLike, options?: { readonly alpha?: number }): this;
  add_(other: TensorLike, alpha: number): this;

  /** sub, in place. */
  sub_(options: { readonly other: TensorLike; readonly alpha?: number }): this;
  sub_(other: TensorLike, options?: { readonly alpha?: number }): this;
  sub_(other: TensorLike, alpha: number): this;

  /** mul, in place. */
  mul_(options: { readonly other: TensorLike }): this;
  mul_(other: TensorLike): this;

  /** div, in place. */
  div_(options: {
    readonly other: TensorLike;
    readonly roundingMode?: "trunc" | "floor" | null;
  }): this;
  div_(other: TensorLike, options?: { readonly roundingMode?: "trunc" | "floor" | null }): this;
  div_(other: TensorLike, roundingMode: "trunc" | "floor" | null): this;

  /** pow, in place. */
  pow_(options: { readonly exponent: TensorLike }): this;
  pow_(exponent: TensorLike): this;

  /** neg, in place. */
  neg_(): this;

  /** exp, in place. */
  exp_(): this;

  /** log, in place. */
  log_(): this;

  /** log1p, in place. */
  log1p_(): this;

  /** sqrt, in place. */
  sqrt_(): this;

  /** abs, in place. */
  abs_(): this;

  /** sin, in place. */
  sin_(): this;

  /** cos, in place. */
  cos_(): this;

  /** tanh, in place. */
  tanh_(): this;

  /** sigmoid, in place. */
  sigmoid_(): this;

  /** relu, in place. */
  relu_(): this;

  /** clamp, in place. */
  clamp_(options?: { readonly min?: TensorLike | null; readonly max?: TensorLike | null }): this;
  clamp_(min: TensorLike | null, options?: { readonly max?: TensorLike | null }): this;
  clamp_(min: TensorLike | null, max: TensorLike | null): this;

  /** maskedFill, in place. */
  maskedFill_(options: { readonly mask: TensorLike; readonly value: TensorLike }): this;
  maskedFill_(mask: TensorLike, options: { readonly value: TensorLike }): this;
  maskedFill_(mask: TensorLike, value: TensorLike): this;
}
