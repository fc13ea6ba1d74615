// The parser goes on after errors and marks them in its tree: from the first mark to Python's message.

import type { SyntaxNode, Tree } from "@lezer/common";
import type { Source, SyntaxFailure } from "./source";

export interface Problem {
  readonly at: number;
  readonly failure: SyntaxFailure;
}

/** The first error of a tree. */
export function diagnose(tree: Tree, source: Source): Problem | null {
  let found: SyntaxNode | null = null;
  tree.iterate({
    enter(node) {
      if (found !== null) return false;
      if (node.type.isError && !isBareYield(node.node)) found = node.node;
      return true;
    },
  });
  return found === null ? null : explain(found, source);
}

/** The parser marks a `yield` without value as an error; it is none. */
function isBareYield(error: SyntaxNode): boolean {
  const parent = error.parent;
  return (
    error.from === error.to &&
    (parent?.name === "YieldExpression" || parent?.name === "YieldStatement") &&
    error.prevSibling?.name === "yield"
  );
}

const brackets = new Set([
  "ArgList",
  "ArrayExpression",
  "ParenthesizedExpression",
  "TupleExpression",
  "SetExpression",
  "DictionaryExpression",
]);

/** Headers that lack nothing but their colon. */
const header =
  /^\s*(?:(?:if|elif|while|with)\s+\S|for\b.*\bin\s+\S|def\s+\w+\s*\(.*\)|class\s+\w|except\b|else\b|try\b|finally\b)/;

function explain(error: SyntaxNode, source: Source): Problem {
  const { text } = source;
  // The token that does not fit: an empty mark stands before it, perhaps with space between.
  const space = /^(?:[ \t\f]|\\\r?\n)*/.exec(text.slice(error.from))?.[0].length ?? 0;
  const at =
    error.from + (error.from === error.to || /^\s/.test(text.slice(error.from)) ? space : 0);
  const say = (message: string, where = at): Problem => ({
    at: where,
    failure: source.error(message, where),
  });
  const line = source.line(source.lineOf(at));
  const start = at - source.columnOf(at) + 1;
  const asyncAt = /^\s*async\s+(?:def|for|with)\b/.exec(line);
  if (asyncAt !== null) return say("async is not supported here", start + line.indexOf("async"));
  const printed = /^(\s*)(print|exec)\s+[\p{L}\p{N}_"'[{]/u.exec(line);
  if (printed !== null) {
    const [, before = "", word = ""] = printed;
    return say(
      `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`,
      start + before.length,
    );
  }
  const condition = /^(\s*(?:if|elif|while)\s+)[\p{L}_][\p{L}\p{N}_.]*\s*=(?![=>])/u.exec(line);
  if (condition !== null) {
    return say(
      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
      start + (condition[1] as string).length,
    );
  }
  const inText = explainText(error, source);
  if (inText !== null) return say(inText);
  if (/^\s*def\s+\w+\s*$/.test(line)) return say("expected '('");
  const keyword = explainKeyword(error, source.text);
  if (keyword !== null) return { at, failure: source.error(...keyword) };
  if (header.test(line) && !line.replace(/#.*/, "").includes(":")) {
    const end = start + line.replace(/\s*(#.*)?$/, "").length;
    if (at >= end || /^\s*(def|else|try|finally)\b/.test(line)) return say("expected ':'", at);
  }
  const entry = explainDict(error, text);
  if (entry !== null) return { at, failure: source.error(...entry) };
  const conditional = conditionalWithoutElse(error);
  if (conditional !== null) return say("expected 'else' after 'if' expression", conditional);
  const left = forgottenComma(error, text.slice(0, at), text.slice(at));
  if (left !== null) {
    return { at, failure: source.error("invalid syntax. Perhaps you forgot a comma?", left) };
  }
  return say("invalid syntax");
}

/** An error inside an f-string. */
function explainText(error: SyntaxNode, source: Source): string | null {
  let node: SyntaxNode | null = error;
  while (node !== null && node.name !== "FormatString") node = node.parent;
  if (node === null) return null;
  const text = source.text.slice(node.from, node.to);
  if (/(?<!\{)\{\s*[}!:]/.test(text)) return "f-string: empty expression not allowed";
  if (/\{[^{}]*![^sra={}]/.test(text)) {
    return "f-string: invalid conversion character: expected 's', 'r', or 'a'";
  }
  const open = (text.match(/\{/g) ?? []).length;
  if (open > (text.match(/\}/g) ?? []).length) return "f-string: expecting '}'";
  return "f-string: invalid syntax";
}

/** A dict's entry without its value. */
function explainDict(error: SyntaxNode, text: string): [message: string, at: number] | null {
  if (error.parent?.name !== "DictionaryExpression") return null;
  let left = error.prevSibling;
  while (left?.type.isError) left = left.prevSibling;
  if (left === null || left.name === "{" || left.name === ",") return null;
  if (left.name === ":") return ["expression expected after dictionary key and ':'", left.from];
  const isKey = left.prevSibling?.name === "," || left.prevSibling?.name === "{";
  const first = left.prevSibling?.name === "{";
  if (!isKey || (first && !/^\s*[},]/.test(text.slice(left.to)))) return null;
  return ["':' expected after dictionary key", left.to - 1];
}

/** `f(1=2)`: what stands before the `=` is not a name. */
function explainKeyword(error: SyntaxNode, text: string): [message: string, at: number] | null {
  const list = error.parent;
  if (list?.name !== "ArgList" || error.prevSibling === null) return null;
  let before: SyntaxNode | null = error.prevSibling;
  if (before.name === "AssignOp") before = before.prevSibling;
  if (before === null || !/^\s*=[^=]/.test(text.slice(before.to))) return null;
  if (before.name === "Boolean" || before.name === "None") {
    return [`cannot assign to ${text.slice(before.from, before.to)}`, before.from];
  }
  return ['expression cannot contain assignment, perhaps you meant "=="?', before.from];
}

function conditionalWithoutElse(error: SyntaxNode): number | null {
  for (let node: SyntaxNode | null = error; node !== null; node = node.parent) {
    if (node.name === "ConditionalExpression" && node.getChild("else") === null) return node.from;
  }
  return null;
}

/** Where the expression starts after which a comma is missing, in brackets. */
function forgottenComma(error: SyntaxNode, before: string, rest: string): number | null {
  const parent = error.parent;
  if (parent === null || !brackets.has(parent.name)) return null;
  if (!/^[\p{L}\p{N}_"'({[]/u.test(rest)) return null;
  if (/^(?:for|if|else|in|is|and|or|not|def|class|return|import|from|as)\b/.test(rest)) return null;
  if (/\.$/.test(before)) return null;
  let left = error.prevSibling;
  while (left?.type.isError) left = left.prevSibling;
  if (left === null || /^[([{,:=]$/.test(left.name) || left.name === "AssignOp") return null;
  return left.from;
}
