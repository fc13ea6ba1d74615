// Statements, from the parser's tree to the syntax tree.

import type { BinarySymbol } from "../objects";
import { convertArguments } from "./arguments";
import type { Body, Expression, ImportName, Statement, Target } from "./ast";
import {
  convertFor,
  convertIf,
  convertTry,
  convertWhile,
  convertWith,
  refuseAsync,
} from "./compound";
import { convert, convertList, convertYield, nameOf } from "./expressions";
import { convertParameters } from "./parameters";
import { convertTarget } from "./targets";
import type { Branch } from "./tree";

/** The statements of a program or of a block. */
export function convertStatements(branches: readonly Branch[]): Statement[] {
  return branches.flatMap((branch) => {
    if (branch.name !== "StatementGroup") return [convertStatement(branch)];
    const twice = branch.children.findIndex(
      (child, i) => child.name === ";" && branch.children[i - 1]?.name === ";",
    );
    if (twice >= 0) throw branch.source.error("invalid syntax", branch.children[twice]?.from ?? 0);
    return convertStatements(branch.children.filter((child) => child.name !== ";"));
  });
}

export const convertBody = (body: Branch): Body => convertStatements(body.children.slice(1));

function convertStatement(branch: Branch): Statement {
  const { at, source, children } = branch;
  const rest = children.slice(1);
  switch (branch.name) {
    case "ExpressionStatement":
      return { kind: "expression", value: convertList(children, branch), ...at };
    case "YieldStatement":
      return { kind: "expression", value: convertYield(branch), ...at };
    case "AssignStatement":
      return convertAssign(branch);
    case "UpdateStatement": {
      const op = children.findIndex((child) => child.name === "UpdateOp");
      const target = convertTarget(children.slice(0, op), branch, "augment");
      const value = convertRight(children.slice(op + 1), branch);
      const symbol = (children[op] as Branch).text.slice(0, -1) as BinarySymbol;
      return { kind: "augment", target, op: symbol, value, ...at };
    }
    case "DeleteStatement": {
      const groups = branch.groups(rest);
      const targets = groups.map((group) => convertTarget(group, branch, "del"));
      return { kind: "delete", targets, ...at };
    }
    case "PassStatement":
      return { kind: "pass", ...at };
    case "BreakStatement":
      return { kind: "break", ...at };
    case "ContinueStatement":
      return { kind: "continue", ...at };
    case "ReturnStatement": {
      const value = rest.length === 0 ? null : convertList(rest, branch);
      return { kind: "return", value, ...at };
    }
    case "RaiseStatement":
      return convertRaise(branch);
    case "AssertStatement": {
      const [test, , message] = rest as [Branch, Branch?, Branch?];
      return {
        kind: "assert",
        test: convert(test),
        message: message === undefined ? null : convert(message),
        ...at,
      };
    }
    case "ImportStatement":
      return convertImport(branch);
    case "ScopeStatement": {
      const names = rest.filter((child) => child.name === "VariableName").map(nameOf);
      return { kind: branch.first.name as "global" | "nonlocal", names, ...at };
    }
    case "IfStatement":
      return convertIf(branch);
    case "WhileStatement":
      return convertWhile(branch);
    case "ForStatement":
      return convertFor(branch);
    case "TryStatement":
      return convertTry(branch);
    case "WithStatement":
      return convertWith(branch);
    case "FunctionDefinition":
    case "ClassDefinition":
      return convertDefinition(branch, []);
    case "DecoratedStatement": {
      const decorators = children.filter((child) => child.name === "Decorator");
      return convertDefinition(branch.last, decorators.map(convertDecorator));
    }
    case "PrintStatement":
      throw source.error(
        "Missing parentheses in call to 'print'. Did you mean print(...)?",
        branch.from,
      );
    case "MatchStatement":
      throw source.error("match is not supported here", branch.from);
    case "TypeDefinition":
      throw source.error("type aliases are not supported here", branch.from);
    default:
      throw source.error("invalid syntax", branch.from);
  }
}

/** The right side of an assignment: a `yield`, or expressions. */
function convertRight(branches: readonly Branch[], parent: Branch): Expression {
  const [first] = branches;
  if (first?.name === "YieldExpression" && branches.length === 1) return convert(first);
  return convertList(branches, parent);
}

