// Functions whose result depends on values, so that they cannot stay on the graph: nonzero, unique,
// bincount, comparisons as a whole. Each is a method too.

import { isclose, type Tensor, tensor } from "../../index";
import { type Method, type NativeFunction, native, raise, Tuple, type Value } from "../objects";
import { numberOf, operand, tensorOf } from "./arguments";
import { fromTensor, type TensorObject } from "./tensorObject";

const integers = (values: readonly number[], shape?: readonly number[]): Tensor => {
  const flat = tensor(Float64Array.from(values), { dtype: "int64" });
  return shape === undefined ? flat : flat.reshape(shape).snapshot();
};

/** The positions of what is not 0, one row each. */
function nonzeroRows(x: Tensor): number[][] {
  const rows: number[][] = [];
  const { shape } = x;
  x.detach()
    .toTypedArray()
    .forEach((value, i) => {
      if (value === 0) return;
      const row: number[] = [];
      let rest = i;
      for (let d = shape.length - 1; d >= 0; d--) {
        const n = shape[d] as number;
        row.unshift(rest % n);
        rest = Math.floor(rest / n);
      }
      rows.push(row);
    });
  return rows;
}

/** `nonzero`: a matrix, or one vector for each dimension. */
export function nonzero(x: Tensor, asTuple: boolean): Value {
  const rows = nonzeroRows(x);
  if (!asTuple) return fromTensor(integers(rows.flat(), [rows.length, x.ndim]));
  const columns = Array.from({ length: Math.max(1, x.ndim) }, (_, d) =>
    integers(rows.map((row) => row[d] ?? 0)),
  );
  return new Tuple(columns.map(fromTensor));
}

function unique(x: Tensor, wantsInverse: boolean, wantsCounts: boolean): Value {
  const values = [...x.detach().toTypedArray()];
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const place = new Map(sorted.map((value, i) => [value, i]));
  const results: Tensor[] = [tensor(Float64Array.from(sorted), { dtype: x.dtype })];
  const inverse = values.map((value) => place.get(value) as number);
  if (wantsInverse) results.push(integers(inverse, x.shape));
  if (wantsCounts) {
    const counts = sorted.map(() => 0);
    for (const i of inverse) counts[i] = (counts[i] ?? 0) + 1;
    results.push(integers(counts));
  }
  const [only] = results;
  return results.length === 1 ? fromTensor(only as Tensor) : new Tuple(results.map(fromTensor));
}

function bincount(x: Tensor, weights: Tensor | null, minlength: number): Tensor {
  const values = x.detach().toTypedArray();
  if (values.some((value) => value < 0)) {
    throw raise.RuntimeError("bincount only supports 1-d non-negative integral inputs.");
  }
  const length = Math.max(minlength, values.length === 0 ? 0 : Math.max(...values) + 1);
  const counts = new Float64Array(length);
  const amounts = weights?.detach().toTypedArray();
  values.forEach((value, i) => {
    counts[value] = (counts[value] as number) + (amounts?.[i] ?? 1);
  });
  return tensor(counts, { dtype: weights === null ? "int64" : weights.dtype });
}

const sameShape = (a: Tensor, b: Tensor): boolean => String(a.shape) === String(b.shape);

const equal = (a: Tensor, b: Tensor): boolean => {
  const [left, right] = [a.detach().toTypedArray(), b.detach().toTypedArray()];
  return sameShape(a, b) && left.every((value, i) => value === right[i]);
};

/** Whether all elements are close; NaN to NaN if asked. */
export const allclose = (a: Tensor, b: Tensor, rtol: number, atol: number, nan: boolean): boolean =>
  isclose(a.detach(), b.detach(), rtol, atol, nan).all().item<boolean>();

/** Functions of a tensor first; as methods they take the receiver for it. */
const functions = {
  nonzero: native("nonzero", "input, *, as_tuple=False", (x, asTuple) =>
    nonzero(tensorOf(x, "nonzero", "input"), asTuple === true),
  ),
  argwhere: native("argwhere", "input", (x) => nonzero(tensorOf(x, "argwhere", "input"), false)),
  unique: native(
    "unique",
    "input, sorted=True, return_inverse=False, return_counts=False, dim=None",
    (x, _, inverse, counts) =>
      unique(tensorOf(x, "unique", "input"), inverse === true, counts === true),
  ),
  bincount: native("bincount", "input, weights=None, minlength=0", (x, weights, minlength) =>
    fromTensor(
      bincount(
        tensorOf(x, "bincount", "input"),
        weights === null ? null : tensorOf(weights, "bincount", "weights"),
        numberOf(minlength) as number,
      ),
    ),
  ),
  equal: native("equal", "input, other", (a, b) =>
    equal(tensorOf(a, "equal", "input"), tensorOf(b, "equal", "other", 2)),
  ),
  allclose: native(
    "allclose",
    "input, other, rtol=1e-05, atol=1e-08, equal_nan=False",
    (a, b, rtol, atol, nan) =>
      allclose(
        tensorOf(a, "allclose", "input"),
        tensorOf(b, "allclose", "other", 2),
        numberOf(rtol) as number,
        numberOf(atol) as number,
        nan === true,
      ),
  ),
  is_nonzero: native("is_nonzero", "input", (x) => tensorOf(x, "is_nonzero", "input").item() !== 0),
  searchsorted: native(
    "searchsorted",
    "sorted_sequence, input, *, right=False, side=None, out_int32=False",
    (sequence, values, right, side) => {
      const row = [...tensorOf(sequence, "searchsorted", "sorted_sequence").toTypedArray()];
      const given = operand(values) as Tensor;
      const after = right === true || side === "right";
      const places = [...given.toTypedArray()].map(
        (value) => row.filter((each) => (after ? each <= value : each < value)).length,
      );
      return fromTensor(integers(places, given.shape));
    },
  ),
  clamp_min: native("clamp_min", "input, min", (x, min) =>
    fromTensor(tensorOf(x, "clamp_min", "input").clamp(operand(min) ?? null)),
  ),
  clamp_max: native("clamp_max", "input, max", (x, max) =>
    fromTensor(tensorOf(x, "clamp_max", "input").clamp(null, operand(max) ?? null)),
  ),
} satisfies Readonly<Record<string, NativeFunction>>;

export const valueFunctions: Readonly<Record<string, NativeFunction>> = functions;
export const valueMethods: Readonly<Record<string, Method<TensorObject>>> = functions;
