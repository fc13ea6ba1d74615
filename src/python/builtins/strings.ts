// str: its constructor and methods.

import { asIndex } from "../objects/convert";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { format } from "../objects/formatSpec";
import { fromText, points, stretch } from "../objects/items";
import { listOf } from "../objects/iterate";
import { declare, declareConstruct, type Members } from "../objects/native";
import { strType } from "../objects/scalarTypes";
import { List, Slice, Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { str } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { isInt, Obj, type Value } from "../objects/value";
import { machine } from "../run/machine";
import { formatFields } from "./formatFields";
import { formatPercent } from "./formatPercent";

declareConstruct(strType, [
  "object='', encoding=None, errors=None",
  (_, object) => str(object as Value),
]);

const text = (value: Value | undefined, method: string, position = 1): string => {
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
const cased = /\p{Lu}|\p{Ll}|\p{Lt}/u;

/** Where `find` and the like look. */
function part(self: string, start: Value, end: Value): [within: string, from: number] {
  const all = points(self);
  const range = stretch(new Slice(start, end, null), all.length);
  if (typeof all === "string") return [all.slice(range.start, range.stop), range.start];
  return [all.slice(range.start, range.stop).join(""), range.start];
}

function find(self: string, sub: Value, start: Value, end: Value, last: boolean): number {
  const [within, from] = part(self, start, end);
  const wanted = text(sub, last ? "rfind" : "find");
  const at = last ? within.lastIndexOf(wanted) : within.indexOf(wanted);
  return at < 0 ? -1 : from + points(within.slice(0, at)).length;
}

function found(at: number): number {
  if (at < 0) throw raise.ValueError("substring not found");
  return at;
}

function split(self: string, separator: Value, most: Value, fromRight: boolean): List {
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

function strip(self: string, chars: Value | undefined, left: boolean, right: boolean): string {
  const set = chars === null || chars === undefined ? null : new Set(text(chars, "strip"));
  const drop = (char: string) => (set === null ? isSpace.test(char) : set.has(char));
  const all = Array.from(self);
  let [start, end] = [0, all.length];
  while (left && start < end && drop(all[start] as string)) start++;
  while (right && end > start && drop(all[end - 1] as string)) end--;
  return all.slice(start, end).join("");
}

function replace(self: string, before: string, after: string, count: number): string {
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

function pad(self: string, width: Value, fill: Value, side: "left" | "right" | "both"): string {
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

function join(self: string, values: Value): string {
  if (!(values instanceof Obj) && typeof values !== "string") {
    throw raise.TypeError("can only join an iterable");
  }
  const pieces = listOf(values).map((value, i) => {
    if (typeof value === "string") return value;
    throw raise.TypeError(`sequence item ${i}: expected str instance, ${typeOf(value).name} found`);
  });
  return pieces.join(self);
}

function affix(self: string, given: Value, starts: boolean): boolean {
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

function partition(self: string, mark: string, last: boolean): Tuple {
  if (mark === "") throw raise.ValueError("empty separator");
  const at = last ? self.lastIndexOf(mark) : self.indexOf(mark);
  if (at < 0) return new Tuple(last ? ["", "", self] : [self, "", ""]);
  return new Tuple([self.slice(0, at), mark, self.slice(at + mark.length)]);
}

const capitalize = (self: string): string => {
  const [first = "", ...rest] = Array.from(self);
  return first.toUpperCase() + rest.join("").toLowerCase();
};
const all = (pattern: RegExp) => (self: string) => self !== "" && pattern.test(self);

const methods: NonNullable<Members<string>["methods"]> = {
  upper: ["", (self) => self.toUpperCase()],
  lower: ["", (self) => self.toLowerCase()],
  casefold: ["", (self) => self.toLowerCase()],
  capitalize: ["", capitalize],
  title: ["", (self) => self.replace(/\p{L}+/gu, (word) => capitalize(word))],
  swapcase: [
    "",
    (self) =>
      Array.from(self, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(""),
  ],
  split: [
    "sep=None, maxsplit=-1",
    (self, mark, most) => split(self, mark as Value, most as Value, false),
  ],
  rsplit: [
    "sep=None, maxsplit=-1",
    (self, mark, most) => split(self, mark as Value, most as Value, true),
  ],
  splitlines: ["keepends=False", (self, keep) => lines(self, keep === true)],
  join: ["iterable, /", (self, values) => join(self, values as Value)],
  strip: ["chars=None, /", (self, chars) => strip(self, chars, true, true)],
  lstrip: ["chars=None, /", (self, chars) => strip(self, chars, true, false)],
  rstrip: ["chars=None, /", (self, chars) => strip(self, chars, false, true)],
  replace: [
    "old, new, count=-1, /",
    (self, before, after, count) =>
      replace(self, text(before, "replace"), text(after, "replace", 2), asIndex(count as Value)),
  ],
  find: [
    "sub, start=None, end=None, /",
    (self, sub, a, b) => find(self, sub as Value, a as Value, b as Value, false),
  ],
  rfind: [
    "sub, start=None, end=None, /",
    (self, sub, a, b) => find(self, sub as Value, a as Value, b as Value, true),
  ],
  index: [
    "sub, start=None, end=None, /",
    (self, sub, a, b) => found(find(self, sub as Value, a as Value, b as Value, false)),
  ],
  rindex: [
    "sub, start=None, end=None, /",
    (self, sub, a, b) => found(find(self, sub as Value, a as Value, b as Value, true)),
  ],
  count: [
    "sub, start=None, end=None, /",
    (self, sub, a, b) => {
      const [within] = part(self, a as Value, b as Value);
      const wanted = text(sub, "count");
      return wanted === "" ? points(within).length + 1 : within.split(wanted).length - 1;
    },
  ],
  startswith: [
    "prefix, start=None, end=None, /",
    (self, given, a, b) => affix(part(self, a as Value, b as Value)[0], given as Value, true),
  ],
  endswith: [
    "suffix, start=None, end=None, /",
    (self, given, a, b) => affix(part(self, a as Value, b as Value)[0], given as Value, false),
  ],
  removeprefix: [
    "prefix, /",
    (self, given) =>
      self.startsWith(text(given, "removeprefix")) ? self.slice(String(given).length) : self,
  ],
  removesuffix: [
    "suffix, /",
    (self, given) =>
      given !== "" && self.endsWith(text(given, "removesuffix"))
        ? self.slice(0, -String(given).length)
        : self,
  ],
  partition: ["sep, /", (self, mark) => partition(self, text(mark, "partition"), false)],
  rpartition: ["sep, /", (self, mark) => partition(self, text(mark, "rpartition"), true)],
  ljust: [
    "width, fillchar=' ', /",
    (self, width, fill) => pad(self, width as Value, fill as Value, "right"),
  ],
  rjust: [
    "width, fillchar=' ', /",
    (self, width, fill) => pad(self, width as Value, fill as Value, "left"),
  ],
  center: [
    "width, fillchar=' ', /",
    (self, width, fill) => pad(self, width as Value, fill as Value, "both"),
  ],
  zfill: [
    "width, /",
    (self, width) => {
      const [, sign = "", rest = ""] = /^([-+]?)([^]*)$/.exec(self) ?? [];
      return sign + repeat("0", asIndex(width as Value) - points(self).length) + rest;
    },
  ],
  expandtabs: [
    "tabsize=8",
    (self, size) => self.replaceAll("\t", " ".repeat(asIndex(size as Value))),
  ],
  isdigit: ["", all(/^\p{Nd}+$/u)],
  isdecimal: ["", all(/^\p{Nd}+$/u)],
  isnumeric: ["", all(/^\p{N}+$/u)],
  isalpha: ["", all(/^\p{L}+$/u)],
  isalnum: ["", all(/^[\p{L}\p{N}]+$/u)],
  isspace: ["", all(/^\s+$/u)],
  isidentifier: ["", all(/^[\p{L}_][\p{L}\p{N}_]*$/u)],
  isascii: ["", (self) => /^[\0-\x7f]*$/.test(self)],
  isupper: ["", (self) => cased.test(self) && self === self.toUpperCase()],
  islower: ["", (self) => cased.test(self) && self === self.toLowerCase()],
  istitle: ["", (self) => cased.test(self) && self === self.replace(/\p{L}+/gu, capitalize)],
  translate: ["table, /", (self, table) => translate(self, table as Value)],
  format: [
    "*args, **kwargs",
    (self, args, kwargs) => formatFields(self, args as Tuple, kwargs as Dict),
  ],
  format_map: ["mapping, /", (self, mapping) => formatFields(self, new Tuple([]), mapping as Dict)],
  encode: ["encoding='utf-8', errors='strict'", () => refuseBytes()],
  __len__: ["", (self) => points(self).length],
  __getitem__: ["index, /", (self, index) => fromText(self, index as Value)],
  __contains__: ["item, /", (self, item) => self.includes(text(item, "__contains__"))],
  __str__: ["", (self) => self],
  __format__: ["spec, /", (self, spec) => format(self, text(spec, "__format__"))],
  __add__: [
    "other, /",
    (self, other) => {
      if (typeof other === "string") {
        if (self.length + other.length > 1e5) machine.allocated(2 * (self.length + other.length));
        return self + other;
      }
      throw raise.TypeError(
        `can only concatenate str (not "${typeOf(other as Value).name}") to str`,
      );
    },
  ],
  __mul__: [
    "times, /",
    (self, times) => (isInt(times) ? repeat(self, asIndex(times)) : NotImplemented),
  ],
  __rmul__: [
    "times, /",
    (self, times) => (isInt(times) ? repeat(self, asIndex(times)) : NotImplemented),
  ],
  __mod__: ["values, /", (self, values) => formatPercent(self, values as Value)],
};

function refuseBytes(): never {
  throw raise.NotImplementedError("bytes are not supported here");
}

function lines(self: string, keep: boolean): List {
  const pieces = self.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return new List(keep ? [...pieces] : pieces.map((piece) => piece.replace(/(?:\r\n|\r|\n)$/, "")));
}

function translate(self: string, table: Value): string {
  if (!(table instanceof Dict)) throw raise.TypeError("translate() takes a dict here");
  return Array.from(self, (char) => {
    const to = table.get(char.codePointAt(0) as number);
    if (to === undefined) return char;
    if (to === null) return "";
    return typeof to === "number" ? String.fromCodePoint(to) : str(to);
  }).join("");
}

declare<string>(strType, {
  is: (value) => typeof value === "string",
  methods,
  classMethods: {
    maketrans: [
      "x, y=None, /",
      (_, x, y) => {
        if (x instanceof Dict) {
          return Dict.from(
            [...x.entries()].map(([key, value]) => [
              typeof key === "string" ? (key.codePointAt(0) as number) : key,
              value,
            ]),
          );
        }
        const [from, to] = [Array.from(text(x, "maketrans")), Array.from(text(y, "maketrans", 2))];
        return Dict.from(
          from.map((char, i) => [
            char.codePointAt(0) as number,
            (to[i] ?? "").codePointAt(0) ?? null,
          ]),
        );
      },
    ],
  },
});
