// `defineOp`: from one definition to a function, a method and a row of the op table.

import type { Asker, Definition, Facts, Op, Rule } from "./definition";
import { isFloating } from "./dtype";
import { nameOperation } from "./errors";
import { evaluate, structureIsKnown } from "./evaluate";
import { absent, Node, type Operation } from "./graph";
import { isGradEnabled, isSpecial, noGrad, setGradEnabled, withSpecial } from "./modes";
import { note, packSaved } from "./notes";
import { asTensor } from "./numbers";
import { type AnyParam, bind, type CallArguments, type TensorLike } from "./params";
import { promoteInputs } from "./promotion";
import { broadcastShapes, type Size, scalarShape } from "./shape";
import { runAlone } from "./staging";
import { Tensor } from "./tensor";
import { Aim, factsView, type Layout, nameOf, ruleView } from "./views";

const table = new Map<string, Op>();

/** All operations, by `namespace.name`. */
export const operations: ReadonlyMap<string, Op> = table;

export function register(op: Op): void {
  table.set(`${op.namespace}.${op.name}`, op);
}

type AnyRule<P extends readonly AnyParam[]> = (rule: Rule<P>) => Tensor | readonly Tensor[] | null;

/** Defines an operation, puts it into the table, and returns its function. */
export function defineOp<const P extends readonly AnyParam[]>(
  definition: Definition<P>,
): ((...args: CallArguments<P>) => Tensor) & { readonly op: Op } {
  const { name, params, promote = "common", backward, namespace = "torch" } = definition;
  const { shape, dtype, strides, offset, isView = false, gradFn, reads } = definition;
  const layout: Layout = {
    params,
    positions: params.flatMap((p, i) => (p.kind === "tensor" ? [i] : [])),
    statics: params.flatMap((p, i) => (p.kind === "static" ? [i] : [])),
    listAt: params.findIndex((p) => p.kind === "tensors"),
  };
  const { positions, statics, listAt } = layout;
  const inferring = new Aim();
  const facts = factsView(layout, inferring) as Facts<P>;
  const deriving = new Aim();
  const rule = ruleView(layout, deriving) as Rule<P>;
  const rules = (listAt >= 0 ? [listAt] : positions).map(
    (i) => (backward as Record<string, AnyRule<P> | null> | null)?.[nameOf(layout, i)] ?? null,
  );
  // Calls like `x.mul(2)`, where all that is given is tensors, need no binding.
  const leading = params.findIndex((p) => p.kind !== "tensor");
  const mostTensors = leading < 0 ? params.length : leading;
  const fewest = params.reduce((count, p, i) => (p.required ? i + 1 : count), 1);
  const defaults: Record<string, unknown> = Object.fromEntries(
    statics.map((i) => [nameOf(layout, i), (params[i] as AnyParam).fallback]),
  );
  const instruction = (definition.instruction ?? noInstruction) as NonNullable<
    Operation["instruction"]
  >;
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
    run: withMachine(instruction, definition.forward as Operation["run"]),
    instruction,
    infer,
    gradFnName(node) {
      if (typeof gradFn !== "function") return gradFn ?? defaultGradFn;
      inferring.node = node;
      try {
        return gradFn(facts);
      } finally {
        inferring.node = absent;
      }
    },
    gradients,
    again: (node, inputs) => apply(inputs, node.args, node.recorded),
  };
  register(op);

  function infer(node: Node): void {
    const { inputs } = node;
    const first = inputs.length > 0 ? (inputs[0] as Node) : absent;
    inferring.node = node;
    try {
      node.shape = shape === undefined ? broadcastAll(inputs) : shape(facts);
      node.dtype =
        dtype === undefined ? first.dtype : typeof dtype === "string" ? dtype : dtype(facts);
      if (strides !== undefined) node.strides = strides(facts);
      if (isView) node.offset = first.offset + (offset === undefined ? 0 : offset(facts));
    } finally {
      inferring.node = absent;
    }
    node.requiresGrad = node.recorded && anyRequires(inputs) && isFloating(node.dtype);
  }

  function gradients(node: Node, grad: Tensor, asker: Asker): readonly (Tensor | null)[] {
    const { node: outerNode, grad: outerGrad, asker: outerAsker } = deriving;
    deriving.at(node, grad, asker);
    try {
      if (listAt >= 0) return (rules[0]?.(rule) ?? []) as readonly Tensor[];
      const { inputs } = node;
      const all = new Array<Tensor | null>(inputs.length);
      for (let i = 0; i < inputs.length; i++) {
        const derivative = rules[i] as AnyRule<P> | null;
        const wanted = derivative !== null && asker.wants(inputs[i] as Node);
        all[i] = wanted ? (derivative(rule) as Tensor | null) : null;
      }
      return all;
    } finally {
      deriving.at(outerNode, outerGrad, outerAsker);
    }
  }

  function call(...given: unknown[]): Tensor {
    if (given.length < fewest || given.length > mostTensors) return bound(given);
    const inputs = new Array<Node>(positions.length);
    for (let i = 0; i < inputs.length; i++) {
      const value = given[i];
      if (i >= given.length) inputs[i] = absent;
      else if (isTensorLike(value)) inputs[i] = asTensor(value).node;
      else return bound(given);
    }
    return build(inputs, defaults, given[0] as TensorLike);
  }

  /** A call in general: arguments by position and by name. */
  function bound(given: readonly unknown[]): Tensor {
    const values = bind(name, params, given);
    const list = listAt < 0 ? null : (values[listAt] as readonly Tensor[]);
    const inputs = new Array<Node>(list === null ? positions.length : list.length);
    for (let i = 0; i < inputs.length; i++) {
      const value = list === null ? values[positions[i] as number] : list[i];
      inputs[i] = value === null ? absent : (value as Tensor).node;
    }
    return build(inputs, staticsOf(values), values[0] as Tensor);
  }

  /** The arguments that are no tensors: one object for all calls that leave them out. */
  function staticsOf(values: readonly unknown[]): object {
    let args = defaults;
    for (const i of statics) {
      if (Object.is(values[i], (params[i] as AnyParam).fallback)) continue;
      if (args === defaults) args = { ...defaults };
      args[nameOf(layout, i)] = values[i];
    }
    return args;
  }

  /** Runs the rules for what they read; the expressions that they build are dropped. */
  function tryRules(node: Node): void {
    withSpecial({ savedTensors: null }, () =>
      noGrad(() => {
        gradients(node, new Tensor(node), everybody);
      }),
    );
  }

  function apply(inputs: readonly Node[], args: object, recorded: boolean): Node {
    const node = new Node(op, inputs, args, scalarShape, "float32", false);
    node.recorded = recorded;
    infer(node);
    if (reads !== undefined && !node.hasDynamic) node.reads = reads(node);
    return node;
  }

  /** @param from the first argument, of which a view is one. */
  function build(inputs: Node[], args: object, from: TensorLike): Tensor {
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[i] as Node;
      if (input.hasDynamic && !structureIsKnown()) {
        evaluate(input);
        if (input.error !== null) read(input);
      }
    }
    if (promote !== "none") promoteInputs(inputs, promote);
    let node: Node;
    try {
      node = apply(inputs, args, backward !== null && isGradEnabled());
    } catch (thrown) {
      // Code of a dynamic node that builds this is to be tried again when these shapes change.
      for (const input of inputs) if (input.hasDynamic) read(input);
      throw nameOperation(thrown, name);
    }
    if (isSpecial()) {
      note(node, isView);
      if (node.notes?.savedTensors != null && node.requiresGrad) packSaved(() => tryRules(node));
    }
    return isView ? viewOf(node, args, asTensor(from)) : new Tensor(node);
  }

  function viewOf(node: Node, args: object, from: Tensor): Tensor {
    const again = (input: Tensor): Tensor =>
      setGradEnabled(node.recorded, () => build([input.node], args, input));
    return new Tensor(node, { base: from.viewOf?.base ?? from, previous: from.viewOf, again });
  }

  return Object.assign(call as (...args: CallArguments<P>) => Tensor, { op });
}

/** Asks for whatever a backward pass might. */
const everybody: Asker = { guard() {}, wants: (input) => input.requiresGrad };

/** Reads as user code does: whoever tracks is told of changes, and an error is thrown. */
const read = (node: Node): Node => new Tensor(node).read();

const isTensorLike = (value: unknown): value is TensorLike =>
  value instanceof Tensor || typeof value === "number" || typeof value === "boolean";

function anyRequires(inputs: readonly Node[]): boolean {
  for (let i = 0; i < inputs.length; i++) if ((inputs[i] as Node).requiresGrad) return true;
  return false;
}

function broadcastAll(inputs: readonly Node[]): Size {
  let shape = (inputs[0] ?? absent).shape;
  for (let i = 1; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (input !== absent) shape = broadcastShapes(shape, input.shape);
  }
  return shape;
}

const noInstruction = () => null;

/** The kernel of an op: where its wasm kernel rounds in its own way, that one and no other. */
const withMachine = (
  instruction: NonNullable<Operation["instruction"]>,
  forward: Operation["run"],
): Operation["run"] =>
  instruction === noInstruction
    ? forward
    : (node, a, b, c) => {
        if (!runAlone(node, a, b, c, instruction)) forward(node, a, b, c);
      };
