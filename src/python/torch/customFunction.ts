// torch.autograd.Function subclasses written in Python, and the `ctx` that they get.

import { autograd, Tensor } from "../../index";
import {
  call,
  type Dict,
  findAttribute,
  Instance,
  type Kwargs,
  nativeRaw,
  nativeType,
  Obj,
  raise,
  Tuple,
  type Type,
  type Value,
} from "../objects";
import { itemsOf } from "./arguments";
import { callBack } from "./callbacks";
import { fromTensor, TensorObject } from "./tensorObject";

type Context = autograd.FunctionContext;

/** `ctx`: what forward leaves for backward; Python may add attributes. */
class ContextObject extends Obj {
  override attributes: Map<string, Value> = new Map();
  /** The outputs on the graph, by the values that forward returned. */
  readonly outputs = new Map<Tensor, Tensor>();

  constructor(readonly context: Context) {
    super();
  }

  get type(): Type {
    return contextType;
  }
}

const tensorsIn = (values: Value | undefined): (Tensor | null)[] =>
  (values as Tuple).items.map((value) => {
    if (value === null || value instanceof TensorObject) return value?.tensor ?? null;
    throw raise.TypeError(
      `save_for_backward can only save variables, but argument is of type ${typeof value}`,
    );
  });

const some = (values: Value | undefined): Tensor[] =>
  tensorsIn(values).filter((tensor) => tensor !== null);

const contextType: Type = nativeType<ContextObject>({
  name: "FunctionCtx",
  module: "torch.autograd.function",
  is: (value): value is ContextObject => value instanceof ContextObject,
  attributes: {
    needs_input_grad: ({ context }) => new Tuple([...context.needsInputGrad]),
    saved_tensors: ({ context, outputs }) =>
      new Tuple(
        context.savedTensors.map((saved) =>
          saved === null ? null : fromTensor(outputs.get(saved) ?? saved),
        ),
      ),
  },
  methods: {
    save_for_backward: [
      "*tensors",
      ({ context }, tensors) => {
        context.saveForBackward(...tensorsIn(tensors));
        return null;
      },
    ],
    save_for_forward: ["*tensors", () => null],
    mark_non_differentiable: [
      "*args",
      ({ context }, tensors) => {
        context.markNonDifferentiable(...some(tensors));
        return null;
      },
    ],
    mark_dirty: ["*args", () => null],
    set_materialize_grads: [
      "value",
      ({ context }, value) => {
        context.setMaterializeGrads(value === true);
        return null;
      },
    ],
  },
});

const contexts = new WeakMap<Context, ContextObject>();

/** The Python object of a context: the same in forward and backward. */
function contextObject(context: Context): ContextObject {
  let found = contexts.get(context);
  if (found === undefined) {
    found = new ContextObject(context);
    contexts.set(context, found);
  }
  return found;
}

/** An argument as the engine passes it through: tensors by handle, the rest as it is. */
const passed = (value: Value): unknown => (value instanceof TensorObject ? value.tensor : value);
const received = (value: unknown): Value =>
  value instanceof Tensor ? fromTensor(value) : (value as Value);

function resultOf(value: Value): Tensor | Tensor[] {
  if (value instanceof TensorObject) return value.tensor;
  const items = itemsOf(value);
  if (items?.every((item) => item instanceof TensorObject)) {
    return items.map((item) => (item as TensorObject).tensor);
  }
  throw raise.TypeError("expected Tensor or tuple of Tensors from forward");
}

function gradientsIn(value: Value): unknown {
  const items = itemsOf(value);
  return items === undefined ? passed(value) : items.map(passed);
}

const method = (type: Type, name: string): Value => {
  const found = findAttribute(type, name);
  if (found !== undefined) return found;
  throw raise.NotImplementedError(
    "You must implement the forward function for custom autograd.Function.",
  );
};

