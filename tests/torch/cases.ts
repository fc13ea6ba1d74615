// Reads the recorded PyTorch results of tests/torch/data, in the form that their README describes.
import { readFileSync } from "node:fs";

/** A tensor as recorded: numbers that JSON cannot write are strings. */
export interface RecordedTensor {
  readonly shape: readonly number[];
  readonly data: readonly (number | "NaN" | "Infinity" | "-Infinity")[];
  readonly dtype: string;
}

/** The cases of one file, e.g. `recordedCases<PrintCase>("printing")`. */
export function recordedCases<Case extends { readonly id: string }>(file: string): Case[] {
  // Not imported: a bundler would lose the sign of -0.0.
  const text = readFileSync(new URL(`data/${file}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: Case[] }).cases;
}

/** The elements of a recorded tensor as numbers. */
export const numbersOf = (tensor: RecordedTensor): number[] => tensor.data.map(Number);
