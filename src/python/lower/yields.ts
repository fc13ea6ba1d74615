// Where `yield` stands inside a statement, and how it is taken out of an expression: its value is given
// up first, what it is sent waits in a slot.

import type { Expression, ExpressionOf, Statement } from "../syntax/ast";
import { partsOf } from "../syntax/parts";
import type { Source } from "../syntax/source";

/** The expressions of a simple statement. */
export function expressionsOf(node: Statement): Expression[] {
  switch (node.kind) {
    case "expression":
    case "assign":
    case "augment":
      return [node.value];
    case "return":
      return node.value === null ? [] : [node.value];
    case "raise":
      return [node.value, node.cause].filter((part) => part !== null);
    case "assert":
      return [node.test, node.message].filter((part) => part !== null);
    case "if":
      return node.branches.map(({ test }) => test);
    case "while":
      return [node.test];
    case "for":
      return [node.iterable];
    case "with":
      return node.items.map(({ context }) => context);
    default:
      return [];
  }
}

/** Whether running a statement may give up a value; functions inside do that on their own. */
export function hasYield(node: Statement): boolean {
  if (expressionsOf(node).some((part) => yieldsIn(part).length > 0)) return true;
  switch (node.kind) {
    case "if":
      return [...node.branches.map(({ body }) => body), node.other].some((body) =>
        body.some(hasYield),
      );
    case "while":
    case "for":
      return [...node.body, ...node.other].some(hasYield);
    case "try":
      return [
        ...node.body,
        ...node.other,
        ...node.final,
        ...node.handlers.flatMap(({ body }) => body),
      ].some(hasYield);
    case "with":
      return node.body.some(hasYield);
    default:
      return false;
  }
}

type Yield = ExpressionOf<"yield">;

function yieldsIn(node: Expression): Yield[] {
  const inner = partsOf(node).flatMap((part) => (part === null ? [] : yieldsIn(part)));
  return node.kind === "yield" ? [...inner, node] : inner;
}

export interface Hoisted {
  readonly rest: Expression;
  readonly yields: readonly {
    readonly slot: number;
    readonly value: Expression | null;
    readonly delegates: boolean;
  }[];
}

/** Takes the `yield`s out of an expression. */
export function hoist(node: Expression, source: Source, newSlot: () => number): Hoisted {
  const found = yieldsIn(node);
  if (found.length === 0) return { rest: node, yields: [] };
  checkOrder(node, source);
  const slots = new Map<Expression, Expression>();
  const yields = found.map((each) => {
    const slot = newSlot();
    const value = each.value === null ? null : replace(each.value, slots);
    slots.set(each, { kind: "slot", slot, line: each.line, from: each.from, to: each.to });
    return { slot, value, delegates: each.delegates };
  });
  return { rest: replace(node, slots), yields };
}

/** Refuses a `yield` that is not always run, or that something with effects comes before. */
function checkOrder(node: Expression, source: Source): void {
  const conditional = node.kind === "logic" || node.kind === "conditional";
  let settled = true;
  partsOf(node).forEach((part, i) => {
    if (part === null) return;
    const yields = yieldsIn(part).length > 0;
    if (yields && (!settled || (conditional && i > 0))) {
      throw source.error("yield inside a larger expression is not supported here", part.from);
    }
    if (yields) checkOrder(part, source);
    else if (!isSettled(part)) settled = false;
  });
}

/** Whether an expression may as well be evaluated after the `yield`. */
const isSettled = (node: Expression): boolean =>
  node.kind === "constant" ||
  node.kind === "name" ||
  (node.kind === "attribute" && isSettled(node.object));

function replace(node: Expression, by: ReadonlyMap<Expression, Expression>): Expression {
  const found = by.get(node);
  if (found !== undefined) return found;
  const one = (part: Expression): Expression => replace(part, by);
  const maybe = (part: Expression | null): Expression | null => (part === null ? null : one(part));
  switch (node.kind) {
    case "attribute":
      return { ...node, object: one(node.object) };
    case "unary":
    case "not":
    case "star":
    case "named":
      return { ...node, value: one(node.value) };
    case "subscript":
      return { ...node, object: one(node.object), index: one(node.index) };
    case "slice":
      return { ...node, start: maybe(node.start), stop: maybe(node.stop), step: maybe(node.step) };
    case "call":
      return {
        ...node,
        fn: one(node.fn),
        args: node.args.map((argument) => ({ ...argument, value: one(argument.value) })),
      };
    case "binary":
    case "logic":
      return { ...node, left: one(node.left), right: one(node.right) };
    case "compare":
      return {
        ...node,
        first: one(node.first),
        rest: node.rest.map(({ op, value }) => ({ op, value: one(value) })),
      };
    case "conditional":
      return { ...node, test: one(node.test), taken: one(node.taken), other: one(node.other) };
    case "tuple":
    case "list":
    case "set":
      return { ...node, items: node.items.map(one) };
    case "dict":
      return {
        ...node,
        items: node.items.map(({ key, value }) => ({ key: maybe(key), value: one(value) })),
      };
    case "text":
      return {
        ...node,
        parts: node.parts.map((part) =>
          typeof part === "string"
            ? part
            : { ...part, value: one(part.value), spec: maybe(part.spec) },
        ),
      };
    default:
      return node;
  }
}
