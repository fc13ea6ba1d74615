// Making tensors: from data, filled, in sequences, at random.

import { defineComposite } from "./composite";
import { allocate, type DType, getDefaultDtype, isFloating, type TypedArray } from "./dtype";
import { describe, nameOperation, RuntimeError, TypeError } from "./errors";
import { source } from "./graph";
import { convert, type Nested, parse } from "./nested";
import { bind, dtype, flag, int, number, scalar, sizes, tensor as tensorParam } from "./params";
import { defaultGenerator, fillNormal, fillRandint, fillUniform } from "./random";
import { list, numel, type Shape, size } from "./shape";
import { Tensor } from "./tensor";

/** What every function that makes a tensor takes. */
export interface TensorOptions {
  /** The element type; inferred from the values by default. */
  readonly dtype?: DType | null;
  /** Whether gradients are computed for it. Default `false`. */
  readonly requiresGrad?: boolean;
}

/** A leaf that holds `data`. */
function leaf(
  op: string,
  data: TypedArray,
  shape: Shape,
  type: DType,
  requiresGrad: boolean,
): Tensor {
  if (requiresGrad && !isFloating(type)) {
    throw new RuntimeError(
      "Only Tensors of floating point and complex dtype can require gradients",
      {
        op,
        parameter: "requiresGrad",
      },
    );
  }
  return new Tensor(source(data, size(shape), type, requiresGrad));
}

/** Room for a tensor of `shape`. */
function room(op: string, shape: Shape, type: DType): TypedArray {
  const negative = shape.find((n) => n < 0);
  if (negative !== undefined) {
    throw new RuntimeError(
      `Trying to create tensor with negative dimension ${negative}: ${list(shape)}`,
      {
        op,
        parameter: "size",
      },
    );
  }
  try {
    return allocate(type, numel(shape));
  } catch (thrown) {
    throw nameOperation(thrown, op);
  }
}

const common = [dtype("dtype", null), flag("requiresGrad", false)] as const;

/**
 * A leaf from nested arrays, a typed array or a number (which is copied).
 * @param data rows of rows of numbers or booleans; the shape is inferred.
 * @example tensor([[1, 2], [3, 4]], { requiresGrad: true })
 * @throws ValueError for ragged rows; TypeError for anything but numbers and booleans.
 */
export function tensor(data: Nested | Tensor, options: TensorOptions = {}): Tensor {
  const [type, requiresGrad] = bind("tensor", common, [options]) as [DType | null, boolean];
  if (data === null || data === undefined) {
    throw new TypeError(`tensor: data must be numbers or booleans, got ${describe(data)}`, {
      op: "tensor",
      parameter: "data",
    });
  }
  const node = data instanceof Tensor ? data.read() : null;
  const parsed = parse("tensor", node?.data ?? data, type ?? node?.dtype);
  return leaf("tensor", parsed.data, node?.shape ?? parsed.shape, parsed.dtype, requiresGrad);
}

/** A function of a size that fills what it makes. */
const filled = (name: string, doc: string, fill: (data: TypedArray, type: DType) => void) =>
  defineComposite({
    name,
    method: false,
    doc,
    params: [sizes("size"), ...common],
    compose: ({ size: shape, dtype: type, requiresGrad }): Tensor => {
      const dtype = type ?? getDefaultDtype();
      const data = room(name, shape, dtype);
      fill(data, dtype);
      return leaf(name, data, shape, dtype, requiresGrad);
    },
    samples: () => [],
  });

/** The same with the size and dtype of another tensor. */
const like = (name: string, doc: string, fill: (data: TypedArray, type: DType) => void) =>
  defineComposite({
    name,
    method: false,
    doc,
    params: [tensorParam("input"), ...common],
    compose: ({ input, dtype: type, requiresGrad }): Tensor => {
      const dtype = type ?? input.dtype;
      const data = room(name, input.shape, dtype);
      fill(data, dtype);
      return leaf(name, data, input.shape, dtype, requiresGrad);
    },
    samples: () => [],
  });

const uniform = (data: TypedArray, type: DType) => fillUniform(defaultGenerator, data, 0, 1, type);
const normal = (data: TypedArray, type: DType) => fillNormal(defaultGenerator, data, 0, 1, type);
const nothing = () => {};
const one = (data: TypedArray) => {
  data.fill(1);
};

export const zeros = filled("zeros", "Zeros.", nothing);
export const ones = filled("ones", "Ones.", one);
export const empty = filled("empty", "Zeros: memory is never left unset here.", nothing);
export const rand = filled("rand", "Uniform random numbers in [0, 1).", uniform);
export const randn = filled("randn", "Normal random numbers of mean 0 and variance 1.", normal);
export const zerosLike = like("zerosLike", "Zeros in the shape of input.", nothing);
export const onesLike = like("onesLike", "Ones in the shape of input.", one);
export const randLike = like("randLike", "Uniform random numbers in the shape of input.", uniform);
export const randnLike = like("randnLike", "Normal random numbers in the shape of input.", normal);

