// The expressions inside an expression.

import type { Argument, Expression } from "./ast";

/**
 * The parts of an expression that are evaluated with it, in their order; what a lambda or a
 * comprehension holds has a scope of its own and is not among them.
 */
export function partsOf(node: Expression): (Expression | null)[] {
  switch (node.kind) {
    case "attribute":
      return [node.object];
    case "unary":
    case "not":
    case "star":
    case "named":
    case "yield":
      return [node.value];
    case "subscript":
      return [node.object, node.index];
    case "slice":
      return [node.start, node.stop, node.step];
    case "call":
      return [node.fn, ...node.args.map(({ value }: Argument) => value)];
    case "binary":
    case "logic":
      return [node.left, node.right];
    case "compare":
      return [node.first, ...node.rest.map(({ value }) => value)];
    case "conditional":
      return [node.test, node.taken, node.other];
    case "tuple":
    case "list":
    case "set":
      return [...node.items];
    case "dict":
      return node.items.flatMap(({ key, value }) => [key, value]);
    case "text":
      return node.parts.flatMap((part) =>
        typeof part === "string" ? [] : [part.value, part.spec],
      );
    default:
      return [];
  }
}
