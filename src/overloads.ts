// Functions with several call forms, such as `max(x)`, `max(x, 1)` and `max(x, y)`.

import type { Namespace, Op } from "./definition";
import { nameOperation, TypeError } from "./errors";
import { register } from "./op";
import { type AnyParam, bind } from "./params";
import type { Tensor } from "./tensor";

export interface Form {
  readonly params: readonly AnyParam[];
  /** Receives the bound arguments in the parameters' order. */
  readonly call: (...bound: never[]) => Tensor | readonly Tensor[];
}

export interface Overloads {
  readonly name: string;
  readonly namespace?: Namespace;
  readonly doc: string;
  /** The forms; the first that the arguments fit is called. */
  readonly forms: readonly Form[];
  readonly samples: () => readonly (readonly unknown[])[];
}

/** The call forms of an overloaded op; null for one with a single parameter list. */
export const formsOf = (op: Op): readonly Form[] | null => forms.get(op) ?? null;

const forms = new Map<Op, readonly Form[]>();

/** Defines a function of several forms; `Call` is its overloaded TypeScript type. */
export function defineOverloads<Call extends (...args: never[]) => Tensor | readonly Tensor[]>(
  definition: Overloads,
): Call & { readonly op: Op } {
  const { name, namespace = "torch" } = definition;
  const call = (...given: unknown[]): Tensor | readonly Tensor[] => {
    let refusal: unknown;
    for (const form of definition.forms) {
      let bound: unknown[];
      try {
        bound = bind(name, form.params, given);
      } catch (thrown) {
        if (!(thrown instanceof TypeError)) throw thrown;
        refusal = thrown;
        continue;
      }
      try {
        return form.call(...(bound as never[]));
      } catch (thrown) {
        throw nameOperation(thrown, name);
      }
    }
    throw refusal;
  };
  const op: Op = {
    name,
    namespace,
    method: namespace === "torch",
    doc: definition.doc,
    params: definition.forms[0]?.params ?? [],
    alias: false,
    differentiable: true,
    composite: true,
    samples: definition.samples,
    call: call as Op["call"],
    infer() {},
    run() {},
    gradFnName: () => "",
    gradients: () => [],
  };
  forms.set(op, definition.forms);
  register(op);
  return Object.assign(call as unknown as Call, { op });
}
