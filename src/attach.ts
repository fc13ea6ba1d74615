// Gives tensors their methods: every op of the table that takes a tensor first, the in-place forms,
// and the few that are spelled differently as methods.

import { setAt } from "./assignment";
import "./autograd/methods";

import { allocate, type DType } from "./dtype";
import { source } from "./graph";
import { inPlace } from "./inplace";
import type { Nested } from "./nested";
import { asTensor } from "./numbers";
import { at, type Index } from "./ops/at";
import { where } from "./ops/logic";
import { fill } from "./ops/scatter";
import { defaultGenerator, fillNormal, fillUniform } from "./random";
import { numel } from "./shape";
import { operations } from "./table";
import { Tensor } from "./tensor";

/** The ops that have an in-place form, `name_`. */
export const inPlaceNames = [
  "add",
  "sub",
  "mul",
  "div",
  "pow",
  "neg",
  "exp",
  "log",
  "log1p",
  "sqrt",
  "abs",
  "sin",
  "cos",
  "tanh",
  "sigmoid",
  "relu",
  "clamp",
  "maskedFill",
] as const;

declare module "./tensor" {
  interface Tensor {
    /** The tensor with its dimensions in reverse order. */
    readonly T: Tensor;
    /** The last two dimensions exchanged. */
    readonly mT: Tensor;
    /**
     * Indexing, as `x[…]` in PyTorch; a view.
     * @example x.at(0, slice(1, null)) // x[0, 1:]
     */
    at(...index: readonly Index[]): Tensor;
    /**
     * Indexed assignment, as `x[…] = value` in PyTorch. A leaf is written and what depends on it
     * follows; equal values are no write.
     * @param index an integer, or one entry per dimension as `at` takes them.
     * @example w.setAt([2, 0], 0.5)
     * @example x.setAt([slice(0, 2)], 0) // x[0:2] = 0
     */
    setAt(index: number | readonly Index[], value: Nested | Tensor): this;
    /** This tensor where `condition` holds, `other` elsewhere. */
    where(condition: Tensor, other: Tensor | number): Tensor;
    /** Zero everywhere, in place. */
    zero_(): this;
    /** One value everywhere, in place. */
    fill_(value: Tensor | number): this;
    /** The values of `source`, in place. */
    copy_(source: Tensor | number): this;
    /** Uniform random numbers from `low` (0) to `high` (1), in place. */
    uniform_(low?: number, high?: number): this;
    /** Normal random numbers of mean 0 and standard deviation 1 unless given, in place. */
    normal_(mean?: number, std?: number): this;
  }
}

type Method = (this: Tensor, ...given: never[]) => unknown;

function attach(name: string, method: Method): void {
  Object.defineProperty(Tensor.prototype, name, {
    value: method,
    writable: true,
    configurable: true,
  });
}

for (const op of operations.values()) {
  if (!op.method) continue;
  const call = op.call as (...given: unknown[]) => unknown;
  attach(op.name, function (this: Tensor, ...given: unknown[]) {
    return call(this, ...given);
  } as Method);
}

for (const name of inPlaceNames) {
  const call = operations.get(`torch.${name}`)?.call as unknown as (...given: unknown[]) => Tensor;
  attach(`${name}_`, function (this: Tensor, ...given: unknown[]) {
    return inPlace(`${name}_`, this, () => call(this, ...given));
  } as Method);
}

const copied = (target: Tensor, value: Tensor | number): Tensor =>
  asTensor(value).to(target.dtype).expand(target.shape);

attach("fill_", function (this: Tensor, value: Tensor | number) {
  return inPlace("fill_", this, () => fill(this, asTensor(value).to(this.dtype)));
} as Method);

attach("zero_", function (this: Tensor) {
  return inPlace("zero_", this, () => fill(this, asTensor(0).to(this.dtype)));
} as Method);

attach("copy_", function (this: Tensor, source: Tensor | number) {
  return inPlace("copy_", this, () => copied(this, source));
} as Method);

/** Random in-place ops draw at the call. */
const drawn = (
  op: string,
  target: Tensor,
  draw: (data: Float32Array | Float64Array, type: DType) => void,
): Tensor =>
  inPlace(op, target, () => {
    const { shape, dtype } = target;
    const data = allocate(dtype, numel(shape));
    draw(data as Float64Array, dtype);
    return new Tensor(source(data, shape, dtype));
  });

attach("uniform_", function (this: Tensor, low = 0, high = 1) {
  return drawn("uniform_", this, (data, type) =>
    fillUniform(defaultGenerator, data, low, high, type),
  );
} as Method);

attach("normal_", function (this: Tensor, mean = 0, std = 1) {
  return drawn("normal_", this, (data, type) =>
    fillNormal(defaultGenerator, data, mean, std, type),
  );
} as Method);

attach("at", function (this: Tensor, ...index: Index[]) {
  return at(this, ...index);
} as Method);

attach("setAt", function (this: Tensor, index: number | readonly Index[], value: Nested | Tensor) {
  return setAt(this, index, value);
} as Method);

attach("where", function (this: Tensor, condition: Tensor, other: Tensor | number) {
  return where(condition, this, other);
} as Method);

Object.defineProperties(Tensor.prototype, {
  T: {
    // Hot reload defines it again.
    configurable: true,
    get(this: Tensor) {
      return this.permute(Array.from({ length: this.ndim }, (_, i) => this.ndim - 1 - i));
    },
  },
  mT: {
    configurable: true,
    get(this: Tensor) {
      return this.transpose(-2, -1);
    },
  },
});
