// Functions with a derivative of the user's own: torch.autograd.Function.

import type { Asker, Op } from "../definition";
import { RuntimeError } from "../errors";
import { Node } from "../graph";
import { isGradEnabled, noGrad, special } from "../modes";
import { list, scalarShape } from "../shape";
import { Tensor } from "../tensor";
import { follow } from "./follow";

/** What a Function's forward leaves for its backward. User code may add properties of its own. */
export class FunctionContext {
  /** For each argument of forward whether a gradient is wanted for it. */
  readonly needsInputGrad: readonly boolean[];
  private saved: readonly (Tensor | null)[] = [];
  private readonly plain = new Set<Tensor>();
  private zeros = true;
  private guard: (() => void) | null = null;
  [name: string]: unknown;

  /** @internal */
  constructor(needsInputGrad: readonly boolean[]) {
    this.needsInputGrad = needsInputGrad;
  }

  /** Keeps tensors for backward. */
  saveForBackward(...tensors: (Tensor | null)[]): void {
    this.saved = tensors;
  }

  /** What was kept; an error in PyTorch's words once a pass has freed it. */
  get savedTensors(): readonly (Tensor | null)[] {
    if (this.saved.length > 0) this.guard?.();
    return this.saved;
  }

  /** Says that outputs have no gradient. */
  markNonDifferentiable(...tensors: Tensor[]): void {
    for (const tensor of tensors) this.plain.add(tensor);
  }

  /** Whether outputs without a gradient come to backward as zeros (the default) or as null. */
  setMaterializeGrads(value: boolean): void {
    this.zeros = value;
  }

  /** @internal */
  isPlain(tensor: Tensor): boolean {
    return this.plain.has(tensor);
  }

  /** @internal */
  get materializes(): boolean {
    return this.zeros;
  }

  /** @internal */
  guardWith(guard: () => void): void {
    this.guard = guard;
  }
}

/** The static side of a user's Function. */
export interface FunctionClass {
  readonly name: string;
  forward(ctx: FunctionContext, ...args: never[]): Tensor | readonly Tensor[];
  backward(ctx: FunctionContext, ...grads: never[]): unknown;
}

interface Application {
  readonly fn: FunctionClass;
  readonly ctx: FunctionContext;
  /** For each argument its place among the node's inputs; -1 for what is no tensor. */
  readonly places: readonly number[];
  readonly outputs: Node[];
}

const idle = {
  namespace: "internal",
  method: false,
  params: [],
  alias: true,
  composite: false,
  differentiable: true,
  samples: () => [],
  call: () => [],
  infer() {},
} as const;

/** The node that all outputs of one application come from. It has no value of its own. */
const wholeOp: Op = {
  ...idle,
  name: "function",
  doc: "A user's Function as a whole.",
  run() {},
  gradFnName: (node) => `${(node.args as Application).fn.name}Backward`,
  gradients: () => [],
  jointGradients: userGradients,
};

/** One output: the value that forward computed, with the user's derivative. */
const outputOp: Op = {
  ...idle,
  name: "functionOutput",
  doc: "An output of a user's Function.",
  infer(node) {
    const [value] = node.inputs as [Node];
    node.shape = value.shape;
  },
  run(out, value) {
    out.share(value);
  },
  gradFnName: (node) => wholeOp.gradFnName(node.inputs[1] as Node),
  gradients: () => [],
  partOf(node) {
    const whole = node.inputs[1] as Node;
    const { outputs } = whole.args as Application;
    return { whole, index: outputs.indexOf(node), count: outputs.length };
  },
};

function userGradients(
  node: Node,
  grads: readonly (Tensor | null)[],
  asker: Asker,
  live: boolean,
): readonly (Tensor | null)[] {
  const { fn, ctx, places, outputs } = node.args as Application;
  ctx.guardWith(() => asker.guard(node));
  const given = grads.map((grad, k) => {
    if (grad !== null || !ctx.materializes) return grad;
    const output = outputs[k] as Node;
    return new Tensor(output).detach().mul(0);
  });
  const all = backwardOf(fn, ctx, given, places.length);
  const perInput = new Array<Tensor | null>(node.inputs.length).fill(null);
  places.forEach((input, argument) => {
    if (input < 0) return;
    const gradient = all[argument] ?? null;
    if (gradient === null) return;
    refuseMisfit(fn, gradient, node.inputs[input] as Node, argument);
    // A live gradient runs the user's code again when a value that it reads changes.
    perInput[input] = live
      ? follow(() => backwardOf(fn, ctx, given, places.length)[argument] as Tensor)
      : gradient;
  });
  return perInput;
}

function backwardOf(
  fn: FunctionClass,
  ctx: FunctionContext,
  grads: readonly (Tensor | null)[],
  expected: number,
): readonly (Tensor | null)[] {
  if (typeof fn.backward !== "function") {
    throw new RuntimeError(
      "You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.",
      { op: fn.name },
    );
  }
  const result = fn.backward(ctx, ...(grads as never[]));
  const all = (Array.isArray(result) ? result : [result]) as (Tensor | null | undefined)[];
  const extra = all.slice(expected).some((gradient) => gradient != null);
  if (all.length < expected || extra) {
    throw new RuntimeError(
      `function ${fn.name}Backward returned an incorrect number of gradients (expected ${expected}, got ${all.length})`,
      { op: fn.name },
    );
  }
  return all.map((gradient) => gradient ?? null);
}

