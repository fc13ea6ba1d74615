// Functions that take any number of tensors one by one, as well as in an array.

import type { Op } from "../definition";
import { register } from "../op";
import type { TensorLike } from "../params";
import { Tensor } from "../tensor";

type Spread<Lead extends readonly unknown[]> = ((
  ...given: [...Lead, ...operands: TensorLike[]] | [...Lead, operands: readonly TensorLike[]]
) => Tensor) & { readonly op: Op };

/** A function of leading arguments and an array, which then takes the array's elements as well. */
export function spreading<Lead extends readonly unknown[]>(
  composite: { readonly op: Op },
  leading: Lead["length"],
): Spread<Lead> {
  const inner = composite.op.call as unknown as (...given: unknown[]) => Tensor;
  const call = (...given: unknown[]): Tensor => {
    const last = given[given.length - 1];
    const listed = typeof last === "object" && !(last instanceof Tensor);
    return listed ? inner(...given) : inner(...given.slice(0, leading), given.slice(leading));
  };
  const op: Op = { ...composite.op, call: call as Op["call"] };
  register(op);
  return Object.assign(call as unknown as Spread<Lead>, { op });
}
