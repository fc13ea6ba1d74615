// Lazy builtins: zip, map, filter, enumerate; and what iterators and generators answer to.

import { toRaise } from "../lower/exceptions";
import { call, callSpecial } from "../objects/call";
import { nativeRaw, refuseKeywords } from "../objects/callables";
import { truth } from "../objects/compare";
import { asIndex } from "../objects/convert";
import { baseExceptionType, exceptionTypes, Raised, raise } from "../objects/exceptions";
import { GeneratorObject, generatorType } from "../objects/function";
import { iterator, iteratorAs, iterOf, type Next } from "../objects/iterate";
import { declare, nativeType } from "../objects/native";
import { Iterator, iteratorType, Tuple } from "../objects/sequences";
import type { Type } from "../objects/type";
import { isInstance, typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";
import { tryExcept } from "../run/catching";
import { machine } from "../run/machine";

const isIterator = (value: Value): value is Iterator => value instanceof Iterator;

declare<Iterator>(iteratorType, {
  is: isIterator,
  methods: {
    __iter__: ["", (self) => self],
    __next__: ["", (self) => next(self)],
  },
});

declare<GeneratorObject>(generatorType, {
  is: (value) => value instanceof GeneratorObject,
  attributes: { __name__: (self) => self.code.name },
  methods: {
    __iter__: ["", (self) => self],
    __next__: ["", (self) => self.send(null)],
    send: ["value, /", (self, value) => self.send(value)],
    throw: [
      "type, value=None, traceback=None, /",
      (self, type, value) => throwInto(self, type, value),
    ],
    close: [
      "",
      (self) => {
        self.close();
        return null;
      },
    ],
  },
});

function throwInto(self: GeneratorObject, type: Value, value: Value): Value {
  const plain = value === null || isInstance(value, baseExceptionType);
  const made = plain ? toRaise(value ?? type) : toRaise(call(type, [value]));
  return self.throw(new Raised(made));
}

/** `next(it)`: the value, or StopIteration. */
function next(value: Value): Value {
  if (value instanceof GeneratorObject) return value.send(null);
  if (value instanceof Iterator) {
    const item = value.next();
    if (item === undefined) throw raise.StopIteration();
    return item;
  }
  const item = callSpecial(value, "__next__", []);
  if (item === undefined)
    throw raise.TypeError(`'${typeOf(value).name}' object is not an iterator`);
  return item;
}

/** A class whose instances are iterators over what they are called with. */
function iteratorClass(name: string, signature: string, make: (...args: Value[]) => Next): Type {
  const type: Type = nativeType<Iterator>({
    name,
    is: isIterator,
    bases: [iteratorType],
    construct: [signature, (_, ...args) => iteratorAs(type, make(...args))],
  });
  return type;
}

function zip(values: Value, strict: Value): Next {
  const all = (values as Tuple).items.map(iterator);
  if (all.length === 0) return () => undefined;
  return () => {
    const items: Value[] = [];
    for (let i = 0; i < all.length; i++) {
      const item = (all[i] as Next)();
      if (item === undefined) {
        if (truth(strict)) checkEnds(all, i);
        return undefined;
      }
      items.push(item);
    }
    return new Tuple(items);
  };
}

function checkEnds(all: readonly Next[], ended: number): void {
  const range = (upTo: number) => (upTo === 1 ? " 1" : `s 1-${upTo}`);
  if (ended > 0) {
    throw raise.ValueError(`zip() argument ${ended + 1} is shorter than argument${range(ended)}`);
  }
  const longer = all.findIndex((next, i) => i > 0 && next() !== undefined);
  if (longer > 0) {
    throw raise.ValueError(`zip() argument ${longer + 1} is longer than argument${range(longer)}`);
  }
}

function map(fn: Value, values: Value): Next {
  const all = (values as Tuple).items.map(iterator);
  if (all.length === 0) throw raise.TypeError("map() must have at least two arguments.");
  return () => {
    const items: Value[] = [];
    for (const next of all) {
      const item = next();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return call(fn, items);
  };
}

function filter(fn: Value, values: Value): Next {
  const next = iterator(values);
  return () => {
    for (let item = next(); item !== undefined; item = next()) {
      if (truth(fn === null ? item : call(fn, [item]))) return item;
    }
    return undefined;
  };
}

function enumerate(values: Value, start: Value): Next {
  const next = iterator(values);
  let i = asIndex(start);
  return () => {
    const item = next();
    return item === undefined ? undefined : new Tuple([i++, item]);
  };
}

export const iteratorTypes = [
  iteratorClass("zip", "*iterables, strict=False", zip),
  iteratorClass("map", "function, /, *iterables", map),
  iteratorClass("filter", "function, iterable, /", filter),
  iteratorClass("enumerate", "iterable, start=0", enumerate),
];

export const iteratorFunctions = [
  nativeRaw("iter", (args, kwargs) => {
    refuseKeywords("iter", kwargs);
    const [source, sentinel] = args;
    if (source === undefined) throw raise.TypeError("iter expected at least 1 argument, got 0");
    if (sentinel === undefined) return iterOf(source);
    return new Iterator(() => {
      machine.step();
      const value = call(source, []);
      return value === sentinel ? undefined : value;
    });
  }),
  nativeRaw("next", (args, kwargs) => {
    refuseKeywords("next", kwargs);
    const [source, other] = args;
    if (source === undefined) throw raise.TypeError("next expected at least 1 argument, got 0");
    if (other === undefined) return next(source);
    return tryExcept(
      exceptionTypes.get("StopIteration"),
      () => next(source),
      () => other,
    );
  }),
];