/** The gradient must broadcast down to its input: sizes equal, or larger where the input has 1. */
function refuseMisfit(fn: FunctionClass, gradient: Tensor, input: Node, argument: number): void {
  const { shape } = gradient;
  const lead = shape.length - input.shape.length;
  const fits = lead >= 0 && input.shape.every((n, d) => n === 1 || n === shape[d + lead]);
  if (!fits) {
    throw new RuntimeError(
      `Function ${fn.name}Backward returned an invalid gradient at index ${argument} - got ${list(shape)} but expected shape compatible with ${list(input.shape)}`,
      { op: fn.name },
    );
  }
}

function applyFunction(fn: FunctionClass, args: readonly unknown[]): Tensor | readonly Tensor[] {
  const inputs = args.flatMap((arg) => (arg instanceof Tensor ? [arg.node] : []));
  let next = 0;
  const places = args.map((arg) => (arg instanceof Tensor ? next++ : -1));
  const recorded = isGradEnabled() && inputs.some((input) => input.requiresGrad);
  const ctx = new FunctionContext(
    args.map((arg) => arg instanceof Tensor && arg.requiresGrad && isGradEnabled()),
  );
  let values: readonly Tensor[] = [];
  let several = false;
  const forward = (): readonly Tensor[] => {
    const result = noGrad(() => fn.forward(ctx, ...(args as never[])));
    several = !(result instanceof Tensor);
    values = result instanceof Tensor ? [result] : result;
    return values;
  };
  // A forward that reads values is run again when they change, so that its outputs follow; in eager
  // mode values are those of the call.
  const first = special.eager ? (forward()[0] as Tensor) : follow(() => forward()[0] as Tensor);
  const reads = first.node.dynamic !== null;
  const application: Application = { fn, ctx, places, outputs: [] };
  const whole = new Node(wholeOp, inputs, application, scalarShape, "float32", recorded);
  whole.recorded = recorded;
  const outputs = values.map((value, k) => {
    const followed = k === 0 ? first : reads ? follow(() => forward()[k] as Tensor) : value;
    const { node } = followed;
    const output = new Node(outputOp, [node, whole], {}, node.shape, node.dtype, false);
    // The whole has no elements; it only ties the outputs together.
    output.reads = [node];
    output.recorded = recorded && !ctx.isPlain(value);
    output.requiresGrad = output.recorded;
    application.outputs.push(output);
    return new Tensor(output);
  });
  return several ? outputs : (outputs[0] as Tensor);
}

/**
 * The base of a function with a derivative of your own.
 * @example
 * class Exp extends autograd.Function {
 *   static forward(ctx: autograd.FunctionContext, x: Tensor) {
 *     const result = x.exp();
 *     ctx.saveForBackward(result);
 *     return result;
 *   }
 *   static backward(ctx: autograd.FunctionContext, grad: Tensor) {
 *     const [result] = ctx.savedTensors as [Tensor];
 *     return grad.mul(result);
 *   }
 * }
 * const y = Exp.apply(x);
 */
// biome-ignore lint/complexity/noStaticOnlyClass: PyTorch's Function is a class of static methods.
export abstract class Function {
  /** Runs forward, and puts the result on the graph with backward as its derivative. */
  static apply<A extends unknown[], R extends Tensor | readonly Tensor[]>(
    this: { forward(ctx: FunctionContext, ...args: A): R; readonly name: string },
    ...args: A
  ): R {
    // biome-ignore lint/complexity/noThisInStatic: the subclass that apply is called on.
    return applyFunction(this as unknown as FunctionClass, args) as R;
  }
}

/** Marks a backward that cannot be differentiated again: doing so is an error, not a wrong result. */
export function onceDifferentiable<A extends unknown[], R>(
  backward: (ctx: FunctionContext, ...grads: A) => R,
): (ctx: FunctionContext, ...grads: A) => R {
  return (ctx, ...grads) => {
    const result = noGrad(() => backward(ctx, ...grads));
    if (!isGradEnabled()) return result;
    const inputs = grads.filter((grad): grad is A[number] & Tensor => grad instanceof Tensor);
    const refuse = (value: unknown): unknown =>
      value instanceof Tensor ? Once.apply(value, ...inputs) : value;
    return (Array.isArray(result) ? result.map(refuse) : refuse(result)) as R;
  };
}

class Once extends Function {
  static forward(_ctx: FunctionContext, value: Tensor, ..._inputs: Tensor[]): Tensor {
    return value;
  }

  static backward(): never {
    throw new RuntimeError(
      "trying to differentiate twice a function that was marked with @once_differentiable",
      { op: "onceDifferentiable" },
    );
  }
}
