// What the methods of str do: splitting, stripping, padding, searching.

import { asIndex } from "../objects/convert";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { points, stretch } from "../objects/items";
import { listOf } from "../objects/iterate";
import { List, Slice, Tuple } from "../objects/sequences";
import { str } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { Obj, type Value } from "../objects/value";
import { machine } from "../run/machine";

export const text = (value: Value | undefined, method: string, position = 1): string => {
  if (typeof value === "string") return value;
  throw raise.TypeError(
    `${method}() argument ${position} must be str, not ${typeOf(value ?? null).name}`,
  );
};

/** Refuses texts beyond what memory allows. */
export function repeat(value: string, times: number): string {
  if (times <= 0 || value === "") return "";
  machine.allocated(2 * value.length * times);
  return value.repeat(times);
}

const isSpace = /\s/;
export const cased = /\p{Lu}|\p{Ll}|\p{Lt}/u;

/** Where `find` and the like look. */
export function part(self: string, start: Value, end: Value): [within: string, from: number] {
  const all = points(self);
  const range = stretch(new Slice(start, end, null), all.length);
  if (typeof all === "string") return [all.slice(range.start, range.stop), range.start];
  return [all.slice(range.start, range.stop).join(""), range.start];
}

export function find(self: string, sub: Value, start: Value, end: Value, last: boolean): number {
  const [within, from] = part(self, start, end);
  const wanted = text(sub, last ? "rfind" : "find");
  const at = last ? within.lastIndexOf(wanted) : within.indexOf(wanted);
  return at < 0 ? -1 : from + points(within.slice(0, at)).length;
}

export function found(at: number): number {
  if (at < 0) throw raise.ValueError("substring not found");
  return at;
}

export function split(self: string, separator: Value, most: Value, fromRight: boolean): List {
  const limit = asIndex(most);
  const count = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  if (separator === null) return new List(splitSpace(self, count, fromRight));
  const mark = text(separator, "split");
  if (mark === "") throw raise.ValueError("empty separator");
  const pieces = self.split(mark);
  if (pieces.length - 1 <= count) return new List(pieces);
  if (fromRight) {
    const head = pieces.slice(0, pieces.length - count).join(mark);
    return new List([head, ...pieces.slice(pieces.length - count)]);
  }
  return new List([...pieces.slice(0, count), pieces.slice(count).join(mark)]);
}

function splitSpace(self: string, count: number, fromRight: boolean): string[] {
  const trimmed = self.trim();
  if (trimmed === "") return [];
  const words = trimmed.split(/\s+/);
  if (words.length - 1 <= count) return words;
  if (!fromRight) {
    const head = words.slice(0, count);
    const pattern = new RegExp(`^(?:\\S+\\s+){${count}}`);
    return [...head, self.trimStart().replace(pattern, "")].filter((w) => w !== "");
  }
  const tail = count === 0 ? [] : words.slice(-count);
  const pattern = new RegExp(`(?:\\s+\\S+){${count}}$`);
  return [self.trimEnd().replace(pattern, ""), ...tail].filter((w) => w !== "");
}

export function strip(
  self: string,
  chars: Value | undefined,
  left: boolean,
  right: boolean,
): string {
  const set = chars === null || chars === undefined ? null : new Set(text(chars, "strip"));
  const drop = (char: string) => (set === null ? isSpace.test(char) : set.has(char));
  const all = Array.from(self);
  let [start, end] = [0, all.length];
  while (left && start < end && drop(all[start] as string)) start++;
  while (right && end > start && drop(all[end - 1] as string)) end--;
  return all.slice(start, end).join("");
}

function occurrences(self: string, part: string): number {
  if (part === "") return self.length + 1;
  let count = 0;
  for (let at = self.indexOf(part); at >= 0; at = self.indexOf(part, at + part.length)) count++;
  return count;
}

