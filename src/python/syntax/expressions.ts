// Expressions, from the parser's tree to the syntax tree.

import type { BinarySymbol, UnarySymbol } from "../objects";
import { Ellipsis } from "../objects/singletons";
import { convertArguments } from "./arguments";
import type { CompareOperator, Expression } from "./ast";
import { comprehension } from "./comprehensions";
import { numberLiteral } from "./literals";
import { convertLambda } from "./parameters";
import { convertStrings } from "./strings";
import { type Branch, span } from "./tree";

/** One expression of one branch. */
export function convert(branch: Branch): Expression {
  const { at, source } = branch;
  switch (branch.name) {
    case "VariableName":
      return { kind: "name", id: nameOf(branch), ...at };
    case "Number":
      return { kind: "constant", value: numberLiteral(branch.text, source, branch.from), ...at };
    case "Boolean":
      return { kind: "constant", value: branch.text === "True", ...at };
    case "None":
      return { kind: "constant", value: null, ...at };
    case "Ellipsis":
      return { kind: "constant", value: Ellipsis, ...at };
    case "String":
    case "FormatString":
      return convertStrings([branch], at);
    case "ContinuedString":
      return convertStrings(branch.children, at);
    case "ParenthesizedExpression":
      return inParentheses(branch);
    case "TupleExpression":
      return { kind: "tuple", items: items(inner(branch), branch), ...at };
    case "ArrayExpression":
      return { kind: "list", items: items(inner(branch), branch), ...at };
    case "SetExpression":
      return { kind: "set", items: items(inner(branch), branch), ...at };
    case "DictionaryExpression":
      return convertDict(branch);
    case "ComprehensionExpression":
      return comprehension(inner(branch), "generator", at);
    case "ArrayComprehensionExpression":
      return comprehension(inner(branch), "list", at);
    case "SetComprehensionExpression":
      return comprehension(inner(branch), "set", at);
    case "DictionaryComprehensionExpression":
      return comprehension(inner(branch), "dict", at);
    case "UnaryExpression":
      if (branch.first.name === "not") return convertLogic(branch);
      return {
        kind: "unary",
        op: branch.first.text as UnarySymbol,
        value: convert(branch.last),
        ...at,
      };
    case "BinaryExpression":
      return convertBinary(branch);
    case "ConditionalExpression": {
      const [then, , test, , other] = branch.children as [Branch, Branch, Branch, Branch, Branch];
      return {
        kind: "conditional",
        test: convert(test),
        taken: convert(then),
        other: convert(other),
        ...at,
      };
    }
    case "CallExpression": {
      const fn = convert(branch.first);
      return { kind: "call", fn, args: convertArguments(branch.last), ...at };
    }
    case "MemberExpression":
      return convertMember(branch);
    case "LambdaExpression":
      return { kind: "lambda", fn: convertLambda(branch), ...at };
    case "NamedExpression":
      return convertNamed(branch);
    case "YieldExpression":
      return convertYield(branch);
    case "AwaitExpression":
      throw source.error("async is not supported here", branch.from);
    default:
      throw source.error("invalid syntax", branch.from);
  }
}

/** Several expressions between commas: one, or a tuple. */
export function convertList(branches: readonly Branch[], parent: Branch): Expression {
  const [first] = branches;
  if (first === undefined) throw parent.source.error("invalid syntax", parent.to);
  const at = span(first.at, (branches.at(-1) as Branch).at);
  if (branches.some((branch) => branch.name === ",")) {
    return { kind: "tuple", items: items(branches, parent), ...at };
  }
  if (first.name === "*") {
    throw parent.source.error("can't use starred expression here", first.from);
  }
  return convert(first);
}

/** The children between brackets. */
const inner = (branch: Branch): readonly Branch[] => branch.children.slice(1, -1);

function items(branches: readonly Branch[], parent: Branch): Expression[] {
  return parent.groups(branches).map((group) => starred(group, parent));
}

function starred(group: readonly Branch[], parent: Branch): Expression {
  const [first, second] = group;
  if (first?.name === "*" && second !== undefined) {
    return { kind: "star", value: convert(second), ...span(first.at, second.at) };
  }
  if (first === undefined || group.length > 1) {
    throw parent.source.error("invalid syntax", (second ?? parent).from);
  }
  return convert(first);
}

/** A name; the parser takes some keywords for names. */
export function nameOf(branch: Branch): string {
  const { text } = branch;
  if (reserved.has(text)) throw branch.source.error("invalid syntax", branch.from);
  return text.normalize("NFKC");
}

const reserved = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False".split(
    " ",
  ),
);

function inParentheses(branch: Branch): Expression {
  const [first] = inner(branch) as [Branch];
  if (first.name === "*") {
    throw branch.source.error("cannot use starred expression here", first.from);
  }
  return convert(first);
}

function convertDict(branch: Branch): Expression {
  const entries = branch.groups(inner(branch)).map((group) => {
    const [first, second, third] = group as [Branch, Branch?, Branch?];
    if (first.name === "**" && second) return { key: null, value: convert(second) };
    if (second === undefined || third === undefined) {
      throw branch.source.error("':' expected after dictionary key", first.to);
    }
    return { key: convert(first), value: convert(third) };
  });
  return { kind: "dict", items: entries, ...branch.at };
}

