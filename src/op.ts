// `defineOp`: from one definition to a function, a method and a row of the op table.

import type { Definition, Facts, Op, Rule } from "./definition";
import { isFloating } from "./dtype";
import { nameOperation } from "./errors";
import { evaluate, structureIsKnown } from "./evaluate";
import { absent, Node, type Operation } from "./graph";
import { isGradEnabled, isSpecial, noGrad, setGradEnabled, withSpecial } from "./modes";
import { note, packSaved } from "./notes";
import { asTensor } from "./numbers";
import { type AnyParam, bind, type CallArguments } from "./params";
import { promoteInputs } from "./promotion";
import { broadcastShapes, type Size, scalarShape } from "./shape";
import { runAlone } from "./staging";
import { Tensor } from "./tensor";
import { viewClasses } from "./views";

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
  const positions = params.flatMap((p, i) => (p.kind === "tensor" ? [i] : []));
  const statics = params.flatMap((p, i) => (p.kind === "static" ? [i] : []));
  const listAt = params.findIndex((p) => p.kind === "tensors");
  const views = viewClasses(params, positions, statics, listAt);
  const facts = new views.Facts();
  const rule = new views.Rule();
  const rules = backward as Record<string, AnyRule<P> | null>;
  // Calls like `x.mul(2)`, where all that is given is tensors, need no binding.
  const simple = positions.every((p, i) => p === i) && positions.length > 0;
  const allOptional = simple && params.every((p) => p.kind === "tensor" || !p.required);
  const defaults = Object.freeze(
    Object.fromEntries(params.filter((p) => p.kind === "static").map((p) => [p.name, p.fallback])),
  );
  const { gradFn } = definition;
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
    gradFnName: (node) =>
      typeof gradFn === "function" ? gradFn(factsOf(node)) : (gradFn ?? defaultGradFn),
    gradients(node, grad, guard) {
      // One view per op serves all nodes: it is turned to the node for the time of one rule.
      const apply = (name: string): Tensor | readonly Tensor[] | null => {
        rule.aim(node, grad, guard);
        try {
          return rules[name]?.(rule as unknown as Rule<P>) ?? null;
        } finally {
          rule.aim(absent, null, unguarded);
        }
      };
      if (listAt < 0) {
        return (input) =>
          apply((params[positions[input] as number] as AnyParam).name) as Tensor | null;
      }
      const all = apply((params[listAt] as AnyParam).name) as readonly Tensor[];
      return (input) => all[input] ?? null;
    },
  };
  register(op);

  function factsOf(node: Node): Facts<P> {
    facts.node = node;
    return facts as unknown as Facts<P>;
  }

  function infer(node: Node): void {
    try {
      inferFrom(node, factsOf(node));
    } finally {
      // What is done with must not be kept alive.
      facts.node = absent;
    }
  }

  function inferFrom(node: Node, known: Facts<P>): void {
    const { inputs } = node;
    const first = inputs[0] ?? absent;
    node.shape = definition.shape?.(known) ?? broadcastAll(inputs);
    const { dtype } = definition;
    node.dtype = typeof dtype === "function" ? dtype(known) : (dtype ?? first.dtype);
    node.strides = definition.strides?.(known) ?? null;
    if (definition.isView === true) node.offset = first.offset + (definition.offset?.(known) ?? 0);
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

  /** Runs the rules for what they read; the expressions that they build are dropped. */
  function tryRules(node: Node): void {
    withSpecial({ savedTensors: null }, () =>
      noGrad(() => {
        const rules = op.gradients(node, new Tensor(node), unguarded);
        node.inputs.forEach((input, i) => {
          if (input.requiresGrad) rules(i);
        });
      }),
    );
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
        if (input.error !== null) read(input);
      }
    }
    if (promote !== "none") promoteInputs(inputs, promote);
    const node = new Node(op, inputs, args, scalarShape, "float32", false);
    node.recorded = op.differentiable && isGradEnabled();
    try {
      infer(node);
    } catch (thrown) {
      // Code of a dynamic node that builds this is to be tried again when these shapes change.
      for (const input of inputs) if (input.hasDynamic) read(input);
      throw nameOperation(thrown, name);
    }
    if (isSpecial()) {
      note(node, definition.isView === true);
      if (node.notes?.savedTensors != null && node.requiresGrad) packSaved(() => tryRules(node));
    }
    if (definition.isView !== true) return new Tensor(node);
    const from = bound[0] as Tensor;
    const again = (input: Tensor): Tensor =>
      setGradEnabled(node.recorded, () => build([input.node], args, [input]));
    return new Tensor(node, { base: from.viewOf?.base ?? from, previous: from.viewOf, again });
  }

  return Object.assign(call as (...args: CallArguments<P>) => Tensor, { op });
}

const unguarded = () => {};

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

/** Reads as user code does: whoever tracks is told of changes, and an error is thrown. */
const read = (node: Node): Node => new Tensor(node).read();

/** Takes numbers for tensors, in place; whether all are tensors then. */
function takeTensors(given: unknown[]): boolean {
  for (let i = 0; i < given.length; i++) {
    const value = given[i];
    if (value instanceof Tensor) continue;
    if (typeof value !== "number" && typeof value !== "boolean") return false;
    given[i] = asTensor(value);
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
