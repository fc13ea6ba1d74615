// What an operation is. Read this first, then any file in ops/.
//
// One definition holds everything about an op: names, parameters, shape rule, kernel, derivative,
// sample inputs. The function, the method, its argument checks, the docs row, the gradient check and
// the comparison with PyTorch are derived from it.
//
// Derivative rules are math in tensor ops, one per tensor parameter, by name. What a rule *reads*
// (`input`, `other`, `output`) is what PyTorch would save for backward: after a backward pass without
// `retainGraph`, reading it is the "second time" error. Shapes may be read freely. Un-broadcasting,
// accumulation and dtype casts happen once, in autograd/differentiate.ts.

import { type DType, getDefaultDtype, isFloating, resultType } from "./dtype";
import { RuntimeError } from "./errors";
import { evaluate, structureIsKnown } from "./evaluate";
import { absent, Node, type Operation } from "./graph";
import { isGradEnabled } from "./modes";
import { type AnyParam, bind, type CallArguments, type Named, nameOperation } from "./params";
import { broadcastShapes, type Size, scalarShape } from "./shape";
import { castConstant, Tensor } from "./tensor";

type TensorParam<P extends readonly AnyParam[]> = Extract<
  P[number],
  { kind: "tensor" | "tensors" }
>;

/** The arguments as shape rules see them: nodes for tensors, values for the rest. */
export type Facts<P extends readonly AnyParam[]> = {
  readonly [K in keyof Named<P>]: Named<P>[K] extends Tensor
    ? Node
    : Named<P>[K] extends Tensor | null
      ? Node | null
      : Named<P>[K] extends readonly Tensor[]
        ? readonly Node[]
        : Named<P>[K];
};

/** The arguments as derivative rules see them: tensors to compute with. */
export type Rule<P extends readonly AnyParam[]> = Named<P> & {
  /** dL/d output. */
  readonly grad: Tensor;
  /** The result of the forward computation. */
  readonly output: Tensor;
  /** Shapes and dtypes of tensor arguments; reading these saves nothing. */
  readonly facts: Facts<P>;
};

type KindOf<P extends readonly AnyParam[], N> = Extract<P[number], { name: N }>["kind"];

/** For each tensor parameter its derivative, or null where there is none. A missing one does not compile. */
export type Backward<P extends readonly AnyParam[]> = {
  readonly [N in TensorParam<P>["name"]]: KindOf<P, N> extends "tensors"
    ? (rule: Rule<P>) => readonly Tensor[]
    : ((rule: Rule<P>) => Tensor) | null;
};

/** How the inputs' dtypes are brought together. */
export type Promotion =
  /** to their common type: add, mul, … */
  | "common"
  /** to their common type, integers to the default floating one: exp, div, … */
  | "floating"
  /** the last two to their common type: where */
  | "last two"
  /** not at all: matmul, reshape, … */
  | "none";

export type Namespace = "torch" | "nn.functional" | "linalg" | "special" | "internal";

export interface Definition<P extends readonly AnyParam[]> {
  /** PyTorch's name in camelCase. */
  readonly name: string;
  /** `torch` unless given; `internal` ops are building blocks of rules. */
  readonly namespace?: Namespace;
  /** Whether it is also a method of Tensor; by default what is in `torch` and takes a tensor first. */
  readonly method?: boolean;
  /** PyTorch's name of the backward node; a function where it depends on the arguments. */
  readonly gradFn?: string | ((facts: Facts<P>) => string);
  /** One line, for documentation. */
  readonly doc: string;
  readonly params: P;
  /** `"common"` unless given. */
  readonly promote?: Promotion;
  /** The result's shape; the inputs broadcast together unless given. */
  readonly shape?: (facts: Facts<P>) => Size;
  /** The result's dtype; that of the first input, after promotion, unless given. */
  readonly dtype?: DType | ((facts: Facts<P>) => DType);
  /** For views: the strides that PyTorch would report; null if row-major. */
  readonly strides?: (facts: Facts<P>) => readonly number[] | null;
  /** For views that only rename: the result shares its input's elements. */
  readonly alias?: boolean;
  /** For views: an in-place write to the result rewrites the input. */
  readonly isView?: boolean;
  /** Computes `out.data` from the inputs' data. */
  readonly forward: (out: OpNode<P>, a: Node, b: Node, c: Node) => void;
  /** The derivatives; null if the result has none (comparisons, indices). */
  readonly backward: Backward<P> | null;
  /** Argument lists that exercise shapes and domains: every op is gradchecked on them. */
  readonly samples: () => readonly (readonly unknown[])[];
}

type StaticArgs<P extends readonly AnyParam[]> = {
  readonly [K in P[number] as K["kind"] extends "static" ? K["name"] : never]: Named<P>[K["name"]];
};

/** A node of a given op: its static arguments are typed. */
export interface OpNode<P extends readonly AnyParam[]> extends Node {
  readonly args: StaticArgs<P>;
}

/** Says whether what a rule is about to read may still be read; throws PyTorch's error if not. */
export type Guard = (node: Node) => void;

