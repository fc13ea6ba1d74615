// Comprehensions and generator expressions, from the parser's tree.

import type { At, Clause, Expression } from "./ast";
import { convert } from "./expressions";
import { convertTarget } from "./targets";
import type { Branch } from "./tree";

/** A comprehension from its parts: item, then `for` and `if` clauses. */
export function comprehension(
  parts: readonly Branch[],
  makes: "list" | "set" | "dict" | "generator",
  at: At,
): Expression {
  const start = parts.findIndex((part) => part.name === "for" || part.name === "async");
  const head = parts.slice(0, start);
  const [first] = head as [Branch];
  const { source } = first;
  if (first.name === "*") {
    throw source.error("iterable unpacking cannot be used in comprehension", first.from);
  }
  if (first.name === "**") {
    throw source.error("dict unpacking cannot be used in dict comprehension", first.from);
  }
  const item = convert(first);
  const value = makes === "dict" ? convert(head[2] as Branch) : null;
  return { kind: "comprehension", makes, item, value, clauses: clauses(parts.slice(start)), ...at };
}

function clauses(parts: readonly Branch[]): Clause[] {
  const made: Clause[] = [];
  let i = 0;
  while (i < parts.length) {
    const part = parts[i] as Branch;
    if (part.name === "async") {
      throw part.source.error("async is not supported here", part.from);
    }
    if (part.name === "if") {
      made.push({ kind: "if", test: convert(parts[i + 1] as Branch) });
      i += 2;
      continue;
    }
    const end = parts.findIndex((other, j) => j > i && other.name === "in");
    const iterable = parts[end + 1];
    if (end < 0 || iterable === undefined) throw part.source.error("invalid syntax", part.to);
    const target = convertTarget(parts.slice(i + 1, end), part, "for");
    made.push({ kind: "for", target, iterable: convert(iterable) });
    i = end + 2;
  }
  return made;
}