export function replace(self: string, before: string, after: string, count: number): string {
  const gain = after.length - before.length;
  if (gain > 0) {
    // How often it occurs matters only where the result may be long.
    const most = before === "" ? self.length + 1 : self.length / before.length;
    if (self.length + most * gain > 1e5)
      machine.takes(self.length + occurrences(self, before) * gain, 2);
  }
  if (count < 0) return self.replaceAll(before, () => after);
  let result = "";
  let rest = self;
  for (let i = 0; i < count; i++) {
    const at = rest.indexOf(before);
    if (at < 0) break;
    result += rest.slice(0, at) + after;
    rest = rest.slice(at + before.length);
    if (before === "") {
      if (rest === "") break;
      result += rest[0] ?? "";
      rest = rest.slice(1);
    }
  }
  return result + rest;
}

export function pad(
  self: string,
  width: Value,
  fill: Value,
  side: "left" | "right" | "both",
): string {
  const missing = asIndex(width) - points(self).length;
  const mark = text(fill, "ljust", 2);
  if (points(mark).length !== 1) {
    throw raise.TypeError("The fill character must be exactly one character long");
  }
  if (missing <= 0) return self;
  if (side === "left") return repeat(mark, missing) + self;
  if (side === "right") return self + repeat(mark, missing);
  const left = (missing >> 1) + (missing & asIndex(width) & 1);
  return repeat(mark, left) + self + repeat(mark, missing - left);
}

export function join(self: string, values: Value): string {
  if (!(values instanceof Obj) && typeof values !== "string") {
    throw raise.TypeError("can only join an iterable");
  }
  const pieces = listOf(values).map((value, i) => {
    if (typeof value === "string") return value;
    throw raise.TypeError(`sequence item ${i}: expected str instance, ${typeOf(value).name} found`);
  });
  const total = pieces.reduce((sum, piece) => sum + piece.length + self.length, 0);
  machine.takes(total, 2);
  return pieces.join(self);
}

export function affix(self: string, given: Value, starts: boolean): boolean {
  const one = (value: Value) => {
    const method = starts ? "startswith" : "endswith";
    if (typeof value !== "string") {
      throw raise.TypeError(
        `${method} first arg must be str or a tuple of str, not ${typeOf(value).name}`,
      );
    }
    return starts ? self.startsWith(value) : self.endsWith(value);
  };
  return given instanceof Tuple ? given.items.some(one) : one(given);
}

export function partition(self: string, mark: string, last: boolean): Tuple {
  if (mark === "") throw raise.ValueError("empty separator");
  const at = last ? self.lastIndexOf(mark) : self.indexOf(mark);
  if (at < 0) return new Tuple(last ? ["", "", self] : [self, "", ""]);
  return new Tuple([self.slice(0, at), mark, self.slice(at + mark.length)]);
}

export const capitalize = (self: string): string => {
  const [first = "", ...rest] = Array.from(self);
  return first.toUpperCase() + rest.join("").toLowerCase();
};
export const all = (pattern: RegExp) => (self: string) => self !== "" && pattern.test(self);

export function lines(self: string, keep: boolean): List {
  const pieces = self.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return new List(keep ? [...pieces] : pieces.map((piece) => piece.replace(/(?:\r\n|\r|\n)$/, "")));
}

export function translate(self: string, table: Value): string {
  if (!(table instanceof Dict)) throw raise.TypeError("translate() takes a dict here");
  return Array.from(self, (char) => {
    machine.step();
    const to = table.get(char.codePointAt(0) as number);
    if (to === undefined) return char;
    if (to === null) return "";
    return typeof to === "number" ? String.fromCodePoint(to) : str(to);
  }).join("");
}

/** Tabs become spaces up to the next column that is a multiple of `size`. */
export function expandTabs(self: string, size: number): string {
  let column = 0;
  return self.replace(/\t|\r|\n|[^\t\r\n]+/g, (part) => {
    if (part === "\r" || part === "\n") {
      column = 0;
      return part;
    }
    if (part !== "\t") {
      column += part.length;
      return part;
    }
    const spaces = size > 0 ? size - (column % size) : 0;
    column += spaces;
    return repeat(" ", spaces);
  });
}
