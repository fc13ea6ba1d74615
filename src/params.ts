// Parameters: the kinds that an operation's parameter list is made of, and how a call's arguments
// are bound to them. One rule for every call: PyTorch's order, and from any point on by name in one
// trailing plain object.

import { type DType, isDType } from "./dtype";
import { describe, TypeError } from "./errors";
import { asTensor } from "./numbers";
import { Tensor } from "./tensor";

/** What stands for a tensor in a call: a tensor, or a number that is taken for one. */
export type TensorLike = Tensor | number | boolean;

type Kind = "tensor" | "tensors" | "static";

/** How a kind of parameter shows in generated types and in documentation. */
export interface Param<
  Name extends string,
  K extends Kind,
  Given,
  Bound,
  Required extends boolean,
> {
  readonly name: Name;
  readonly kind: K;
  /** The TypeScript type of the argument, for the generated method signatures. */
  readonly type: string;
  readonly required: Required;
  readonly fallback: Bound | undefined;
  /** Takes all remaining positional arguments when the first is a number: `reshape(2, 3)`. */
  readonly variadic: boolean;
  /** Checks a given argument; `undefined` if it is of the wrong type. */
  readonly read: (value: unknown) => Bound | undefined;
  /** What is accepted, in words, for the error. */
  readonly expected: string;
  /** Carries the argument's type; never set. */
  readonly given?: Given;
}

export type AnyParam = Param<string, Kind, unknown, unknown, boolean>;

type Optional<Bound> = [fallback: Bound];

function param<Name extends string, K extends Kind, Given, Bound, Required extends boolean>(
  name: Name,
  kind: K,
  type: string,
  expected: string,
  read: (value: unknown) => Bound | undefined,
  fallback: readonly unknown[],
  variadic = false,
): Param<Name, K, Given, Bound, Required> {
  const required = (fallback.length === 0) as Required;
  const given = fallback[0] as Bound | undefined;
  const nullable = !required && given === null;
  return {
    name,
    kind,
    type: nullable ? `${type} | null` : type,
    required,
    fallback: given,
    variadic,
    read: nullable ? (v) => (v === null ? (null as Bound) : read(v)) : read,
    expected: nullable ? `${expected} or null` : expected,
  };
}

const isNumber = (v: unknown): v is number => typeof v === "number";
const isInt = (v: unknown): v is number => typeof v === "number" && Number.isSafeInteger(v);
const isInts = (v: unknown): v is readonly number[] => Array.isArray(v) && v.every(isInt);
const when =
  <T>(test: (v: unknown) => v is T) =>
  (v: unknown): T | undefined =>
    test(v) ? v : undefined;
const isTensorLike = (v: unknown): v is TensorLike =>
  v instanceof Tensor || typeof v === "number" || typeof v === "boolean";

/** A tensor, or a number on its behalf. */
export const tensor = <const N extends string>(name: N) =>
  param<N, "tensor", TensorLike, Tensor, true>(
    name,
    "tensor",
    "TensorLike",
    "a Tensor or a number",
    (v) => (isTensorLike(v) ? asTensor(v) : undefined),
    [],
  );

/** A tensor that may be left out. */
export const optionalTensor = <const N extends string>(name: N) =>
  param<N, "tensor", TensorLike | null, Tensor | null, false>(
    name,
    "tensor",
    "TensorLike",
    "a Tensor",
    (v) => (isTensorLike(v) ? asTensor(v) : undefined),
    [null],
  );

/** A list of tensors; it must be an operation's only tensor parameter. */
export const tensors = <const N extends string>(name: N) =>
  param<N, "tensors", readonly TensorLike[], readonly Tensor[], true>(
    name,
    "tensors",
    "readonly TensorLike[]",
    "an array of Tensors",
    (v) => (Array.isArray(v) && v.every(isTensorLike) ? v.map((t) => asTensor(t)) : undefined),
    [],
  );

const staticParam =
  <Bound>(
    type: string,
    expected: string,
    read: (v: unknown) => Bound | undefined,
    variadic = false,
  ) =>
  <const N extends string, F extends [] | Optional<Bound | null>>(name: N, ...fallback: F) =>
    param<
      N,
      "static",
      F extends [null] ? Bound | null : Bound,
      F extends [null] ? Bound | null : Bound,
      F extends [] ? true : false
    >(
      name,
      "static",
      type,
      expected,
      read as (v: unknown) => (F extends [null] ? Bound | null : Bound) | undefined,
      fallback,
      variadic,
    );

