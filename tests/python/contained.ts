// Runs a program that means harm, and looks whether it did any.
import { expect } from "vitest";
import { type Limits, type PythonResult, runPython } from "../../src/python/index";
import { changesSince, globalsNow } from "./globals";

export const limits: Limits = {
  seconds: 2,
  memory: 64 * 2 ** 20,
  statements: 500_000,
  output: 10_000,
};

/** Runs a program; every global of JavaScript has to be as before. */
export function contained(source: string, own: Limits = limits): PythonResult {
  const before = globalsNow();
  const outcome = runPython(source, { limits: own });
  expect(changesSince(before)).toEqual([]);
  return outcome;
}

/** How a program ended: `"TypeError"`, or null. */
export const ending = (source: string): string | null => contained(source).error?.type ?? null;
