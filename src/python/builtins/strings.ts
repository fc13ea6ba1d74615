// str: its constructor and methods.

import { asIndex } from "../objects/convert";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { format } from "../objects/formatSpec";
import { fromText, points } from "../objects/items";
import { declare, declareConstruct, type Members } from "../objects/native";
import { strType } from "../objects/scalarTypes";
import { Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { str } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import { isInt, type Value } from "../objects/value";
import { machine } from "../run/machine";
import { formatFields } from "./formatFields";
import { formatPercent } from "./formatPercent";

import {
  affix,
  all,
  capitalize,
  cased,
  expandTabs,
  find,
  found,
  join,
  lines,
  pad,
  part,
  partition,
  repeat,
  replace,
  split,
  strip,
  text,
  translate,
} from "./texts";

declareConstruct(strType, [
  "object='', encoding=None, errors=None",
  (_, object) => str(object as Value),
]);

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
      const [, sign = "", rest = ""] = /^([-+]?)([\s\S]*)$/.exec(self) ?? [];
      return sign + repeat("0", asIndex(width as Value) - points(self).length) + rest;
    },
  ],
  expandtabs: ["tabsize=8", (self, size) => expandTabs(self, asIndex(size as Value))],
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
        machine.takes(self.length + other.length, 2);
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