function convertAssign(branch: Branch): Statement {
  const annotation = branch.children.findIndex((child) => child.name === "TypeDef");
  if (annotation >= 0) return convertAnnotated(branch, annotation);
  const sides: Branch[][] = [[]];
  for (const child of branch.children) {
    if (child.name === "AssignOp") sides.push([]);
    else (sides.at(-1) as Branch[]).push(child);
  }
  const value = convertRight(sides.pop() as Branch[], branch);
  const targets = sides.map((side): Target => {
    if (side.length === 1 && side[0]?.name === "YieldExpression") {
      throw branch.source.error("assignment to yield expression not possible", side[0].from);
    }
    return convertTarget(side, branch, "=");
  });
  return { kind: "assign", targets, value, ...branch.at };
}

function convertAnnotated(branch: Branch, annotation: number): Statement {
  const left = branch.children.slice(0, annotation);
  const right = branch.children.slice(annotation + 2);
  if (left.length > 1 || ["TupleExpression", "ArrayExpression"].includes(left[0]?.name ?? "")) {
    const kind = left[0]?.name === "ArrayExpression" && left.length === 1 ? "list" : "tuple";
    throw branch.source.error(`only single target (not ${kind}) can be annotated`, branch.from);
  }
  const target = convertTarget(left, branch, "annotate");
  const text = (branch.children[annotation] as Branch).text.replace(/^:\s*/, "");
  const written = { name: target.kind === "name" ? target.id : null, text };
  if (right.length === 0) return { kind: "declare", annotation: written, ...branch.at };
  const value = convertRight(right, branch);
  return { kind: "assign", targets: [target], value, annotation: written, ...branch.at };
}

function convertRaise(branch: Branch): Statement {
  const [, value, from, cause] = branch.children as [Branch, Branch?, Branch?, Branch?];
  if (from !== undefined && from.name !== "from") {
    throw branch.source.error("invalid syntax", from.from);
  }
  return {
    kind: "raise",
    value: value === undefined ? null : convert(value),
    cause: cause === undefined ? null : convert(cause),
    ...branch.at,
  };
}

function convertImport(branch: Branch): Statement {
  const { at, source, children } = branch;
  const isFrom = branch.first.name === "from";
  const start = isFrom ? children.findIndex((child) => child.name === "import") : 0;
  const names = importNames(branch, children.slice(start + 1));
  if (!isFrom) return { kind: "import", names, ...at };
  const path = children.slice(1, start).map((part) => part.text);
  if (path[0] === "." || path[0] === "...") {
    throw source.error("relative imports are not supported here", branch.from);
  }
  const all = children[start + 1]?.name === "*";
  return { kind: "from", module: path.join(""), names: all ? null : names, ...at };
}

function importNames(branch: Branch, parts: readonly Branch[]): ImportName[] {
  const inside = parts.filter((part) => part.name !== "(" && part.name !== ")");
  return branch.groups(inside).map((group) => {
    const as = group.findIndex((part) => part.name === "as");
    const path = as < 0 ? group : group.slice(0, as);
    return {
      name: path.map((part) => part.text).join(""),
      as: as < 0 ? null : nameOf(group[as + 1] as Branch),
    };
  });
}

/** `@name.of.something(arguments)`. */
function convertDecorator(branch: Branch): Expression {
  const parts = branch.children.slice(1);
  const [first, ...rest] = parts as [Branch, ...Branch[]];
  let made = convert(first);
  for (const part of rest) {
    const at = { ...branch.at, to: part.to };
    if (part.name === "ArgList") {
      made = { kind: "call", fn: made, args: convertArguments(part), ...at };
    } else if (part.name !== ".")
      made = { kind: "attribute", object: made, name: part.text, ...at };
  }
  return made;
}

function convertDefinition(branch: Branch, decorators: readonly Expression[]): Statement {
  refuseAsync(branch);
  const name = branch.child("VariableName") as Branch;
  if (branch.has("TypeParamList")) {
    throw branch.source.error("type parameters are not supported here", name.to);
  }
  const body = convertBody(branch.last);
  const doc = docOf(body);
  const { at } = branch;
  if (branch.name === "ClassDefinition") {
    const list = branch.child("ArgList");
    if (list?.has("for")) {
      throw branch.source.error("invalid syntax", list.child("for")?.from ?? list.from);
    }
    const args = list === undefined ? [] : convertArguments(list);
    return { kind: "class", name: nameOf(name), args, body, doc, decorators, ...at };
  }
  const parameters = convertParameters(branch.child("ParamList") as Branch);
  return {
    kind: "function",
    fn: { name: nameOf(name), parameters, body, doc, ...at },
    decorators,
    ...at,
  };
}

/** The docstring of a body. */
function docOf(body: Body): string | null {
  const [first] = body;
  if (first?.kind !== "expression" || first.value.kind !== "constant") return null;
  const { value } = first.value;
  return typeof value === "string" ? value : null;
}
