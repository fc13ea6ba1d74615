// Compares what Python code gave with what PyTorch recorded.

import { expect } from "vitest";
import { Tensor } from "../../src/index";
import type { RecordedTensor } from "../torch/cases";

export type Recorded =
  | null
  | boolean
  | number
  | string
  | RecordedTensor
  | readonly Recorded[]
  | { readonly [name: string]: Recorded };

const isTensor = (value: Recorded): value is RecordedTensor =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  "shape" in value &&
  "data" in value;

const words = ["NaN", "Infinity", "-Infinity"];

function agrees(ours: number, theirs: number, rtol: number): boolean {
  if (ours === theirs || (Number.isNaN(ours) && Number.isNaN(theirs))) return true;
  // Sums of many terms may cancel: what is left of a zero is rounding.
  return Math.abs(ours - theirs) <= rtol * Math.abs(theirs) + (theirs === 0 ? 1e-15 : 0);
}

function expectTensor(what: string, ours: unknown, theirs: RecordedTensor): void {
  if (!(ours instanceof Tensor)) expect.fail(`${what} is ${String(ours)}, PyTorch has a tensor`);
  expect([...ours.shape], `${what}: shape`).toEqual([...theirs.shape]);
  expect(ours.dtype, `${what}: dtype`).toBe(theirs.dtype);
  const rtol = ours.dtype === "float32" ? 1e-6 : 1e-9;
  const values = ours.detach().toTypedArray();
  theirs.data.forEach((each, i) => {
    const wanted = Number(each);
    if (!agrees(values[i] as number, wanted, rtol)) {
      expect.fail(`${what}: element ${i} is ${values[i]}, PyTorch has ${wanted}`);
    }
  });
}

/** Tensors by shape, dtype and values, numbers closely, the rest exactly. */
export function expectRecorded(what: string, ours: unknown, theirs: Recorded): void {
  if (isTensor(theirs)) expectTensor(what, ours, theirs);
  else if (Array.isArray(theirs)) {
    if (!Array.isArray(ours)) expect.fail(`${what} is ${String(ours)}, PyTorch has a sequence`);
    expect(ours.length, `${what}: length`).toBe(theirs.length);
    theirs.forEach((each, i) => {
      expectRecorded(`${what}[${i}]`, ours[i], each);
    });
  } else if (typeof theirs === "object" && theirs !== null) {
    if (!(ours instanceof Map)) expect.fail(`${what} is ${String(ours)}, PyTorch has a dict`);
    for (const [key, each] of Object.entries(theirs))
      expectRecorded(`${what}.${key}`, ours.get(key), each);
  } else if (typeof theirs === "number" || words.includes(theirs as string)) {
    const number = ours instanceof Tensor ? ours.item() : Number(ours);
    expect(
      agrees(number, Number(theirs), 1e-9),
      `${what} is ${number}, PyTorch has ${theirs}`,
    ).toBe(true);
  } else expect(ours, what).toBe(theirs);
}
