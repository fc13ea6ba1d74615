// Functions of torch that are a line of other operations. Each takes a tensor first, and is a method
// where PyTorch has one.

import { cat, type DType, randint, stack, type Tensor, tensor, zeros } from "../../index";
import { type Method, type NativeFunction, native, raise, type Value } from "../objects";
import { dtypeOf, fromResult, itemsOf, numberOf, operand, tensorOf } from "./arguments";
import { DTypeObject, dtypeObject } from "./dtypes";
import { fromTensor, type TensorObject } from "./tensorObject";

type Rest = readonly (Value | undefined)[];
type Compute = (x: Tensor, ...rest: Rest) => unknown;

/** A function of a tensor and further arguments. */
const of = (name: string, signature: string, compute: Compute): [string, NativeFunction] => [
  name,
  native(name, `input${signature === "" ? "" : `, ${signature}`}`, (x, ...rest) =>
    fromResult(name, compute(tensorOf(x, name, "input"), ...rest)),
  ),
];

const int = (value: Value | undefined): number => numberOf(value) as number;
const other = (value: Value | undefined, name: string): Tensor =>
  operand(value) ?? tensorOf(value, name, "other", 2);

const named = <T extends object>(names: T): T => Object.assign(Object.values(names), names) as T;

/** Linear interpolation between sorted elements. */
function quantile(
  x: Tensor,
  q: Value | undefined,
  dim: Value | undefined,
  keepdim: boolean,
): Tensor {
  const along = dim === null ? 0 : int(dim);
  const sorted = (dim === null ? x.reshape([-1]) : x).sort(along).values;
  const wanted = q === undefined ? [] : (itemsOf(q) ?? [q]);
  const at =
    q !== undefined && operand(q) !== undefined && itemsOf(q) === undefined
      ? [...other(q, "quantile").toTypedArray()]
      : wanted.map(int);
  const last = sorted.size(along) - 1;
  const rows = at.map((share) => {
    const [low, high] = [Math.floor(share * last), Math.ceil(share * last)];
    return sorted.select(along, low).lerp(sorted.select(along, high), share * last - low);
  });
  const results = keepdim ? rows.map((row) => row.unsqueeze(along)) : rows;
  const isScalar =
    typeof q !== "object" || q === null || (at.length === 1 && other(q, "quantile").ndim === 0);
  return isScalar ? (results[0] as Tensor) : stack(results);
}

/** The area under samples by the trapezoidal rule. */
function trapezoid(
  y: Tensor,
  x: Value | undefined,
  dx: Value | undefined,
  dim: Value | undefined,
): Tensor {
  const along = int(dim);
  const n = y.size(along) - 1;
  const heights = y
    .narrow(along, 1, n)
    .add(y.narrow(along, 0, n))
    .div(2);
  if (x === null) return heights.mul(int(dx)).sum(along);
  const points = other(x, "trapezoid");
  const m = points.size(-1) - 1;
  return heights.mul(points.narrow(-1, 1, m).sub(points.narrow(-1, 0, m))).sum(along);
}

function cov(x: Tensor, correction: number): Tensor {
  const rows = x.ndim < 2 ? x.reshape([1, -1]) : x;
  const centred = rows.sub(rows.mean(1, true));
  const product = centred.matmul(centred.t()).div(rows.size(1) - correction);
  return x.ndim < 2 ? product.reshape([]) : product;
}

function corrcoef(x: Tensor): Tensor {
  const c = cov(x, 1);
  if (c.ndim === 0) return c.div(c);
  const deviation = c.diagonal().sqrt();
  return c.div(deviation.unsqueeze(1)).div(deviation.unsqueeze(0));
}

function histogram(x: Tensor, bins: number, min: number, max: number): Tensor {
  const values = [...x.detach().toTypedArray()];
  const [low, high] = min === max ? [Math.min(...values), Math.max(...values)] : [min, max];
  const counts = new Float64Array(bins);
  for (const value of values) {
    if (value < low || value > high) continue;
    const at = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
    counts[at] = (counts[at] as number) + 1;
  }
  return tensor(counts, { dtype: x.dtype });
}

