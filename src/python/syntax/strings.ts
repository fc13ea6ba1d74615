// String literals, f-strings and strings written one after the other.

import type { At, Expression, TextPart } from "./ast";
import { convert, convertList } from "./expressions";
import { quotesOf, unescape } from "./literals";
import type { Branch } from "./tree";

/** The literals of one string, joined. */
export function convertStrings(branches: readonly Branch[], at: At): Expression {
  const parts: TextPart[] = [];
  for (const branch of branches) {
    if (branch.name === "FormatString") parts.push(...formatParts(branch));
    else {
      const { raw, open, close } = quotesOf(branch.text, branch.source, branch.from);
      const inside = branch.text.slice(open, -close).replaceAll("\r\n", "\n");
      parts.push(raw ? inside : unescape(inside, branch.source, branch.from));
    }
  }
  const joined = join(parts);
  if (joined.every((part) => typeof part === "string")) {
    return { kind: "constant", value: joined.join(""), ...at };
  }
  return { kind: "text", parts: joined, ...at };
}

/** Neighbouring texts become one. */
function join(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") {
      joined[joined.length - 1] = last + part;
    } else if (part !== "") joined.push(part);
  }
  return joined;
}

function formatParts(branch: Branch): TextPart[] {
  const { raw, open, close } = quotesOf(branch.text, branch.source, branch.from);
  const replacements = branch.children.filter((child) => child.name === "FormatReplacement");
  const text = (from: number, to: number) => {
    const written = branch.source.text.slice(from, to).replaceAll("\r\n", "\n");
    const single = /\}/.exec(written.replaceAll("}}", ""));
    if (single !== null) {
      throw branch.source.error("f-string: single '}' is not allowed", branch.from);
    }
    const plain = written.replaceAll("{{", "{").replaceAll("}}", "}");
    return raw ? plain : unescape(plain, branch.source, branch.from);
  };
  return interleave(replacements, branch.from + open, branch.to - close, text);
}

/** The texts between replacements, and what these are. */
function interleave(
  replacements: readonly Branch[],
  from: number,
  to: number,
  text: (from: number, to: number) => string,
): TextPart[] {
  const parts: TextPart[] = [];
  let at = from;
  for (const replacement of replacements) {
    parts.push(text(at, replacement.from), ...convertReplacement(replacement));
    at = replacement.to;
  }
  parts.push(text(at, to));
  return parts;
}

const trailing = new Set(["FormatSelfDoc", "FormatConversion", "FormatSpec", "}"]);

function convertReplacement(branch: Branch): TextPart[] {
  const { source } = branch;
  const inside = branch.children.slice(1);
  const end = inside.findIndex((child) => trailing.has(child.name));
  const written = inside.slice(0, end);
  if (written.length === 0) {
    throw source.error("f-string: empty expression not allowed", branch.from);
  }
  const [first] = written as [Branch];
  const value = first.name === "YieldExpression" ? convert(first) : convertList(written, branch);
  const doc = branch.child("FormatSelfDoc");
  const given = branch.child("FormatConversion")?.text[1] ?? "";
  const spec = branch.child("FormatSpec");
  // `{x=}` shows the source, and the repr unless a format is asked for.
  const conversion = given === "" && doc !== undefined && spec === undefined ? "r" : given;
  const part: TextPart = {
    value,
    conversion: conversion as "" | "s" | "r" | "a",
    spec: spec === undefined ? null : convertSpec(spec),
  };
  if (doc === undefined) return [part];
  const space = /^\s*/.exec(source.text.slice(doc.to))?.[0] ?? "";
  return [source.text.slice(branch.from + 1, doc.to) + space, part];
}

function convertSpec(spec: Branch): Expression {
  const replacements = spec.children.filter((child) => child.name === "FormatReplacement");
  const text = (from: number, to: number) => spec.source.text.slice(from, to);
  const parts = join(interleave(replacements, spec.from + 1, spec.to, text));
  if (parts.every((part) => typeof part === "string")) {
    return { kind: "constant", value: parts.join(""), ...spec.at };
  }
  return { kind: "text", parts, ...spec.at };
}