/** An op as the rest of the engine sees it. */
export interface Op extends Operation {
  readonly namespace: Namespace;
  readonly method: boolean;
  readonly doc: string;
  readonly params: readonly AnyParam[];
  readonly differentiable: boolean;
  readonly composite: boolean;
  readonly samples: () => readonly (readonly unknown[])[];
  /** The function of the public API. */
  readonly call: (...given: never[]) => Tensor | readonly Tensor[];
  gradFnName(node: Node): string;
  /** The derivative with respect to each input in turn, computed on demand. */
  gradients(node: Node, grad: Tensor, guard: Guard): (input: number) => Tensor | null;
}

const table = new Map<string, Op>();

/** All operations, by `namespace.name`. */
export const operations: ReadonlyMap<string, Op> = table;

export function register(op: Op): void {
  table.set(`${op.namespace}.${op.name}`, op);
}

/** Defines an operation, puts it into the table, and returns its function. */
export function defineOp<const P extends readonly AnyParam[]>(
  definition: Definition<P>,
): ((...args: CallArguments<P>) => Tensor) & { readonly op: Op } {
  const { name, params, promote = "common", backward, namespace = "torch" } = definition;
  const positions = params.flatMap((p, i) => (p.kind === "tensor" ? [i] : []));
  const statics = params.flatMap((p, i) => (p.kind === "static" ? [i] : []));
  const listAt = params.findIndex((p) => p.kind === "tensors");
  const views = viewClasses(params, positions, statics, listAt);
  const facts = new views.Facts();
  // Calls like `x.mul(2)`, where all that is given is tensors, need no binding.
  const simple = positions.every((p, i) => p === i) && positions.length > 0;
  const allOptional = simple && params.every((p) => p.kind === "tensor" || !p.required);
  const defaults = Object.freeze(
    Object.fromEntries(params.filter((p) => p.kind === "static").map((p) => [p.name, p.fallback])),
  );
  const { gradFn } = definition;
  const defaultGradFn = `${name[0]?.toUpperCase()}${name.slice(1)}Backward0`;

  const op: Op = {
    name,
    namespace,
    method: definition.method ?? (namespace === "torch" && params[0]?.kind === "tensor"),
    doc: definition.doc,
    params,
    alias: definition.alias ?? false,
    differentiable: backward !== null,
    composite: false,
    samples: definition.samples,
    call: call as Op["call"],
    run: definition.forward as Operation["run"],
    infer,
    gradFnName: (node) =>
      typeof gradFn === "function" ? gradFn(factsOf(node)) : (gradFn ?? defaultGradFn),
    gradients(node, grad, guard) {
      const rule = new views.Rule(node, grad, guard) as unknown as Rule<P>;
      const rules = backward as Record<
        string,
        ((rule: Rule<P>) => Tensor | readonly Tensor[]) | null
      >;
      if (listAt >= 0) {
        const all = rules[(params[listAt] as AnyParam).name]?.(rule) as readonly Tensor[];
        return (input) => all[input] ?? null;
      }
      return (input) =>
        (rules[(params[positions[input] as number] as AnyParam).name]?.(rule) as Tensor) ?? null;
    },
  };
  register(op);

  function factsOf(node: Node): Facts<P> {
    facts.node = node;
    return facts as unknown as Facts<P>;
  }

  function infer(node: Node): void {
    const known = factsOf(node);
    const { inputs } = node;
    const first = inputs[0] ?? absent;
    node.shape = definition.shape?.(known) ?? broadcastAll(inputs);
    const { dtype } = definition;
    node.dtype = typeof dtype === "function" ? dtype(known) : (dtype ?? first.dtype);
    node.strides = definition.strides?.(known) ?? null;
    let requires = false;
    for (let i = 0; i < inputs.length; i++) requires ||= (inputs[i] as Node).requiresGrad;
    node.requiresGrad = node.recorded && requires && isFloating(node.dtype);
  }

  function call(...given: unknown[]): Tensor {
    if (allOptional && given.length === positions.length && takeTensors(given)) {
      return build(
        (given as Tensor[]).map((t) => t.node),
        defaults,
        given,
      );
    }
    return apply(bind(name, params, given));
  }

  function apply(bound: readonly unknown[]): Tensor {
    const inputs =
      listAt >= 0
        ? (bound[listAt] as readonly Tensor[]).map((t) => t.node)
        : positions.map((i) => (bound[i] as Tensor | null)?.node ?? absent);
    let args = defaults;
    if (statics.length > 0) {
      const own: Record<string, unknown> = {};
      for (const i of statics) own[(params[i] as AnyParam).name] = bound[i];
      args = own;
    }
    return build(inputs, args, bound);
  }

  function build(inputs: Node[], args: object, bound: readonly unknown[]): Tensor {
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i] as Node;
      if (input.hasDynamic && !structureIsKnown()) {
        evaluate(input);
        if (input.error !== null) throw input.error;
      }
    }
    if (promote !== "none") promoteInputs(inputs, promote);
    const node = new Node(op, inputs, args, scalarShape, "float32", false);
    node.recorded = op.differentiable && isGradEnabled();
    try {
      infer(node);
    } catch (thrown) {
      throw nameOperation(thrown, name);
    }
    if (definition.isView !== true) return new Tensor(node);
    const base = bound[0] as Tensor;
    const { viewOf: view } = base;
    const again = (t: Tensor): Tensor => build([t.node], args, [t]);
    return new Tensor(
      node,
      view === null
        ? { base, replay: again }
        : { base: view.base, replay: (t) => again(view.replay(t)) },
    );
  }

  return Object.assign(call as (...args: CallArguments<P>) => Tensor, { op });
}

