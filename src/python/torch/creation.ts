// Making tensors: where Python's calls say more than the engine's table, since Python tells 1 from 1.0.

import { defaultGenerator, multinomial, randperm } from "../../bridge";
import { arange, type DType, full, getDefaultDtype, randint, tensor } from "../../index";
import {
  Float,
  type Kwargs,
  type NativeFunction,
  native,
  nativeRaw,
  raise,
  type Value,
} from "../objects";
import { dtypeOf, numberOf, sizesOf, tensorOf, typeName } from "./arguments";
import { arrayOf } from "./data";
import { checkDevice } from "./dtypes";
import { ArrayObject } from "./numpy/array";
import { drawn } from "./random";
import { fromTensor, reserve, TensorObject } from "./tensorObject";

interface Options {
  readonly dtype: DType | null;
  readonly requiresGrad: boolean;
}

function optionsOf(kwargs: Kwargs): Options {
  checkDevice(kwargs?.get("device") ?? null);
  return {
    dtype: dtypeOf(kwargs?.get("dtype")),
    requiresGrad: kwargs?.get("requires_grad") === true,
  };
}

const ignored = [
  "device",
  "dtype",
  "requires_grad",
  "layout",
  "pin_memory",
  "generator",
  "out",
  "names",
];

/** The declared arguments, given by position or by name. */
function argumentsOf(
  fn: string,
  names: readonly string[],
  args: readonly Value[],
  kwargs: Kwargs,
): (Value | undefined)[] {
  for (const key of kwargs?.keys() ?? []) {
    if (!names.includes(key) && !ignored.includes(key)) {
      throw raise.TypeError(`${fn}() got an unexpected keyword argument '${key}'`);
    }
  }
  if (args.length > names.length) {
    throw raise.TypeError(
      `${fn}() takes ${names.length} positional arguments but ${args.length} were given`,
    );
  }
  return names.map((name, i) => args[i] ?? kwargs?.get(name));
}

const make = nativeRaw("tensor", (args, kwargs) => {
  const [data] = argumentsOf("tensor", ["data"], args, kwargs);
  if (data === undefined) {
    throw raise.TypeError('tensor() missing 1 required positional arguments: "data"');
  }
  const { dtype, requiresGrad } = optionsOf(kwargs);
  const made = arrayOf("tensor", data, dtype);
  if (requiresGrad && made.dtype !== "float32" && made.dtype !== "float64") {
    throw raise.RuntimeError(
      "Only Tensors of floating point and complex dtype can require gradients",
    );
  }
  return fromTensor(requiresGrad ? made.requiresGrad_() : made);
});

const asTensor = nativeRaw("as_tensor", (args, kwargs) => {
  const [data, type] = argumentsOf("as_tensor", ["data", "dtype"], args, kwargs);
  const dtype = dtypeOf(type);
  if (data instanceof TensorObject) {
    return dtype === null || dtype === data.tensor.dtype ? data : fromTensor(data.tensor.to(dtype));
  }
  return fromTensor(arrayOf("as_tensor", data ?? null, dtype));
});

/** The tensor and the array have the same elements. */
const fromNumpy = native("from_numpy", "ndarray", (array) => {
  if (array instanceof ArrayObject) return fromTensor(array.tensor);
  throw raise.TypeError(`expected np.ndarray (got ${typeName(array ?? null)})`);
});

const isInteger = (value: Value | undefined): boolean =>
  value === undefined ||
  typeof value === "number" ||
  typeof value === "bigint" ||
  (value instanceof TensorObject && value.tensor.dtype === "int64");

function number(fn: string, name: string, value: Value | undefined): number {
  const found = numberOf(value);
  if (found !== undefined) return found;
  throw raise.TypeError(
    `${fn}(): argument '${name}' must be Number, not ${typeName(value ?? null)}`,
  );
}

const range = nativeRaw("arange", (args, kwargs) => {
  const [first, second, third] = argumentsOf("arange", ["start", "end", "step"], args, kwargs);
  const { dtype, requiresGrad } = optionsOf(kwargs);
  const start = second === undefined ? 0 : (first ?? 0);
  const end = second ?? first;
  const [from, to, by] = [start, end, third ?? 1].map((each) => numberOf(each) ?? 1) as [
    number,
    number,
    number,
  ];
  reserve(Math.abs((to - from) / by));
  const inferred = [start, end, third].every(isInteger) ? "int64" : getDefaultDtype();
  return fromTensor(
    arange(
      number("arange", "start", start),
      number("arange", "end", end),
      number("arange", "step", third ?? 1),
      { dtype: dtype ?? inferred, requiresGrad },
    ),
  );
});

