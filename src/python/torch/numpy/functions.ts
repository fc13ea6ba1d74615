// The functions of numpy that PyTorch's tutorials use.

import { arange, linspace, noGrad, ones, type Tensor, zeros } from "../../../index";
import { Float, type NativeFunction, native, raise, type Value } from "../../objects";
import { itemsOf, numberOf } from "../arguments";
import { allclose } from "../values";
import {
  ArrayObject,
  arrayOperand,
  arrayType,
  float64,
  NumpyDType,
  npDtype,
  reduce,
  reductionNames,
  wrap,
} from "./array";
import { randomModule } from "./random";

const sizesOf = (value: Value | undefined): number[] =>
  (itemsOf(value) ?? [value as Value]).map((n) => numberOf(n) as number);

const operandOf = (value: Value | undefined, fn: string): Tensor => {
  const found = arrayOperand(value);
  if (found !== undefined) return found;
  throw raise.TypeError(`numpy.${fn} is not supported for this argument here`);
};

/** A function of one array, element by element. */
const elementwise = (name: string, f: (x: Tensor) => Tensor): NativeFunction =>
  native(name, "x", (x) => {
    const given = operandOf(x, name);
    return wrap(
      noGrad(() => f(given.dtype === "int64" || given.node.wrapped ? given.to("float64") : given)),
    );
  });

const pairwise = (name: string, f: (a: Tensor, b: Tensor) => Tensor): NativeFunction =>
  native(name, "x1, x2, out=None", (a, b, out) => {
    const result = noGrad(() => f(operandOf(a, name), operandOf(b, name)));
    if (!(out instanceof ArrayObject)) return wrap(result);
    noGrad(() => out.tensor.copy_(result));
    return out;
  });

const filled = (
  name: string,
  make: (size: number[], options: { dtype: "float32" | "float64" | "int64" | "bool" }) => Tensor,
) =>
  native(
    name,
    "shape, dtype=None",
    (shape, dtype) =>
      new ArrayObject(
        make(sizesOf(shape), { dtype: dtype === null ? "float64" : npDtype(dtype as Value) }),
      ),
  );

const range = native(
  "arange",
  "start, stop=None, step=1, dtype=None",
  (start, stop, step, dtype) => {
    const [from, to] = stop === null ? [0, start] : [start, stop];
    const whole = [from, to, step].every((value) => typeof value === "number");
    const chosen = dtype === null ? (whole ? "int64" : "float64") : npDtype(dtype as Value);
    return new ArrayObject(
      arange(numberOf(from) as number, numberOf(to) as number, numberOf(step) as number, {
        dtype: chosen,
      }),
    );
  },
);

const make = native("array", "object, dtype=None", (value, dtype) => {
  const given = value instanceof ArrayObject ? value.tensor.snapshot() : float64(value as Value);
  return new ArrayObject(dtype === null ? given : given.to(npDtype(dtype as Value)).snapshot());
});

const unary: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  tan: (x) => x.tan(),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  log2: (x) => x.log2(),
  log10: (x) => x.log10(),
  sqrt: (x) => x.sqrt(),
  abs: (x) => x.abs(),
  tanh: (x) => x.tanh(),
  floor: (x) => x.floor(),
  ceil: (x) => x.ceil(),
  sign: (x) => x.sign(),
  square: (x) => x.square(),
  round: (x) => x.round(),
  isnan: (x) => x.isnan(),
};

export const numpyMembers = (): Record<string, Value> => ({
  ...Object.fromEntries(Object.entries(unary).map(([name, f]) => [name, elementwise(name, f)])),
  ...Object.fromEntries(
    reductionNames.map((name) => [
      name,
      native(name, "a, axis=None, keepdims=False", (a, axis, keepdims) =>
        reduce(name, operandOf(a, name), axis, keepdims),
      ),
    ]),
  ),
  add: pairwise("add", (a, b) => a.add(b)),
  subtract: pairwise("subtract", (a, b) => a.sub(b)),
  multiply: pairwise("multiply", (a, b) => a.mul(b)),
  divide: pairwise("divide", (a, b) => a.div(b)),
  dot: pairwise("dot", (a, b) => a.matmul(b)),
  matmul: pairwise("matmul", (a, b) => a.matmul(b)),
  maximum: pairwise("maximum", (a, b) => a.maximum(b)),
  minimum: pairwise("minimum", (a, b) => a.minimum(b)),
  power: pairwise("power", (a, b) => a.pow(b)),
  array: make,
  asarray: make,
  zeros: filled("zeros", (size, options) => zeros(size, options)),
  ones: filled("ones", (size, options) => ones(size, options)),
  empty: filled("empty", (size, options) => zeros(size, options)),
  arange: range,
  linspace: native(
    "linspace",
    "start, stop, num=50",
    (start, stop, count) =>
      new ArrayObject(
        linspace(numberOf(start) as number, numberOf(stop) as number, numberOf(count) as number, {
          dtype: "float64",
        }),
      ),
  ),
  allclose: native(
    "allclose",
    "a, b, rtol=1e-05, atol=1e-08, equal_nan=False",
    (a, b, rtol, atol, nan) =>
      allclose(
        operandOf(a, "allclose").to("float64"),
        operandOf(b, "allclose").to("float64"),
        numberOf(rtol) as number,
        numberOf(atol) as number,
        nan === true,
      ),
  ),
  ndarray: arrayType,
  float32: new NumpyDType("float32"),
  float64: new NumpyDType("float64"),
  int64: new NumpyDType("int64"),
  int32: new NumpyDType("int32"),
  bool_: new NumpyDType("bool"),
  pi: new Float(Math.PI),
  e: new Float(Math.E),
  inf: new Float(Number.POSITIVE_INFINITY),
  nan: new Float(Number.NaN),
  newaxis: null,
  random: randomModule(),
});
