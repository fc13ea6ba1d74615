// Calling a module: `forward` between its hooks.

import type { Tensor } from "../../../index";
import { callMethod, type Kwargs, machine, raise, Tuple, type Value } from "../../objects";
import { callBack } from "../callbacks";
import { fromTensor, TensorObject } from "../tensorObject";
import type { ModuleObject } from "./moduleObject";

export function callModule(module: ModuleObject, args: readonly Value[], kwargs: Kwargs): Value {
  machine.step();
  const { before, after, backward } = module.hooks;
  let given = args;
  for (const hook of [...before]) {
    const changed = callBack(hook, [module, new Tuple(given)]);
    if (changed !== null) given = changed instanceof Tuple ? changed.items : [changed];
  }
  if (module.type.lookup("forward") === undefined && !module.attributes.has("forward")) {
    throw raise.NotImplementedError(
      `Module [${module.type.name}] is missing the required "forward" function`,
    );
  }
  let result = callMethod(module, "forward", given, kwargs);
  for (const hook of [...after]) {
    const changed = callBack(hook, [module, new Tuple(given), result]);
    if (changed !== null) result = changed;
  }
  if (backward.length > 0) watchBackward(module, given, result);
  return result;
}

/** Full backward hooks see the gradients of the output, then those of the input. */
function watchBackward(module: ModuleObject, args: readonly Value[], result: Value): void {
  const [first] = result instanceof Tuple ? result.items : [result];
  if (!(first instanceof TensorObject) || !first.tensor.requiresGrad) return;
  const input = args.find(
    (arg): arg is TensorObject => arg instanceof TensorObject && arg.tensor.requiresGrad,
  );
  const run = (gradIn: Value, gradOut: Value): Tensor | undefined => {
    let replaced: Tensor | undefined;
    for (const hook of [...module.hooks.backward]) {
      const changed = callBack(hook, [module, new Tuple([gradIn]), new Tuple([gradOut])]);
      const [value] = changed instanceof Tuple ? changed.items : [changed];
      if (value instanceof TensorObject) replaced = value.tensor;
    }
    return replaced;
  };
  let gradOut: Value = null;
  first.tensor.registerHook((gradient) => {
    gradOut = fromTensor(gradient);
    if (input === undefined) run(null, gradOut);
    return undefined;
  });
  input?.tensor.registerHook((gradient) => run(fromTensor(gradient), gradOut));
}
