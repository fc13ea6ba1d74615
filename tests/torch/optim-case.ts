// The cases of optim.json and training.json: their form, and how an optimizer or a scheduler is made
// from recorded names and keywords.

import { expect } from "vitest";
import { type DType, optim, type Tensor, tensor } from "../../src/index";
import { numbersOf, type RecordedTensor } from "./cases";

export type Keywords = Readonly<Record<string, unknown>>;

type Optimizers = "SGD" | "Adam" | "AdamW" | "Adamax" | "NAdam" | "RAdam" | "RMSprop";
export type OptimizerName = Optimizers | "Adagrad" | "Adadelta";
export type SchedulerName = Exclude<keyof typeof optim.lrScheduler, "LRScheduler">;

/** A learning rate schedule that goes by steps alone. */
interface Schedule {
  step(): void;
  getLastLr(): number[];
}

type MakeOptimizer = new (params: unknown, options: Keywords) => optim.Optimizer;
type MakeScheduler = new (optimizer: optim.Optimizer, options: Keywords) => Schedule;

const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());

/** Python's keywords in this library's spelling. */
export const options = (keywords: Keywords): Keywords =>
  Object.fromEntries(Object.entries(keywords).map(([key, value]) => [camelCase(key), value]));

export function optimizerOf(name: OptimizerName, params: unknown, keywords: Keywords) {
  const Named = optim[name] as unknown as MakeOptimizer;
  return new Named(params, options(keywords));
}

export function schedulerOf(name: SchedulerName, optimizer: optim.Optimizer, keywords: Keywords) {
  const Named = optim.lrScheduler[name] as unknown as MakeScheduler;
  return new Named(optimizer, options(keywords));
}

export function tensorOf(recorded: RecordedTensor, requiresGrad = false): Tensor {
  const dtype = recorded.dtype as DType;
  const flat = tensor(Float64Array.from(numbersOf(recorded)), { dtype });
  return tensor(flat.reshape([...recorded.shape]).snapshot(), { requiresGrad });
}

/** Compares with the README's tolerance for float64. */
export function expectClose(actual: ArrayLike<number>, expected: readonly number[], what: string) {
  expect(actual.length, what).toBe(expected.length);
  expected.forEach((value, i) => {
    const error = Math.abs(actual[i] - value);
    const allowed = 1e-9 * Math.abs(value) + 1e-15;
    expect(error, `${what}[${i}]: ${actual[i]}, not ${value}`).toBeLessThanOrEqual(allowed);
  });
}