function convertBinary(branch: Branch): Expression {
  const [left, op] = branch.children as [Branch, Branch];
  if (op.name === "and" || op.name === "or") return convertLogic(branch);
  if (op.name === "ArithOp" || op.name === "BitOp") {
    return {
      kind: "binary",
      op: op.text as BinarySymbol,
      left: convert(left),
      right: convert(branch.last),
      ...branch.at,
    };
  }
  return convertComparison(branch);
}

const isComparison = (branch: Branch): boolean =>
  branch.name === "BinaryExpression" &&
  ["CompareOp", "in", "not", "is"].includes((branch.children[1] as Branch).name);

/** `a < b < c`, which the parser nests to the left. */
function convertComparison(branch: Branch): Expression {
  const rest: { op: CompareOperator; value: Expression }[] = [];
  let left = branch;
  while (isComparison(left)) {
    const [first, ...others] = left.children as [Branch, ...Branch[]];
    const op = others
      .slice(0, -1)
      .map((part) => part.text)
      .join(" ");
    if (left.last.name === "UnaryExpression" && left.last.first.name === "not") {
      throw left.source.error("invalid syntax", left.last.from);
    }
    if (op === "<>") throw left.source.error("invalid syntax", (others[0] as Branch).from);
    rest.unshift({ op: op as CompareOperator, value: convert(left.last) });
    left = first;
  }
  return { kind: "compare", first: convert(left), rest, ...branch.at };
}

/** `not`, `and`, `or`: the parser binds `not` too loosely, so their order is found here anew. */
function convertLogic(branch: Branch): Expression {
  const parts = flatten(branch);
  let i = 0;
  const negation = (): Expression => {
    const part = parts[i++] as Branch;
    if (part.name !== "not") return convert(part);
    const value = negation();
    return { kind: "not", value, ...span(part.at, value) };
  };
  const level = (op: "and" | "or", operand: () => Expression) => (): Expression => {
    let left = operand();
    while (parts[i]?.name === op) {
      i++;
      const right = operand();
      left = { kind: "logic", op, left, right, ...span(left, right) };
    }
    return left;
  };
  return level("or", level("and", negation))();
}

function flatten(branch: Branch): Branch[] {
  if (branch.name === "UnaryExpression" && branch.first.name === "not") {
    return [branch.first, ...flatten(branch.last)];
  }
  const op = branch.name === "BinaryExpression" ? (branch.children[1] as Branch) : undefined;
  if (op?.name === "and" || op?.name === "or") {
    return [...flatten(branch.first), op, ...flatten(branch.last)];
  }
  return [branch];
}

function convertMember(branch: Branch): Expression {
  const [object, mark] = branch.children as [Branch, Branch];
  const { at } = branch;
  if (mark.name === ".") {
    if (reserved.has(branch.last.text)) {
      throw branch.source.error("invalid syntax", branch.last.from);
    }
    return { kind: "attribute", object: convert(object), name: branch.last.text, ...at };
  }
  return { kind: "subscript", object: convert(object), index: convertIndex(branch), ...at };
}

function convertIndex(branch: Branch): Expression {
  const parts = branch.children.slice(2, -1);
  const groups = branch.groups(parts).map((group) => convertSlice(group, branch));
  const [first] = groups;
  if (first === undefined) throw branch.source.error("invalid syntax", branch.last.from);
  if (groups.length === 1 && parts.at(-1)?.name !== ",") return first;
  const at = span(first, groups.at(-1) as Expression);
  return { kind: "tuple", items: groups, ...at };
}

function convertSlice(group: readonly Branch[], parent: Branch): Expression {
  const bounds: (Expression | null)[] = [null];
  for (const part of group) {
    if (part.name === ":") bounds.push(null);
    else bounds[bounds.length - 1] = convert(part);
  }
  const [start = null, stop = null, step = null] = bounds;
  if (bounds.length === 1 && start !== null) return start;
  const first = group[0] as Branch;
  if (bounds.length > 3) throw parent.source.error("invalid syntax", first.from);
  return { kind: "slice", start, stop, step, ...span(first.at, (group.at(-1) as Branch).at) };
}

function convertNamed(branch: Branch): Expression {
  const [target] = branch.children as [Branch];
  if (target.name !== "VariableName") {
    const literals = ["Number", "String", "Boolean", "None"];
    const isLiteral = literals.includes(target.name);
    const what =
      target.name === "MemberExpression" ? "attribute" : isLiteral ? "literal" : "expression";
    throw branch.source.error(`cannot use assignment expressions with ${what}`, target.from);
  }
  return { kind: "named", name: nameOf(target), value: convert(branch.last), ...branch.at };
}

/** A `yield`, of a statement or in parentheses. */
export function convertYield(branch: Branch): Expression {
  const parts = branch.children.slice(1).filter((part) => !part.node.type.isError);
  const delegates = parts[0]?.name === "from";
  const given = delegates ? parts.slice(1) : parts;
  const value = given.length === 0 ? null : convertList(given, branch);
  return { kind: "yield", value, delegates, ...branch.at };
}
