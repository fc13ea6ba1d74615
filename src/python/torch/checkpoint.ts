// torch.utils.checkpoint: values that backward needs are computed again instead of kept.

import { enterMode } from "../../bridge";
import { autograd, enableGrad, Tensor } from "../../index";
import { call, type Kwargs, type NativeFunction, nativeRaw, Tuple, type Value } from "../objects";
import { tensorsOf } from "./tensorMethods";
import { fromTensor, TensorObject } from "./tensorObject";

const options = new Set([
  "use_reentrant",
  "preserve_rng_state",
  "context_fn",
  "determinism_check",
  "debug",
]);

/** Without reentrance: the first saved tensor that backward asks for runs the function again. */
function recomputing(fn: Value, args: readonly Value[], kwargs: Kwargs): Value {
  let count = 0;
  let kept: Tensor[] | null = null;
  const unpack = (index: never): Tensor => {
    if (kept === null) {
      const again: Tensor[] = [];
      const leave = enterMode({
        savedTensors: {
          pack: (saved: Tensor) => again.push(saved) - 1,
          unpack: (at: never) => again[at] as Tensor,
        },
      });
      try {
        enableGrad(() => call(fn, args, kwargs));
      } finally {
        leave();
      }
      kept = again;
    }
    return kept[index] as Tensor;
  };
  const leave = enterMode({ savedTensors: { pack: () => count++, unpack } });
  try {
    return call(fn, args, kwargs);
  } finally {
    leave();
  }
}

const passed = (value: Value): unknown => (value instanceof TensorObject ? value.tensor : value);

/** With reentrance: one backward node, which runs the function and a backward pass of its own. */
function reentrant(fn: Value, args: readonly Value[], kwargs: Kwargs): Value {
  const run = (inputs: readonly Value[]): Tensor[] =>
    tensorsOf(call(fn, inputs, kwargs), "checkpoint", "outputs");
  const definition = {
    name: "CheckpointFunction",
    forward: () => {
      const outputs = run(args);
      return outputs.length === 1 ? (outputs[0] as Tensor) : outputs;
    },
    backward: (_: unknown, ...grads: (Tensor | null)[]) =>
      enableGrad(() => {
        const inputs = args.map((arg) => {
          if (!(arg instanceof TensorObject)) return arg;
          const { requiresGrad } = arg.tensor;
          return fromTensor(arg.tensor.detach().requiresGrad_(requiresGrad));
        });
        autograd.backward(run(inputs), grads);
        return inputs.map((input) => (input instanceof TensorObject ? input.tensor.grad : null));
      }),
  };
  const apply = autograd.Function.apply as (this: object, ...given: unknown[]) => Tensor | Tensor[];
  const result = apply.call(definition, ...args.map(passed));
  return result instanceof Tensor ? fromTensor(result) : new Tuple(result.map(fromTensor));
}

export const checkpoint: NativeFunction = nativeRaw("checkpoint", ([fn, ...args], kwargs) => {
  const own = new Map([...(kwargs ?? [])].filter(([key]) => !options.has(key)));
  const rest = own.size > 0 ? own : null;
  const keeps = kwargs?.get("use_reentrant") === false;
  return keeps ? recomputing(fn as Value, args, rest) : reentrant(fn as Value, args, rest);
});