/** A real number. */
export const number = staticParam<number>("number", "a number", when(isNumber));
/** An integer. */
export const int = staticParam<number>("number", "an integer", when(isInt));
/** A boolean. */
export const flag = staticParam<boolean>(
  "boolean",
  "a boolean",
  when((v): v is boolean => typeof v === "boolean"),
);
/** A number or a boolean. */
export const scalar = staticParam<number | boolean>(
  "number | boolean",
  "a number or a boolean",
  when((v): v is number | boolean => typeof v === "number" || typeof v === "boolean"),
);
/** One dimension or several. */
export const dims = staticParam<number | readonly number[]>(
  "number | readonly number[]",
  "an integer or an array of integers",
  (v) => (isInt(v) || isInts(v) ? v : undefined),
);
/** A list of integers, which may also be given one by one: `reshape(2, 3)` and `reshape([2, 3])`. */
export const sizes = staticParam<readonly number[]>(
  "readonly number[]",
  "integers or an array of integers",
  (v) => (isInts(v) ? v : isInt(v) ? [v] : undefined),
  true,
);
/** An element type. */
export const dtype = staticParam<DType>("DType", 'a dtype such as "float64"', when(isDType));

/** The order of a norm: a number, or PyTorch's word for 2. */
export const normOrder = staticParam<number>('number | "fro"', 'a number or "fro"', (v) =>
  v === "fro" ? 2 : isNumber(v) ? v : undefined,
);

/** One of several words. */
export const choice = <
  const N extends string,
  const W extends readonly string[],
  const F extends W[number] | null,
>(
  name: N,
  words: W,
  fallback: F,
) =>
  param<N, "static", W[number] | F, W[number] | F, false>(
    name,
    "static",
    words.map((w) => `"${w}"`).join(" | "),
    `one of ${words.map((w) => `"${w}"`).join(", ")}`,
    when((v): v is W[number] => typeof v === "string" && words.includes(v)),
    [fallback],
  );

const isOptions = (v: unknown): v is Record<string, unknown> => {
  if (typeof v !== "object" || v === null) return false;
  const proto: unknown = Object.getPrototypeOf(v);
  return proto === Object.prototype || proto === null;
};

/**
 * Binds a call's arguments to parameters; the result is in their order, defaults filled in.
 * @throws TypeError naming the op, the parameter, what was expected and what came.
 */
export function bind(
  op: string,
  params: readonly AnyParam[],
  given: readonly unknown[],
): unknown[] {
  let count = given.length;
  const last = given[count - 1];
  const options = count > 0 && isOptions(last) ? last : null;
  if (options !== null) count--;
  const bound = new Array<unknown>(params.length);
  let taken = 0;
  for (let i = 0; i < params.length; i++) {
    const p = params[i] as AnyParam;
    let value: unknown;
    if (taken < count) {
      value = given[taken++];
      if (p.variadic && isNumber(value) && taken < count) {
        const rest = [value];
        while (taken < count && isNumber(given[taken])) rest.push(given[taken++] as number);
        value = rest;
      }
      if (options !== null && options[p.name] !== undefined) {
        throw new TypeError(`${op}: ${p.name} was given twice, by position and by name`, {
          op,
          parameter: p.name,
        });
      }
    } else if (options !== null) value = options[p.name];
    bound[i] = readArgument(op, p, value);
  }
  if (taken < count) {
    throw new TypeError(`${op}: takes at most ${params.length} arguments, got ${count}`, { op });
  }
  if (options !== null) refuseUnknown(op, params, options);
  return bound;
}

function readArgument(op: string, p: AnyParam, value: unknown): unknown {
  if (value === undefined) {
    if (!p.required) return p.fallback;
    throw new TypeError(`${op}: ${p.name} is missing; expected ${p.expected}`, {
      op,
      parameter: p.name,
    });
  }
  const read = p.read(value);
  if (read !== undefined) return read;
  throw new TypeError(`${op}: ${p.name} must be ${p.expected}, got ${describe(value)}`, {
    op,
    parameter: p.name,
  });
}

function refuseUnknown(
  op: string,
  params: readonly AnyParam[],
  options: Record<string, unknown>,
): void {
  for (const key of Object.keys(options)) {
    if (!params.some((p) => p.name === key)) {
      const known = params.filter((p) => p.kind === "static").map((p) => p.name);
      throw new TypeError(
        `${op}: unknown option ${key}${known.length > 0 ? `; known are ${known.join(", ")}` : ""}`,
        { op, parameter: key },
      );
    }
  }
}

type Bound<P> = P extends Param<string, Kind, unknown, infer B, boolean> ? B : never;

/** The arguments of an operation, by name. */
export type Named<P extends readonly AnyParam[]> = {
  readonly [K in P[number] as K["name"]]: Bound<K>;
};

type Given<P> = P extends Param<string, Kind, infer G, unknown, boolean> ? G : never;
type Options<P extends readonly AnyParam[]> = {
  readonly [K in P[number] as K["required"] extends true ? K["name"] : never]: Given<K>;
} & {
  readonly [K in P[number] as K["required"] extends true ? never : K["name"]]?: Given<K>;
};

/** The argument lists of a call: positional up to any point, then by name. */
export type CallArguments<P extends readonly AnyParam[]> = P extends readonly [
  infer H extends AnyParam,
  ...infer R extends readonly AnyParam[],
]
  ?
      | (H["required"] extends true ? [options: Options<P>] : [options?: Options<P>])
      | [Given<H> | (H["required"] extends true ? never : undefined), ...CallArguments<R>]
      | ([Given<H>] extends [readonly number[]] ? number[] | [...number[], Options<R>] : never)
  : [];