/** The value as the dtype holds it; integers hold no NaN and nothing beyond 64 bits. */
function fillOf(op: string, value: number | boolean, dtype: DType): number {
  if (dtype !== "int64" || Math.abs(Number(value)) < 2 ** 63) return convert(Number(value), dtype);
  throw new RuntimeError("value cannot be converted to type int64_t without overflow", {
    op,
    parameter: "fillValue",
  });
}

export const full = defineComposite({
  name: "full",
  method: false,
  doc: "One value everywhere.",
  params: [sizes("size"), scalar("fillValue"), ...common],
  compose: ({ size: shape, fillValue: value, dtype: type, requiresGrad }): Tensor => {
    const dtype = type ?? (typeof value === "boolean" ? "bool" : getDefaultDtype());
    const data = room("full", shape, dtype).fill(fillOf("full", value, dtype));
    return leaf("full", data, shape, dtype, requiresGrad);
  },
  samples: () => [],
});

export const fullLike = defineComposite({
  name: "fullLike",
  method: false,
  doc: "One value everywhere, in the shape and dtype of input.",
  params: [tensorParam("input"), scalar("fillValue"), ...common],
  compose: ({ input, fillValue: value, dtype: type, requiresGrad }): Tensor => {
    const dtype = type ?? input.dtype;
    const data = room("fullLike", input.shape, dtype).fill(fillOf("fullLike", value, dtype));
    return leaf("fullLike", data, input.shape, dtype, requiresGrad);
  },
  samples: () => [],
});

export const eye = defineComposite({
  name: "eye",
  method: false,
  doc: "Ones on the diagonal of an n × m matrix (m = n by default), zeros elsewhere.",
  params: [int("n"), int("m", null), ...common],
  compose: ({ n, m, dtype: type, requiresGrad }): Tensor => {
    for (const [name, count] of [
      ["n", n],
      ["m", m ?? n],
    ] as const) {
      if (count >= 0) continue;
      throw new RuntimeError(`${name} must be greater or equal to 0, got ${count}`, {
        op: "eye",
        parameter: name,
      });
    }
    const shape = [n, m ?? n];
    const dtype = type ?? getDefaultDtype();
    const data = room("eye", shape, dtype);
    for (let i = 0; i < Math.min(n, m ?? n); i++) data[i * (m ?? n) + i] = 1;
    return leaf("eye", data, shape, dtype, requiresGrad);
  },
  samples: () => [],
});

const arangeParams = [number("start"), number("end", null), number("step", 1), ...common] as const;

export const arange = defineComposite({
  name: "arange",
  method: false,
  doc: "start, start + step, … before end; `arange(n)` counts from 0. Integers give int64.",
  params: arangeParams,
  compose: ({ start, end, step, dtype: type, requiresGrad }): Tensor => {
    const [from, to] = end === null ? [0, start] : [start, end];
    if (step === 0)
      throw new RuntimeError("step must be nonzero", { op: "arange", parameter: "step" });
    if ((to - from) * step < 0) {
      throw new RuntimeError("upper bound and larger bound inconsistent with step sign", {
        op: "arange",
      });
    }
    const integer = [from, to, step].every(Number.isInteger);
    const dtype = type ?? (integer ? "int64" : getDefaultDtype());
    const data = room("arange", [Math.ceil((to - from) / step)], dtype);
    for (let i = 0; i < data.length; i++) data[i] = convert(from + i * step, dtype);
    return leaf("arange", data, [data.length], dtype, requiresGrad);
  },
  samples: () => [],
});

export const linspace = defineComposite({
  name: "linspace",
  method: false,
  doc: "`steps` numbers from start to end, evenly spaced, both included.",
  params: [number("start"), number("end"), int("steps"), ...common],
  compose: ({ start, end, steps, dtype: type, requiresGrad }): Tensor => {
    if (steps < 0) {
      throw new RuntimeError("number of steps must be non-negative", {
        op: "linspace",
        parameter: "steps",
      });
    }
    const dtype = type ?? getDefaultDtype();
    const data = room("linspace", [steps], dtype);
    // PyTorch computes in the dtype itself, from whichever end is nearer.
    const round = dtype === "float32" ? Math.fround : (x: number) => x;
    const [from, to] = [round(start), round(end)];
    const step = round(round(to - from) / (steps - 1));
    for (let i = 0; i < steps; i++) {
      data[i] = convert(
        i < Math.floor(steps / 2)
          ? round(from + round(step * i))
          : round(to - round(step * (steps - i - 1))),
        dtype,
      );
    }
    if (steps === 1) data[0] = convert(from, dtype);
    return leaf("linspace", data, [steps], dtype, requiresGrad);
  },
  samples: () => [],
});

export const randint = defineComposite({
  name: "randint",
  method: false,
  doc: "Random integers from low to below high.",
  params: [int("low"), int("high"), sizes("size"), ...common],
  compose: ({ low, high, size: shape, dtype: type, requiresGrad }): Tensor => {
    const dtype = type ?? "int64";
    const data = room("randint", shape, dtype);
    fillRandint(defaultGenerator, data, low, high);
    return leaf("randint", data, shape, dtype, requiresGrad);
  },
  samples: () => [],
});
