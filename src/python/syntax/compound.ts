// Statements with blocks: `if`, loops, `try`, `with`.

import type { Body, Expression, Handler, Statement } from "./ast";
import { convert, convertList, nameOf } from "./expressions";
import { convertBody } from "./statements";
import { convertTarget, toTarget } from "./targets";
import type { Branch } from "./tree";

export function convertWhile(branch: Branch): Statement {
  const [, test, body, , other] = branch.children as [Branch, Branch, Branch, Branch?, Branch?];
  return {
    kind: "while",
    test: convert(test),
    body: convertBody(body),
    other: other === undefined ? [] : convertBody(other),
    ...branch.at,
  };
}

export function convertIf(branch: Branch): Statement {
  const branches: { test: Expression; body: Body }[] = [];
  let other: Body = [];
  const { children } = branch;
  for (let i = 0; i < children.length; ) {
    if ((children[i] as Branch).name === "else") {
      other = convertBody(children[i + 1] as Branch);
      i += 2;
    } else {
      const [test, body] = children.slice(i + 1, i + 3) as [Branch, Branch];
      branches.push({ test: convert(test), body: convertBody(body) });
      i += 3;
    }
  }
  return { kind: "if", branches, other, ...branch.at };
}

export function refuseAsync(branch: Branch): void {
  if (branch.first.name === "async") {
    throw branch.source.error("async is not supported here", branch.from);
  }
}

export function convertFor(branch: Branch): Statement {
  refuseAsync(branch);
  const { children } = branch;
  const inAt = children.findIndex((child) => child.name === "in");
  const bodyAt = children.findIndex((child) => child.name === "Body");
  const other = children[bodyAt + 2];
  return {
    kind: "for",
    target: convertTarget(children.slice(1, inAt), branch, "for"),
    iterable: convertList(children.slice(inAt + 1, bodyAt), branch),
    body: convertBody(children[bodyAt] as Branch),
    other: other === undefined ? [] : convertBody(other),
    ...branch.at,
  };
}

export function convertTry(branch: Branch): Statement {
  const handlers: Handler[] = [];
  const parts = { body: [] as Body, other: [] as Body, final: [] as Body };
  let head: Branch[] = [];
  for (const child of branch.children) {
    if (child.name !== "Body") {
      head.push(child);
      continue;
    }
    const [word, ...rest] = head as [Branch, ...Branch[]];
    head = [];
    const body = convertBody(child);
    if (word.name === "try") parts.body = body;
    else if (word.name === "else") parts.other = body;
    else if (word.name === "finally") parts.final = body;
    else handlers.push(convertHandler(word, rest, body));
  }
  if (handlers.length === 0 && !branch.has("finally")) {
    throw branch.source.error("expected 'except' or 'finally' block", branch.to);
  }
  const open = handlers.findIndex((handler) => handler.type === null);
  if (open >= 0 && open < handlers.length - 1) {
    throw branch.source.error("default 'except:' must be last", (handlers[open] as Handler).from);
  }
  return { kind: "try", ...parts, handlers, ...branch.at };
}

function convertHandler(word: Branch, rest: readonly Branch[], body: Body): Handler {
  const [type, as, name] = rest;
  if (type?.name === "*") {
    throw word.source.error("except* is not supported here", word.from);
  }
  if (as?.name === ",") {
    throw word.source.error("multiple exception types must be parenthesized", type?.from ?? 0);
  }
  return {
    type: type === undefined ? null : convert(type),
    name: name === undefined ? null : nameOf(name),
    body,
    ...word.at,
  };
}

export function convertWith(branch: Branch): Statement {
  refuseAsync(branch);
  const body = branch.last;
  const items = branch.groups(branch.children.slice(1, -1)).map((group) => {
    const [context, , name] = group as [Branch, Branch?, Branch?];
    const target = name === undefined ? null : toTarget(convert(name), branch, "with", true);
    return { context: convert(context), target };
  });
  return { kind: "with", items, body: convertBody(body), ...branch.at };
}
