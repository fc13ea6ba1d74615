// The arguments of a call.

import type { Argument } from "./ast";
import { comprehension } from "./comprehensions";
import { convert, nameOf } from "./expressions";
import { type Branch, span } from "./tree";

/** The arguments of an `ArgList`. */
export function convertArguments(list: Branch): Argument[] {
  const inside = list.children.slice(1, -1);
  const groups = list.groups(inside);
  const names = new Set<string>();
  let after: "" | "keyword argument" | "keyword argument unpacking" = "";
  return groups.map((group) => {
    const argument = convertArgument(group, list, groups.length > 1);
    const at = (group[0] as Branch).from;
    if (argument.kind === "named") {
      if (names.has(argument.name)) {
        throw list.source.error(`keyword argument repeated: ${argument.name}`, at);
      }
      names.add(argument.name);
      if (after === "") after = "keyword argument";
    } else if (argument.kind === "double") after = "keyword argument unpacking";
    else if (argument.kind === "positional" && after !== "") {
      throw list.source.error(`positional argument follows ${after}`, at);
    } else if (after === "keyword argument unpacking") {
      throw list.source.error("iterable argument unpacking follows keyword argument unpacking", at);
    }
    return argument;
  });
}

function convertArgument(group: readonly Branch[], list: Branch, several: boolean): Argument {
  const [first, second, third] = group as [Branch, Branch?, Branch?];
  const { source } = list;
  if (first.name === "*" || first.name === "**") {
    if (second === undefined) throw source.error("invalid syntax", first.to);
    return { kind: first.name === "*" ? "star" : "double", value: convert(second) };
  }
  if (second === undefined) return { kind: "positional", value: convert(first) };
  const at = span(first.at, (group.at(-1) as Branch).at);
  if (second.name === "for" || second.name === "async") {
    if (several) throw source.error("Generator expression must be parenthesized", first.from);
    return { kind: "positional", value: comprehension(group, "generator", at) };
  }
  if (second.name !== "AssignOp" || third === undefined) {
    throw source.error("invalid syntax. Perhaps you forgot a comma?", first.from);
  }
  if (first.name !== "VariableName") {
    if (["Boolean", "None"].includes(first.name)) {
      throw source.error(`cannot assign to ${first.text}`, first.from);
    }
    throw source.error('expression cannot contain assignment, perhaps you meant "=="?', first.from);
  }
  if (group.length > 3) {
    throw source.error("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", first.from);
  }
  const [name, value] = [nameOf(first), convert(third)];
  if (second.text === ":=") {
    return { kind: "positional", value: { kind: "named", name, value, ...at } };
  }
  return { kind: "named", name, value };
}