/** Parts of nearly equal size along a dimension, the first ones larger. */
function tensorSplit(x: Tensor, parts: Value | undefined, dim: number): Tensor[] {
  const n = x.size(dim);
  const cuts = itemsOf(parts)?.map(int);
  const count = cuts === undefined ? int(parts) : cuts.length + 1;
  const bounds =
    cuts ??
    Array.from(
      { length: count - 1 },
      (_, i) => Math.floor(n / count) * (i + 1) + Math.min(i + 1, n % count),
    );
  const all = [0, ...bounds.map((at) => Math.max(0, Math.min(n, at < 0 ? at + n : at))), n];
  return all
    .slice(1)
    .map((end, i) => x.narrow(dim, all[i] as number, Math.max(0, end - (all[i] as number))));
}

const floating = (x: Tensor): Tensor =>
  x.dtype === "int64" || x.dtype === "bool" ? x.to("float32") : x;

const functions = Object.fromEntries([
  of("aminmax", "*, dim=None, keepdim=False", (x, dim, keepdim) =>
    named({
      min: x.amin(dim === null ? null : int(dim), keepdim === true),
      max: x.amax(dim === null ? null : int(dim), keepdim === true),
    }),
  ),
  of("ravel", "", (x) => x.reshape([-1])),
  of("fliplr", "", (x) => x.flip([1])),
  of("flipud", "", (x) => x.flip([0])),
  of("dist", "other, p=2", (x, y, p) => x.sub(other(y, "dist")).norm(int(p))),
  of("float_power", "exponent", (x, y) => x.to("float64").pow(other(y, "float_power"))),
  of("fmax", "other", (x, y) =>
    other(y, "fmax").where(
      x.isnan(),
      x.where(other(y, "fmax").isnan(), x.maximum(other(y, "fmax"))),
    ),
  ),
  of("fmin", "other", (x, y) =>
    other(y, "fmin").where(
      x.isnan(),
      x.where(other(y, "fmin").isnan(), x.minimum(other(y, "fmin"))),
    ),
  ),
  of("nanmean", "dim=None, keepdim=False", (x, dim, keepdim) => {
    const along = dim === null ? null : int(dim);
    const count = x
      .isnan()
      .logicalNot()
      .sum(along, keepdim === true);
    return x.nansum(along, keepdim === true).div(count);
  }),
  of("isposinf", "", (x) => x.eq(Number.POSITIVE_INFINITY)),
  of("isneginf", "", (x) => x.eq(Number.NEGATIVE_INFINITY)),
  of("isreal", "", (x) => x.eq(x).logicalOr(x.ne(x))),
  of("signbit", "", (x) => x.lt(0)),
  of("heaviside", "values", (x, values) =>
    other(values, "heaviside").where(x.eq(0), x.gt(0).to(x.dtype)),
  ),
  of("msort", "", (x) => x.sort(0).values),
  of("conj", "", (x) => x),
  of("real", "", (x) => x),
  of("quantile", "q, dim=None, keepdim=False", (x, q, dim, keepdim) =>
    quantile(x, q, dim, keepdim === true),
  ),
  of("kthvalue", "k, dim=-1, keepdim=False", (x, k, dim, keepdim) => {
    const { values, indices } = x.sort(int(dim));
    const pick = (each: Tensor) =>
      keepdim === true ? each.narrow(int(dim), int(k) - 1, 1) : each.select(int(dim), int(k) - 1);
    return named({ values: pick(values), indices: pick(indices) });
  }),
  of("histc", "bins=100, min=0, max=0", (x, bins, min, max) =>
    histogram(x, int(bins), int(min), int(max)),
  ),
  of("cov", "*, correction=1", (x, correction) => cov(x, int(correction))),
  of("corrcoef", "", corrcoef),
  of("tensor_split", "indices_or_sections, dim=0", (x, parts, dim) =>
    tensorSplit(x, parts, int(dim)),
  ),
  of("hsplit", "indices_or_sections", (x, parts) => tensorSplit(x, parts, x.ndim === 1 ? 0 : 1)),
  of("vsplit", "indices_or_sections", (x, parts) => tensorSplit(x, parts, 0)),
  of("isin", "test_elements", (x, elements) => {
    const wanted = other(elements, "isin").reshape([-1]);
    return x.unsqueeze(-1).eq(wanted).any(-1);
  }),
  of("diagflat", "offset=0", (x, offset) => x.reshape([-1]).diag(int(offset))),
  of("fill_diagonal_", "fill_value", (x, value) => {
    const { length } = x.diagonal().toTypedArray();
    x.diagonal().copy_(other(value, "fill_diagonal_").to(x.dtype).expand([length]));
    return x;
  }),
]);

