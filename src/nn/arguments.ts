// The arguments of constructors: PyTorch's order, from any point on by name, as for operations.
// Layers, optimizers and schedulers declare their parameters once with the kinds of params.ts and
// those added here.

import { type AnyParam, bind, type Named, type Param } from "../params";

type Static<N extends string, T, F extends readonly unknown[]> = Param<
  N,
  "static",
  F extends [null] ? T | null : T,
  F extends [null] ? T | null : T,
  F extends [] ? true : false
>;

/**
 * A kind of parameter: `read` gives the argument, or undefined if it is of the wrong type; what is
 * `expected` says so in words. Without a fallback the parameter must be given.
 */
export function argument<
  const N extends string,
  T,
  F extends readonly [] | readonly [T] | readonly [null],
>(
  name: N,
  expected: string,
  read: (value: unknown) => T | undefined,
  ...fallback: F
): Static<N, T, F> {
  const required = fallback.length === 0;
  const nullable = !required && fallback[0] === null;
  const declared: Param<N, "static", T | null, T | null, boolean> = {
    name,
    kind: "static",
    type: expected,
    required,
    fallback: fallback[0],
    variadic: false,
    read: nullable ? (value) => (value === null ? null : read(value)) : read,
    expected: nullable ? `${expected} or null` : expected,
  };
  return declared as Static<N, T, F>;
}

const isNumber = (value: unknown): value is number => typeof value === "number";

/** Two numbers, such as Adam's betas. */
export const pair = <const N extends string>(name: N, fallback: readonly [number, number]) =>
  argument(
    name,
    "two numbers",
    (value) =>
      Array.isArray(value) && value.length === 2 && value.every(isNumber)
        ? (value as unknown as readonly [number, number])
        : undefined,
    fallback,
  );

/** An object made by a class. */
export const instance = <const N extends string, T>(
  name: N,
  expected: string,
  type: abstract new (...given: never[]) => T,
) => argument(name, expected, (value) => (value instanceof type ? value : undefined));

/** The arguments of a call by name, defaults filled in. */
export function named<const P extends readonly AnyParam[]>(
  op: string,
  params: P,
  given: readonly unknown[],
): Named<P> {
  const bound = bind(op, params, given);
  return Object.fromEntries(params.map((p, i) => [p.name, bound[i]])) as Named<P>;
}

/** Sets properties of what a constructor makes, which `declare`s them. */
export const assign = <M extends object>(made: M, values: Partial<M>): M =>
  Object.assign(made, values);

/** Makes all arguments of a constructor properties of what it makes, which `declare`s them. */
export const take = <const P extends readonly AnyParam[]>(
  made: Named<P>,
  params: P,
  given: readonly unknown[],
): Named<P> => Object.assign(made, named(made.constructor.name, params, given));