function dtypeOfFill(value: Value | undefined): DType {
  if (typeof value === "boolean") return "bool";
  if (value instanceof TensorObject) return value.tensor.dtype;
  return value instanceof Float ? getDefaultDtype() : "int64";
}

const fullOf = nativeRaw("full", (args, kwargs) => {
  const [size, value] = argumentsOf("full", ["size", "fill_value"], args, kwargs);
  const { dtype, requiresGrad } = optionsOf(kwargs);
  const shape = sizesOf("full", [size ?? null]);
  reserve(shape.reduce((product, n) => product * n, 1));
  const options = { dtype: dtype ?? dtypeOfFill(value), requiresGrad };
  return fromTensor(full(shape, number("full", "fill_value", value), options));
});

const logspace = native(
  "logspace",
  "start, end, steps, base=10.0, *, dtype=None, device=None, requires_grad=False",
  (start, end, steps, base, dtype) => {
    const [from, to, count] = [start, end, steps].map((value) => numberOf(value) as number) as [
      number,
      number,
      number,
    ];
    const data = Float64Array.from(
      { length: count },
      (_, i) => (numberOf(base) as number) ** (from + ((to - from) * i) / Math.max(1, count - 1)),
    );
    return fromTensor(tensor(data, { dtype: dtypeOf(dtype) ?? getDefaultDtype() }));
  },
);

const integers = nativeRaw("randint", (args, kwargs) => {
  const names = ["low", "high", "size"];
  const shift = args.length === 2 || (args.length === 1 && !kwargs?.has("low"));
  const given =
    shift && !kwargs?.has("low") && !(args.length === 2 && kwargs?.has("size"))
      ? [0, ...args]
      : args;
  const [low, high, size] = argumentsOf("randint", names, given, kwargs);
  const { dtype, requiresGrad } = optionsOf(kwargs);
  return fromTensor(
    drawn(kwargs, () =>
      randint(
        number("randint", "low", low ?? 0),
        number("randint", "high", high),
        sizesOf("randint", [size ?? null]),
        {
          dtype: dtype ?? "int64",
          requiresGrad,
        },
      ),
    ),
  );
});

const permutation = nativeRaw("randperm", (args, kwargs) => {
  const [n] = argumentsOf("randperm", ["n"], args, kwargs);
  const { dtype } = optionsOf(kwargs);
  return fromTensor(
    drawn(kwargs, () =>
      tensor(randperm(defaultGenerator, number("randperm", "n", n)), { dtype: dtype ?? "int64" }),
    ),
  );
});

const multinomialOf = native(
  "multinomial",
  "input, num_samples, replacement=False, *, generator=None",
  (given, count, replacement) => {
    const weights = tensorOf(given, "multinomial", "input");
    const samples = numberOf(count) as number;
    const rows = weights.ndim === 1 ? 1 : weights.size(0);
    const data = weights.detach().toTypedArray() as Float32Array | Float64Array;
    const categories = weights.size(-1);
    const drawn = multinomial(
      defaultGenerator,
      { data, rows, categories },
      samples,
      replacement === true,
    );
    const picked = tensor(drawn, { dtype: "int64" });
    return fromTensor(weights.ndim === 1 ? picked : picked.reshape([rows, samples]).snapshot());
  },
);

/** The places below or above a diagonal of a matrix: rows, then columns. */
const triangle = (fn: string, inside: (row: number, column: number, offset: number) => boolean) =>
  native(fn, "row, col, offset=0, *, dtype=None, device=None", (row, col, offset) => {
    const places: number[][] = [[], []];
    for (let i = 0; i < (numberOf(row) as number); i++) {
      for (let j = 0; j < (numberOf(col) as number); j++) {
        if (!inside(i, j, numberOf(offset) as number)) continue;
        places[0]?.push(i);
        places[1]?.push(j);
      }
    }
    const flat = tensor(Float64Array.from(places.flat()), { dtype: "int64" });
    return fromTensor(flat.reshape([2, places[0]?.length ?? 0]).snapshot());
  });

export const creation: Readonly<Record<string, NativeFunction>> = {
  tensor: make,
  as_tensor: asTensor,
  asarray: asTensor,
  from_numpy: fromNumpy,
  arange: range,
  full: fullOf,
  logspace,
  randint: integers,
  randperm: permutation,
  multinomial: multinomialOf,
  tril_indices: triangle("tril_indices", (i, j, offset) => j - i <= offset),
  triu_indices: triangle("triu_indices", (i, j, offset) => j - i >= offset),
};
