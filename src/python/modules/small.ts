// Modules of which code about tensors uses a name or two: typing, copy, time, sys, warnings, abc.

import { getAttribute, setAttribute } from "../objects/attributes";
import { call, callSpecial, create } from "../objects/call";
import { native, nativeRaw } from "../objects/callables";
import { Dict, SetObject } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { Float } from "../objects/float";
import { Instance } from "../objects/instance";
import { Module } from "../objects/module";
import { nativeType } from "../objects/native";
import { List, Tuple } from "../objects/sequences";
import { objectType, Type, typeType } from "../objects/type";
import { Obj, type Value } from "../objects/value";
import { machine } from "../run/machine";
import { namedTuple } from "./namedTuple";

/** A name of `typing`: it may be subscripted, and means nothing. */
class Annotation extends Obj {
  constructor(readonly name: string) {
    super();
  }

  get type(): Type {
    return annotationType;
  }
}

const annotationType: Type = nativeType<Annotation>({
  name: "_SpecialForm",
  module: "typing",
  is: (value) => value instanceof Annotation,
  methods: {
    __getitem__: ["parameters, /", (self) => self],
    __or__: ["other, /", (self) => self],
    __ror__: ["other, /", (self) => self],
    __call__: nativeRaw("__call__", ([self]) => self as Value),
    __repr__: ["", (self) => `typing.${self.name}`],
  },
});

const annotations =
  "Any Union Optional List Dict Tuple Set FrozenSet Callable Iterable Iterator Generator Sequence Mapping Type TypeVar Literal Final ClassVar NoReturn Self Hashable".split(
    " ",
  );

/** Bases that say something to type checkers only. */
const marker = (name: string): Type =>
  new Type(name, [objectType], new Map(), { module: "typing", open: true });

export const typingModule = (): Module =>
  new Module("typing", {
    ...Object.fromEntries(annotations.map((name) => [name, new Annotation(name)])),
    Generic: new Annotation("Generic"),
    Protocol: marker("Protocol"),
    TYPE_CHECKING: false,
    cast: native("cast", "typ, val", (_, value) => value),
    NamedTuple: native("NamedTuple", "typename, fields", (name, fields) => {
      const names = (fields as List).items.map((field) => String((field as Tuple).items[0]));
      return namedTuple(String(name), names, []);
    }),
    overload: native("overload", "func", (fn) => fn),
    no_type_check: native("no_type_check", "arg", (value) => value),
  });

/** A copy of one object, its parts shared. */
function copy(value: Value): Value {
  const own = value instanceof Obj ? callSpecial(value, "__copy__", []) : undefined;
  if (own !== undefined) return own;
  if (value instanceof List) return withAttributes(value, new List([...value.items], value.type));
  if (value instanceof Dict) return withAttributes(value, call(getAttribute(value, "copy"), []));
  if (value instanceof SetObject) return SetObject.from(value.values(), value.type);
  if (value instanceof Instance) return withAttributes(value, new Instance(value.type));
  return value;
}

function withAttributes(from: Obj, to: Value): Value {
  if (to instanceof Obj && to.attributes !== null) {
    for (const [name, value] of from.attributes ?? []) to.attributes.set(name, value);
  }
  return to;
}

/** A copy of an object and of all that it holds. */
export function deepCopy(value: Value, memo: Map<Value, Value>): Value {
  if (!(value instanceof Obj)) return value;
  const known = memo.get(value);
  if (known !== undefined) return known;
  const keep = <T extends Value>(made: T): T => {
    memo.set(value, made);
    return made;
  };
  const own = callSpecial(value, "__deepcopy__", [Dict.from([])]);
  if (own !== undefined) return keep(own);
  const one = (item: Value): Value => deepCopy(item, memo);
  if (value instanceof List) {
    const made = keep(new List([], value.type));
    made.items = value.items.map(one);
    return made;
  }
  if (value instanceof Tuple) return keep(new Tuple(value.items.map(one), value.type));
  if (value instanceof Dict) {
    const made = keep(create(value.type, [], null) as Dict);
    for (const [key, item] of value.entries()) made.set(one(key), one(item));
    return made;
  }
  if (value instanceof SetObject)
    return keep(SetObject.from([...value.values()].map(one), value.type));
  if (value instanceof Instance) {
    const made = keep(new Instance(value.type));
    for (const [name, item] of value.attributes) setAttribute(made, name, one(item));
    return made;
  }
  return value;
}

export const copyModule = (): Module =>
  new Module("copy", {
    copy: native("copy", "x", copy),
    deepcopy: native("deepcopy", "x, memo=None", (value) => deepCopy(value, new Map())),
  });

const seconds = native("time", "", () => new Float(Date.now() / 1000));

export const timeModule = (): Module =>
  new Module("time", {
    time: seconds,
    perf_counter: seconds,
    monotonic: seconds,
    process_time: seconds,
    sleep: native("sleep", "secs, /", () => {
      throw raise.NotImplementedError("time.sleep() is not supported here");
    }),
  });

const lower = "abcdefghijklmnopqrstuvwxyz";
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

export const stringModule = (): Module =>
  new Module("string", {
    ascii_lowercase: lower,
    ascii_uppercase: lower.toUpperCase(),
    ascii_letters: lower + lower.toUpperCase(),
    digits: "0123456789",
    hexdigits: "0123456789abcdefABCDEF",
    octdigits: "01234567",
    punctuation,
    whitespace: " \t\n\r\v\f",
    printable: `0123456789${lower}${lower.toUpperCase()}${punctuation} \t\n\r\v\f`,
  });

const streamType: Type = nativeType<Stream>({
  name: "TextIOWrapper",
  module: "_io",
  is: (value) => value instanceof Stream,
  methods: {
    write: [
      "s, /",
      (_, text) => {
        machine.write(String(text));
        return String(text).length;
      },
    ],
    flush: ["", () => null],
  },
});

/** What is printed to it appears with everything else. */
class Stream extends Obj {
  get type(): Type {
    return streamType;
  }
}

export const sysModule = (): Module =>
  new Module("sys", {
    stdout: new Stream(),
    stderr: new Stream(),
    maxsize: 9223372036854775807n,
    version: "3.11",
    version_info: new Tuple([3, 11, 0, "final", 0]),
    platform: "browser",
    argv: new List([""]),
    getrecursionlimit: native("getrecursionlimit", "", () => machine.limits.recursion),
    setrecursionlimit: native("setrecursionlimit", "limit, /", () => null),
    exit: native("exit", "status=None, /", (status) => {
      throw status === null ? raise.SystemExit() : raise.SystemExit(status);
    }),
  });

export const warningsModule = (): Module =>
  new Module("warnings", {
    warn: native("warn", "message, category=None, stacklevel=1, source=None", () => null),
    filterwarnings: native("filterwarnings", "*args, **kwargs", () => null),
    simplefilter: native("simplefilter", "*args, **kwargs", () => null),
  });

export const abcModule = (): Module => {
  const base = new Type("ABC", [objectType], new Map(), { module: "abc", open: true });
  return new Module("abc", {
    ABC: base,
    ABCMeta: new Type("ABCMeta", [typeType], new Map(), { module: "abc" }),
    abstractmethod: native("abstractmethod", "funcobj", (fn) => {
      if (fn instanceof Obj) fn.attributes?.set("__isabstractmethod__", true);
      return fn;
    }),
  });
};
