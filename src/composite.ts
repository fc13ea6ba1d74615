// Operations that are composed of others and need no rule of their own, and functions with several
// call forms. Both are in the table like every op: bound, documented, checked.

import type { Namespace, Op } from "./definition";
import { activeCollector, Dynamic } from "./dynamic";
import { nameOperation } from "./errors";
import { evaluate, structureIsKnown } from "./evaluate";
import { Node } from "./graph";
import { isSpecial } from "./modes";
import { register } from "./op";
import { type AnyParam, bind, type CallArguments, type Named } from "./params";
import { type Size, sameShape, scalarShape } from "./shape";
import { Tensor } from "./tensor";

export interface Composite<P extends readonly AnyParam[], R extends Tensor | readonly Tensor[]> {
  readonly name: string;
  readonly namespace?: Namespace;
  readonly method?: boolean;
  readonly doc: string;
  readonly params: P;
  /** The TypeScript type of the result, for the method's signature. Default `Tensor`. */
  readonly result?: string;
  /**
   * Whether `compose` looks at sizes: below a dynamic tensor it runs again when those have changed.
   * For one tensor as a result, and not for what draws or writes: that happens once, at the call.
   */
  readonly readsSizes?: boolean;
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
      const composed = () => compose(args as Named<P>);
      const changing = definition.readsSizes === true ? changingAmong(bound) : [];
      return changing.length === 0 ? composed() : (following(changing, composed) as R);
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
    gradients: () => [],
  };
  register(op);
  return Object.assign(call as (...args: CallArguments<P>) => R, { op });
}

/**
 * The tensors whose sizes may change. None are where somebody else builds anew when that happens: the
 * code of a dynamic tensor, and derivatives.
 */
function changingAmong(bound: readonly unknown[]): Tensor[] {
  if (structureIsKnown() || activeCollector() !== null || isSpecial()) return [];
  return bound
    .flat()
    .filter((value): value is Tensor => value instanceof Tensor && value.node.hasDynamic);
}

/** What `compose` makes, made again whenever one of the tensors has another shape. */
function following(tensors: readonly Tensor[], compose: () => Tensor | readonly Tensor[]): Tensor {
  let shapes: readonly Size[] = [];
  let made: Tensor | null = null;
  const code = () => {
    const now = tensors.map((tensor) => tensor.shape);
    if (made === null || now.some((shape, i) => !sameShape(shape, shapes[i] as Size))) {
      made = compose() as Tensor;
      shapes = now;
    }
    return { node: made.node };
  };
  const node = new Node(null, [], {}, scalarShape, "float32", false, new Dynamic(code, false));
  const result = new Tensor(node);
  evaluate(node);
  if (node.error !== null) result.read();
  return result;
}
