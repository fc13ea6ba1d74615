// Comprehensions run in the frame around them, with slots of their own; generator expressions are
// generators.

import { truth } from "../objects/compare";
import { Dict, SetObject } from "../objects/dict";
import { type FunctionCode, GeneratorObject, type Steps } from "../objects/function";
import { iterator, type Next } from "../objects/iterate";
import { Iterator, List } from "../objects/sequences";
import { Signature } from "../objects/signature";
import type { Value } from "../objects/value";
import { Cell, Frame, machine } from "../run/machine";
import type { Clause, Comprehension, ExpressionOf } from "../syntax/ast";
import type { Scope } from "../syntax/scopes";
import { lowerStore } from "./assign";
import type { Context, Run, Store } from "./context";
import { lower } from "./expressions";

type Node = ExpressionOf<"comprehension">;

/** What is done with each item. */
type Emit = (frame: Frame) => void;

export function lowerComprehension(context: Context, node: Node): Run {
  const scope = context.scopeOf(node);
  const inner = context.inside(scope, context.path);
  const source = lower(context, (node.clauses[0] as Extract<Clause, { kind: "for" }>).iterable);
  if (node.makes === "generator") return lowerGenerator(context, inner, node, source);
  const fresh = freshCells(scope);
  // The collection under construction stands in a slot: closures are shared by all calls.
  const slot = scope.host.temporary();
  const emit = lowerEmit(inner, node, slot);
  const loop = lowerClauses(inner, node.clauses, emit);
  const make = (): Value =>
    node.makes === "list" ? new List([]) : node.makes === "set" ? new SetObject() : new Dict();
  return (frame) => {
    const before = frame.locals[slot];
    const next = iterator(source(frame));
    fresh(frame);
    const made = make();
    frame.locals[slot] = made;
    loop(frame, next);
    frame.locals[slot] = before;
    return made;
  };
}

/** Variables that closures inside use get new cells each time. */
function freshCells(scope: Scope): (frame: Frame) => void {
  const cells = [...scope.variables.values()].flatMap((variable) =>
    variable.captured ? [variable.cell] : [],
  );
  if (cells.length === 0) return () => {};
  return (frame) => {
    for (const cell of cells) (frame.cells as Cell[])[cell] = new Cell();
  };
}

function lowerEmit(context: Context, node: Comprehension, slot: number): Emit {
  const item = lower(context, node.item);
  if (node.makes === "list") {
    return (frame) => {
      const value = item(frame);
      (frame.locals[slot] as List).items.push(value);
    };
  }
  if (node.makes === "set") {
    return (frame) => {
      const value = item(frame);
      (frame.locals[slot] as SetObject).add(value);
    };
  }
  const value = lower(context, node.value as Exclude<typeof node.value, null>);
  return (frame) => {
    const key = item(frame);
    const given = value(frame);
    (frame.locals[slot] as Dict).set(key, given);
  };
}

/** The nested loops, outermost first; the outermost iterable is made already. */
function lowerClauses(
  context: Context,
  clauses: readonly Clause[],
  emit: Emit,
): (frame: Frame, next: Next) => void {
  const [first, ...rest] = clauses as [Extract<Clause, { kind: "for" }>, ...Clause[]];
  const store = lowerStore(context, first.target);
  const body = lowerRest(context, rest, emit);
  return (frame, next) => {
    for (let value = next(); value !== undefined; value = next()) {
      machine.step();
      store(frame, value);
      body(frame);
    }
  };
}

function lowerRest(context: Context, clauses: readonly Clause[], emit: Emit): Emit {
  const [first, ...rest] = clauses;
  if (first === undefined) return emit;
  if (first.kind === "if") {
    const test = lower(context, first.test);
    const body = lowerRest(context, rest, emit);
    return (frame) => {
      if (truth(test(frame))) body(frame);
    };
  }
  const source = lower(context, first.iterable);
  const loop = lowerClauses(context, clauses, emit);
  return (frame) => loop(frame, iterator(source(frame)));
}

function lowerGenerator(outer: Context, inner: Context, node: Node, source: Run): Run {
  const { host } = inner.scope;
  const item = lower(inner, node.item);
  const clauses = lowerLazy(inner, node.clauses, item, 0);
  const steps = function* (frame: Frame): Steps {
    yield* clauses(frame);
    return null;
  };
  const code: FunctionCode = {
    name: "<genexpr>",
    qualifiedName: outer.qualified("<genexpr>"),
    file: outer.source.file,
    signature: Signature.parse(""),
    get slots() {
      return host.slots;
    },
    ownCells: host.cells,
    moved: [],
    doc: null,
    body: null,
    steps,
  };
  const closure = closureOf(outer, inner);
  return (frame) => {
    const first = new Iterator(iterator(source(frame)));
    const own = Array.from({ length: host.cells }, () => new Cell());
    const made = new Frame(code, [first], [...own, ...closure(frame)]);
    made.line = node.line;
    return new GeneratorObject(made, code);
  };
}

/** The cells that an inner host takes over from the frame around it. */
export function closureOf(outer: Context, inner: Context): (frame: Frame) => Cell[] {
  const indices = inner.scope.host.free.map((variable) => outer.scope.host.cellOf(variable));
  return (frame) => indices.map((index) => frame.cells[index] as Cell);
}

/** The same loops, giving up each item. */
function lowerLazy(
  context: Context,
  clauses: readonly Clause[],
  item: Run,
  depth: number,
): (frame: Frame) => Generator<Value, void, Value> {
  const [first, ...rest] = clauses;
  if (first === undefined) {
    return function* (frame) {
      yield item(frame);
    };
  }
  const body = lowerLazy(context, rest, item, depth + 1);
  if (first.kind === "if") {
    const test = lower(context, first.test);
    return function* (frame) {
      if (truth(test(frame))) yield* body(frame);
    };
  }
  const store: Store = lowerStore(context, first.target);
  const source =
    depth === 0 ? (frame: Frame) => frame.locals[0] as Value : lower(context, first.iterable);
  return function* (frame) {
    const next = iterator(source(frame));
    for (let value = next(); value !== undefined; value = next()) {
      machine.step();
      store(frame, value);
      yield* body(frame);
    }
  };
}