/** Runs forward; with PyTorch 2's `setup_context`, forward has no ctx and that has. */
function forward(type: Type, context: Context, args: readonly Value[]): Value {
  const ctx = contextObject(context);
  const setup = findAttribute(type, "setup_context");
  if (setup === undefined) return callBack(method(type, "forward"), [ctx, ...args]);
  const output = callBack(method(type, "forward"), args);
  call(setup, [ctx, new Tuple(args), output]);
  return output;
}

/** What forward left: its context and its results, before they are on the graph. */
interface Returned {
  ctx: ContextObject | null;
  values: readonly Tensor[];
}

/** What the engine is told of a Function; `failed` keeps what Python raised on its way through. */
function definitionOf(type: Type, failed: (thrown: unknown) => void, returned: Returned) {
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (thrown) {
      failed(thrown);
      throw thrown;
    }
  };
  const backward = findAttribute(type, "backward") ?? findAttribute(type, "vjp");
  return {
    name: type.name,
    forward: (context: Context, ...args: unknown[]) =>
      guarded(() => {
        const result = resultOf(forward(type, context, args.map(received)));
        returned.ctx = contextObject(context);
        returned.values = result instanceof Tensor ? [result] : result;
        return result;
      }),
    backward: (context: Context, ...grads: (Tensor | null)[]) => {
      if (backward !== undefined) {
        return gradientsIn(callBack(backward, [contextObject(context), ...grads.map(received)]));
      }
      throw raise.NotImplementedError(
        "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.",
      );
    },
  };
}

/** `apply`, whose `this` is whatever has a forward, a backward and a name. */
const applyFunction = autograd.Function.apply as (
  this: object,
  ...args: unknown[]
) => Tensor | readonly Tensor[];

function apply(type: Type, args: readonly Value[], kwargs: Kwargs): Value {
  if (kwargs !== null && kwargs.size > 0) {
    throw raise.TypeError("apply() takes no keyword arguments");
  }
  let failure: { readonly thrown: unknown } | null = null;
  const returned: Returned = { ctx: null, values: [] };
  const fail = (thrown: unknown): void => {
    failure = { thrown };
  };
  const definition = definitionOf(type, fail, returned);
  let result: Tensor | readonly Tensor[];
  try {
    result = applyFunction.call(definition, ...args.map(passed));
  } catch (thrown) {
    // The engine wraps what it does not know.
    throw failure === null ? thrown : (failure as { readonly thrown: unknown }).thrown;
  }
  const outputs = result instanceof Tensor ? [result] : result;
  outputs.forEach((output, i) => {
    returned.ctx?.outputs.set(returned.values[i] as Tensor, output);
  });
  return result instanceof Tensor ? fromTensor(result) : new Tuple(result.map(fromTensor));
}

export const functionType: Type = nativeType<Instance>({
  name: "Function",
  module: "torch.autograd.function",
  is: (value): value is Instance => value instanceof Instance,
  allocate: (type) => new Instance(type),
  classMethods: {
    apply: [
      "*args, **kwargs",
      (type, args, kwargs) => apply(type, (args as Tuple).items, kwargsOf(kwargs)),
    ],
  },
});

const kwargsOf = (kwargs: Value | undefined): Kwargs =>
  new Map([...(kwargs as Dict).entries()].map(([key, value]) => [String(key), value]));

/** `@once_differentiable` */
export const onceDifferentiable = nativeRaw("once_differentiable", ([fn]) =>
  nativeRaw("backward", ([ctx, ...grads]) => {
    const run = autograd.onceDifferentiable((_: Context, ...given: (Tensor | null)[]) =>
      gradientsIn(callBack(fn as Value, [ctx as Value, ...given.map(received)])),
    );
    const { context } = ctx as ContextObject;
    const result = run(context, ...(grads.map(passed) as (Tensor | null)[]));
    return Array.isArray(result) ? new Tuple(result.map(received)) : received(result);
  }),
);
