// Calling Python from inside the engine: hooks, functions to differentiate, packers of saved tensors.

import type { Tensor } from "../../index";
import { call, findAttribute, machine, type Value } from "../objects";
import { argumentOf } from "./arguments";
import { fromTensor, TensorObject } from "./tensorObject";

/** Calls a Python function from native code; it counts as a step of the program. */
export function callBack(fn: Value, args: readonly Value[]): Value {
  machine.step();
  return call(fn, args);
}

/** The name of a function, as messages have it. */
export function nameOf(fn: Value): string {
  const name = findAttribute(fn, "__name__");
  return typeof name === "string" ? name : "<lambda>";
}

let passing = 0;

/** Runs `torch.autograd.grad`: what it gives for a leaf does not go through the leaf's own hooks. */
export function withoutLeafHooks<T>(run: () => T): T {
  passing++;
  try {
    return run();
  } finally {
    passing--;
  }
}

/** A Python function as a hook of the engine: another gradient, or undefined for no change. */
export function wrapHook(fn: Value, ofLeaf: boolean): (gradient: Tensor) => Tensor | undefined {
  const hook = (gradient: Tensor): Tensor | undefined => {
    if (ofLeaf && passing > 0) return undefined;
    const result = callBack(fn, [fromTensor(gradient)]);
    return result instanceof TensorObject ? result.tensor : undefined;
  };
  return Object.defineProperty(hook, "name", { value: nameOf(fn) });
}

/** A Python function of tensors as one of the engine's. */
export const wrapFunction =
  (fn: Value) =>
  (...inputs: Tensor[]): unknown =>
    argumentOf(callBack(fn, inputs.map(fromTensor)));
