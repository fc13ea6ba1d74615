// What tests of bad input share.

import { expect } from "vitest";

type ErrorClass = new (message: string) => Error;

/** Calls what is refused: the class, the message, and whom the error names, as "op.parameter". */
export function refused(
  call: () => unknown,
  type: ErrorClass,
  message: string | RegExp,
  names: string,
): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(type);
  if (typeof message === "string") expect((thrown as Error).message).toBe(message);
  else expect((thrown as Error).message).toMatch(message);
  const [op, parameter] = names.split(".");
  expect(thrown).toMatchObject(parameter === undefined ? { op } : { op, parameter });
}

/** A value whose type the compiler would refuse. */
export const wrong = (value: unknown) => value as never;
