// What stands on the left of an assignment, and Python's words for what cannot.

import type { Expression, Target } from "./ast";
import { convert, convertList } from "./expressions";
import { type Branch, span } from "./tree";

/** What an assignment of each kind says of a target that is none. */
export type Purpose = "=" | "for" | "with" | "del" | "augment" | "annotate";

/** The target written by several branches (`a, *b`). */
export function convertTarget(
  branches: readonly Branch[],
  parent: Branch,
  purpose: Purpose,
): Target {
  const [first] = branches;
  if (first === undefined) throw parent.source.error("invalid syntax", parent.to);
  if (first.name === "*" && branches.length === 2) {
    const message =
      purpose === "del"
        ? "cannot delete starred"
        : "starred assignment target must be in a list or tuple";
    throw parent.source.error(message, first.from);
  }
  const made = branches.length === 1 ? convert(first) : convertList(branches, parent);
  return toTarget(made, parent, purpose, true);
}

/** An expression as a target. */
export function toTarget(
  expression: Expression,
  parent: Branch,
  purpose: Purpose,
  outermost: boolean,
): Target {
  const at = span(expression, expression);
  switch (expression.kind) {
    case "name":
      if (expression.id === "__debug__") {
        throw parent.source.error("cannot assign to __debug__", expression.from);
      }
      return { kind: "name", id: expression.id, ...at };
    case "attribute":
      return { kind: "attribute", object: expression.object, name: expression.name, ...at };
    case "subscript":
      return { kind: "subscript", object: expression.object, index: expression.index, ...at };
    case "tuple":
    case "list":
      if (purpose === "augment") break;
      return unpacking(expression.items, expression, parent, purpose);
    case "star":
      if (purpose === "del") {
        throw parent.source.error("cannot delete starred", expression.from);
      }
      return toTarget(expression.value, parent, purpose, false);
  }
  throw parent.source.error(refusal(expression, purpose, outermost), expression.from);
}

function unpacking(
  items: readonly Expression[],
  at: Expression,
  parent: Branch,
  purpose: Purpose,
): Target {
  const stars = items.flatMap((item, i) => (item.kind === "star" ? [i] : []));
  if (stars.length > 1) {
    throw parent.source.error("multiple starred expressions in assignment", at.from);
  }
  return {
    kind: "unpack",
    items: items.map((item) => toTarget(item, parent, purpose, false)),
    star: stars[0] ?? -1,
    ...span(at, at),
  };
}

/** What Python calls an expression that cannot be assigned to. */
function describe(expression: Expression): string {
  switch (expression.kind) {
    case "constant":
      if (expression.value === null) return "None";
      if (typeof expression.value === "boolean") return expression.value ? "True" : "False";
      if (typeof expression.value === "object" && expression.to - expression.from === 3) {
        return "ellipsis";
      }
      return "literal";
    case "call":
      return "function call";
    case "conditional":
      return "conditional expression";
    case "compare":
      return "comparison";
    case "dict":
      return "dict literal";
    case "set":
      return "set display";
    case "text":
      return "f-string expression";
    case "yield":
      return "yield expression";
    case "named":
      return "named expression";
    case "comprehension":
      return expression.makes === "generator"
        ? "generator expression"
        : `${expression.makes} comprehension`;
    case "lambda":
    case "tuple":
    case "list":
      return expression.kind;
    default:
      return "expression";
  }
}

/** Those of which Python does not suppose that a comparison was meant. */
const plain = new Set(["None", "True", "False", "conditional expression", "lambda", "comparison"]);

function refusal(expression: Expression, purpose: Purpose, outermost: boolean): string {
  const what = describe(expression);
  if (purpose === "del") return `cannot delete ${what}`;
  if (purpose === "annotate") return "illegal target for annotation";
  if (purpose === "augment") {
    return `'${what}' is an illegal expression for augmented assignment`;
  }
  if (purpose !== "=" || !outermost || plain.has(what) || expression.kind === "not") {
    return `cannot assign to ${what}`;
  }
  return `cannot assign to ${what} here. Maybe you meant '==' instead of '='?`;
}
