// An op's samples as functions of tensors, which is what the checkers take.

import { manualSeed, type Op, Tensor } from "../../src/index";

type Result = Tensor | readonly Tensor[];

/** One argument list of an op: its tensors, and the call with others in their place. */
export interface Sample {
  readonly inputs: readonly Tensor[];
  readonly fn: (...inputs: Tensor[]) => Result;
}

/** The argument with each of its tensors replaced; they may lie in lists and options. */
function replaceTensors(argument: unknown, replace: (tensor: Tensor) => Tensor): unknown {
  if (argument instanceof Tensor) return replace(argument);
  if (Array.isArray(argument)) return argument.map((a) => replaceTensors(a, replace));
  if (typeof argument !== "object" || argument === null) return argument;
  if (Object.getPrototypeOf(argument) !== Object.prototype) return argument;
  return Object.fromEntries(
    Object.entries(argument).map(([name, a]) => [name, replaceTensors(a, replace)]),
  );
}

/** The samples of an op that have something to differentiate. */
export function samplesOf(op: Op): readonly Sample[] {
  const call = op.call as (...given: unknown[]) => Result;
  return op.samples().flatMap((args) => {
    const inputs: Tensor[] = [];
    replaceTensors(args, (tensor) => {
      inputs.push(tensor);
      return tensor;
    });
    const fn = (...given: Tensor[]): Result => {
      // Ops that draw become functions of their inputs.
      manualSeed(0);
      let next = 0;
      return call(...(replaceTensors(args, () => given[next++] as Tensor) as unknown[]));
    };
    return inputs.some((tensor) => tensor.requiresGrad) ? [{ inputs, fn }] : [];
  });
}

/** Whether some sample has a result that could have a derivative: indices and truth values have none. */
export const hasFloatingResult = (op: Op): boolean =>
  op
    .samples()
    .some((args) =>
      [(op.call as (...given: unknown[]) => Result)(...args)]
        .flat()
        .some((result) => (result as Tensor).dtype.startsWith("float")),
    );
