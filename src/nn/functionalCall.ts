// A module as a function of its parameters: torch.func.functional_call.

import { RuntimeError } from "../errors";
import type { Tensor } from "../tensor";
import type { Module } from "./module";

export interface FunctionalCallOptions {
  /** Whether every parameter and buffer must be given. Default `false`. */
  readonly strict?: boolean;
}

/**
 * Calls `module` with other tensors in place of its parameters and buffers, which stay as they are.
 * @param tensors by the names of `namedParameters()` and `namedBuffers()`; those left out keep theirs.
 * @param args what the module is called with.
 * @example func.grad((w) => func.functionalCall(model, { weight: w }, x).sum())(weight)
 * @throws RuntimeError for a name that the module has not, or with `strict` for one that is missing.
 */
export function functionalCall<M extends Module>(
  module: M,
  tensors: Readonly<Record<string, Tensor>>,
  args: Parameters<M["forward"]>[0] | Parameters<M["forward"]>,
  { strict = false }: FunctionalCallOptions = {},
): ReturnType<M["forward"]> {
  const own = new Map<string, Tensor>([...module.namedParameters(), ...module.namedBuffers()]);
  const unexpected = Object.keys(tensors).filter((name) => !own.has(name));
  const missing = strict ? [...own.keys()].filter((name) => tensors[name] === undefined) : [];
  if (unexpected.length > 0 || missing.length > 0) {
    const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
    const parts = [
      ...(unexpected.length > 0 ? [`Unexpected key(s): ${quoted(unexpected)}.`] : []),
      ...(missing.length > 0 ? [`Missing key(s): ${quoted(missing)}.`] : []),
    ];
    throw new RuntimeError(
      `Error(s) in loading state_dict for functional_call: ${parts.join(" ")}`,
      {
        op: "functionalCall",
        parameter: "tensors",
      },
    );
  }
  const inputs = (Array.isArray(args) ? args : [args]) as Parameters<M["forward"]>;
  const call = Object.entries(tensors).reduce<() => unknown>(
    (inner, [name, tensor]) =>
      () =>
        (own.get(name) as Tensor).during(tensor.node, inner),
    () => module.call(...(inputs as never)),
  );
  return call() as ReturnType<M["forward"]>;
}