export const composedMethods: Readonly<Record<string, Method<TensorObject>>> = functions;

const tensorsIn = (value: Value | undefined, name: string): Tensor[] => {
  const [first] = itemsOf(value) ?? [];
  return (itemsOf(first) ?? itemsOf(value) ?? []).map((each) => tensorOf(each, name, "tensors"));
};

const asColumns = (x: Tensor): Tensor => (x.ndim < 2 ? x.reshape([-1, 1]) : x);

/** Every choice of one element of each vector. */
function product(vectors: readonly Tensor[]): Tensor {
  const sizes = vectors.map((vector) => vector.numel());
  const columns = vectors.map((vector, i) => {
    const shape = sizes.map((n, d) => (d === i ? n : 1));
    return vector.reshape(shape).expand(sizes).reshape([-1]);
  });
  return vectors.length === 1 ? (columns[0] as Tensor) : stack(columns, 1);
}

function blockDiagonal(blocks: readonly Tensor[]): Tensor {
  const matrices = blocks.map((block) => (block.ndim < 2 ? block.reshape([1, -1]) : block));
  const width = matrices.reduce((sum, { shape }) => sum + (shape[1] as number), 0);
  let left = 0;
  const rows = matrices.map((matrix) => {
    const [n, m] = matrix.shape as unknown as [number, number];
    const empty = (columns: number) => zeros([n, columns], { dtype: matrix.dtype });
    const row = cat([empty(left), matrix, empty(width - left - m)], 1);
    left += m;
    return row;
  });
  return cat(rows, 0);
}

const promoted = (a: DType, b: DType): DType =>
  tensor([0], { dtype: a }).mul(tensor([0], { dtype: b })).dtype;

export const composedFunctions: Readonly<Record<string, Value>> = {
  ...functions,
  trapezoid: native("trapezoid", "y, x=None, *, dx=1, dim=-1", (y, x, dx, dim) =>
    fromTensor(trapezoid(tensorOf(y, "trapezoid", "y"), x, dx, dim)),
  ),
  trapz: native("trapz", "y, x=None, *, dx=1, dim=-1", (y, x, dx, dim) =>
    fromTensor(trapezoid(tensorOf(y, "trapz", "y"), x, dx, dim)),
  ),
  column_stack: native("column_stack", "tensors", (tensors) =>
    fromTensor(cat(tensorsIn(tensors, "column_stack").map(asColumns), 1)),
  ),
  block_diag: native("block_diag", "*tensors", (tensors) =>
    fromTensor(blockDiagonal(tensorsIn(tensors, "block_diag"))),
  ),
  cartesian_prod: native("cartesian_prod", "*tensors", (tensors) =>
    fromTensor(product(tensorsIn(tensors, "cartesian_prod"))),
  ),
  empty_like: native(
    "empty_like",
    "input, *, dtype=None, device=None, requires_grad=False, memory_format=None",
    (x, dtype) => {
      const like = tensorOf(x, "empty_like", "input");
      return fromTensor(zeros([...like.shape], { dtype: dtypeOf(dtype) ?? like.dtype }));
    },
  ),
  randint_like: native("randint_like", "input, low, high=None", (x, low, high) => {
    const like = tensorOf(x, "randint_like", "input");
    const [from, to] = high === null ? [0, int(low)] : [int(low), int(high)];
    return fromTensor(randint(from, to, [...like.shape], { dtype: like.dtype }));
  }),
  promote_types: native("promote_types", "type1, type2", (a, b) => {
    if (!(a instanceof DTypeObject && b instanceof DTypeObject))
      throw raise.TypeError("promote_types() takes two dtypes");
    return dtypeObject(promoted(a.dtype, b.dtype));
  }),
  vander: native("vander", "x, N=None, increasing=False", (given, n, increasing) => {
    const x = floating(tensorOf(given, "vander", "x"));
    const count = n === null ? x.numel() : int(n);
    const powers = Array.from({ length: count }, (_, i) =>
      x.pow(increasing === true ? i : count - 1 - i),
    );
    return fromTensor(stack(powers, 1));
  }),
  is_complex: native("is_complex", "input", () => false),
};