/** Takes numbers for tensors, in place; whether all are tensors then. */
function takeTensors(given: unknown[]): boolean {
  for (let i = 0; i < given.length; i++) {
    const value = given[i];
    if (value instanceof Tensor) continue;
    if (typeof value !== "number" && typeof value !== "boolean") return false;
    given[i] = Tensor.from(value);
  }
  return true;
}

function broadcastAll(inputs: readonly Node[]): Size {
  let shape = (inputs[0] ?? absent).shape;
  for (let i = 1; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (input !== absent) shape = broadcastShapes(shape, input.shape);
  }
  return shape;
}

function promoteInputs(inputs: Node[], promotion: Promotion): void {
  const from = promotion === "last two" ? inputs.length - 2 : 0;
  const first = inputs[from] as Node;
  let uniform = promotion !== "floating" || isFloating(first.dtype);
  for (let i = from; i < inputs.length && uniform; i++) {
    const input = inputs[i] as Node;
    uniform = input.dtype === first.dtype && !input.wrapped;
  }
  if (uniform) return;
  let common = resultType(inputs.slice(from).filter((input) => input !== absent));
  if (promotion === "floating" && !isFloating(common)) common = getDefaultDtype();
  for (let i = from; i < inputs.length; i++) {
    if (inputs[i] !== absent) inputs[i] = castNode(inputs[i] as Node, common);
  }
}

/** The op that changes a dtype; ops/copies.ts supplies it. */
let castTensor: ((input: Tensor, dtype: DType) => Tensor) | null = null;
export function setCast(op: (input: Tensor, dtype: DType) => Tensor): void {
  castTensor = op;
}

/** `node` in another dtype: itself, a number's constant, or a cast on the graph. */
export function castNode(node: Node, dtype: DType): Node {
  if (node.dtype === dtype) return node;
  if (node.wrapped) return castConstant(node, dtype);
  if (castTensor === null) throw new RuntimeError("castNode: ops/copies has not been loaded");
  const cast = castTensor(new Tensor(node), dtype).node;
  cast.implicit = true;
  return cast;
}

/** What a rule may read of the arguments, with a guard in front of saved tensors. */
interface ViewClasses {
  readonly Facts: new () => { node: Node };
  readonly Rule: new (node: Node, grad: Tensor, guard: Guard) => object;
}

/** Two classes per op, made once, whose getters read a node's arguments by name. */
function viewClasses(
  params: readonly AnyParam[],
  positions: readonly number[],
  statics: readonly number[],
  listAt: number,
): ViewClasses {
  class FactsView {
    node: Node = absent;
  }
  class RuleView {
    readonly facts: FactsView;
    constructor(
      readonly node: Node,
      readonly grad: Tensor,
      private readonly guard: Guard,
    ) {
      this.facts = new FactsView();
      this.facts.node = node;
    }
    get output(): Tensor {
      this.guard(this.node);
      return new Tensor(this.node);
    }
    saved(input: number): Tensor | null {
      const saved = this.node.inputs[input] as Node;
      if (saved === absent) return null;
      this.guard(this.node);
      return new Tensor(saved);
    }
    savedList(): Tensor[] {
      this.guard(this.node);
      return this.node.inputs.map((input) => new Tensor(input));
    }
  }
  const getter = (target: object, name: string, get: (this: { node: Node }) => unknown) =>
    Object.defineProperty(target, name, { get, configurable: true });
  positions.forEach((i, input) => {
    const { name } = params[i] as AnyParam;
    getter(FactsView.prototype, name, function () {
      const node = this.node.inputs[input] as Node;
      return node === absent ? null : node;
    });
    getter(RuleView.prototype, name, function () {
      return (this as unknown as RuleView).saved(input);
    });
  });
  for (const i of statics) {
    const { name } = params[i] as AnyParam;
    const read = function (this: { node: Node }) {
      return (this.node.args as Record<string, unknown>)[name];
    };
    getter(FactsView.prototype, name, read);
    getter(RuleView.prototype, name, read);
  }
  if (listAt >= 0) {
    const { name } = params[listAt] as AnyParam;
    getter(FactsView.prototype, name, function () {
      return this.node.inputs;
    });
    getter(RuleView.prototype, name, function () {
      return (this as unknown as RuleView).savedList();
    });
  }
  return { Facts: FactsView, Rule: RuleView };
}
