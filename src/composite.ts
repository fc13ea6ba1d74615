// Operations that are composed of others and need no rule of their own, and functions with several
// call forms. Both are in the table like every op: bound, documented, checked.

import type { Namespace, Op } from "./definition";
import { nameOperation } from "./errors";
import { register } from "./op";
import { type AnyParam, bind, type CallArguments, type Named } from "./params";
import type { Tensor } from "./tensor";

export interface Composite<P extends readonly AnyParam[], R extends Tensor | readonly Tensor[]> {
  readonly name: string;
  readonly namespace?: Namespace;
  readonly method?: boolean;
  readonly doc: string;
  readonly params: P;
  /** The TypeScript type of the result, for the method's signature. Default `Tensor`. */
  readonly result?: string;
  /** The result in terms of other operations. */
  readonly compose: (args: Named<P>) => R;
  readonly samples: () => readonly (readonly unknown[])[];
}

/** Defines an operation by what it is composed of. */
export function defineComposite<
  const P extends readonly AnyParam[],
  R extends Tensor | readonly Tensor[],
>(definition: Composite<P, R>): ((...args: CallArguments<P>) => R) & { readonly op: Op } {
  const { name, params, compose, namespace = "torch" } = definition;
  const call = (...given: unknown[]): R => {
    const bound = bind(name, params, given);
    const args: Record<string, unknown> = {};
    params.forEach((p, i) => {
      args[p.name] = bound[i];
    });
    try {
      return compose(args as Named<P>);
    } catch (thrown) {
      throw nameOperation(thrown, name);
    }
  };
  const op: Op = {
    name,
    namespace,
    method: definition.method ?? (namespace === "torch" && params[0]?.kind === "tensor"),
    doc: definition.doc,
    params,
    alias: false,
    differentiable: true,
    composite: true,
    ...(definition.result !== undefined && { result: definition.result }),
    samples: definition.samples,
    call: call as Op["call"],
    infer() {},
    run() {},
    gradFnName: () => "",
    gradients: () => () => null,
  };
  register(op);
  return Object.assign(call as (...args: CallArguments<P>) => R, { op });
}
