// `object`, `type` and the descriptors: what classes are made of.

import { makeClass } from "../lower/classes";
import { findAttribute, setOwn } from "../objects/attributes";
import { call, create } from "../objects/call";
import {
  BoundMethod,
  boundMethodType,
  Callable,
  ClassMethod,
  classMethodType,
  NativeFunction,
  native,
  nativeFunctionType,
  nativeRaw,
  PropertyObject,
  propertyType,
  StaticMethod,
  staticMethodType,
} from "../objects/callables";
import { hash } from "../objects/compare";
import { attributesOf, Dict, identityOf } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { FunctionObject, functionType } from "../objects/function";
import { Module, moduleType } from "../objects/module";
import { declare, declareConstruct } from "../objects/native";
import { List, Tuple } from "../objects/sequences";
import { NotImplemented } from "../objects/singletons";
import { objectDefaults, SuperObject, superType } from "../objects/super";
import { address, defaultRepr, repr } from "../objects/text";
import { objectType, Type, typeType } from "../objects/type";
import { isInstance, typeOf } from "../objects/typeOf";
import { Obj, type Value } from "../objects/value";

/** What every object answers to, found after all that classes declare. */
const defaults: readonly NativeFunction[] = [
  native("__init__", "self, /, *args, **kwargs", () => null),
  nativeRaw("__new__", ([type, ...args], kwargs) => {
    if (!(type instanceof Type)) throw raise.TypeError("object.__new__(X): X is not a type object");
    return type.construct === null
      ? create(type, args, kwargs)
      : type.construct(type, args, kwargs);
  }),
  native("__setattr__", "self, name, value, /", (self, name, value) => {
    setOwn(self, String(name), value);
    return null;
  }),
  native("__delattr__", "self, name, /", (self, name) => {
    setOwn(self, String(name), undefined);
    return null;
  }),
  native("__getattribute__", "self, name, /", (self, name) => {
    const found = findAttribute(self, String(name));
    if (found !== undefined) return found;
    throw raise.AttributeError(`'${typeOf(self).name}' object has no attribute '${String(name)}'`);
  }),
  native("__repr__", "self, /", (self) => (self instanceof Obj ? defaultRepr(self) : repr(self))),
  native("__str__", "self, /", (self) => repr(self)),
  native("__eq__", "self, other, /", (self, other) => (self === other ? true : NotImplemented)),
  native("__hash__", "self, /", (self) => (self instanceof Obj ? identityOf(self) : hash(self))),
  native("__init_subclass__", "cls, /", () => null),
];
for (const fn of defaults) objectDefaults.set(fn.name, fn);

/** The attributes of a class that are its own affair. */
declare<Type>(typeType, {
  is: (value) => value instanceof Type,
  attributes: {
    __name__: { get: (type) => type.name, set: (type, name) => setOwn(type, "__name__", name) },
    __qualname__: (type) => type.fullName,
    __module__: (type) => type.module,
    __mro__: (type) => new Tuple(type.mro),
    __bases__: (type) => new Tuple(type.bases),
    __base__: (type) => type.bases[0] ?? null,
    __doc__: (type) => type.namespace.get("__doc__") ?? null,
    __dict__: (type) => Dict.from(type.namespace),
  },
  methods: {
    mro: ["", (type) => new List([...type.mro])],
    __or__: ["other", (type, other) => union(type, other)],
    __ror__: ["other", (type, other) => union(other, type)],
  },
});

/** `int | None`, as `isinstance` takes it. */
function union(a: Value, b: Value): Value {
  const parts = [a, b].flatMap((part) =>
    part instanceof Tuple ? part.items : [part === null ? typeOf(null) : part],
  );
  return new Tuple(parts);
}

typeType.construct = (_, args, kwargs) => {
  const [first, bases, namespace] = args;
  if (args.length === 1 && first !== undefined) return typeOf(first);
  if (typeof first !== "string" || !(bases instanceof Tuple) || !(namespace instanceof Dict)) {
    throw raise.TypeError("type() takes 1 or 3 arguments");
  }
  const members = new Map([...namespace.entries()].map(([key, value]) => [String(key), value]));
  return makeClass(first, bases.items, members, new Map(kwargs ?? []));
};

declare<Value>(objectType, {
  is: (_): _ is Value => true,
  attributes: {
    __dict__: (self) => {
      if (self instanceof Module) return Dict.from(self.members);
      const own = self instanceof Obj ? self.attributes : null;
      if (own !== null) return attributesOf(own);
      throw raise.AttributeError(`'${typeOf(self).name}' object has no attribute '__dict__'`);
    },
    __doc__: () => null,
  },
});

declare<Module>(moduleType, {
  is: (value) => value instanceof Module,
  attributes: { __name__: (module) => module.name },
});

const isFunction = (value: Value): value is Callable => value instanceof Callable;
declare<Callable>(nativeFunctionType, {
  is: isFunction,
  attributes: {
    __name__: (fn) => fn.name,
    __doc__: (fn) => (fn instanceof NativeFunction ? fn.doc : null),
  },
});
declare<FunctionObject>(functionType, {
  is: (value): value is FunctionObject => value instanceof FunctionObject,
  attributes: {
    __name__: {
      get: (fn) => fn.name,
      set: (fn, name) => {
        fn.name = String(name);
      },
    },
    __qualname__: {
      get: (fn) => fn.attributes.get("__qualname__") ?? fn.code.qualifiedName,
      set: (fn, name) => void fn.attributes.set("__qualname__", name),
    },
    __doc__: {
      get: (fn) => fn.attributes.get("__doc__") ?? fn.code.doc,
      set: (fn, doc) => void fn.attributes.set("__doc__", doc),
    },
    __module__: {
      get: () => "__main__",
      set: (fn, module) => void fn.attributes.set("__module__", module),
    },
    __defaults__: (fn) => {
      const given = fn.fallbacks.filter((value) => value !== undefined);
      return given.length === 0 ? null : new Tuple(given);
    },
  },
  methods: {
    __get__: ["self, cls=None", (fn, self) => (self === null ? fn : new BoundMethod(self, fn))],
  },
});
declare<BoundMethod>(boundMethodType, {
  is: (value) => value instanceof BoundMethod,
  attributes: {
    __name__: (method) => method.fn.name,
    __doc__: (method) => findAttribute(method.fn, "__doc__") ?? null,
    __self__: (method) => method.self,
    __func__: (method) => method.fn,
  },
});

const wrap = (fn: Value) => (fn === null ? null : (self: Value) => call(fn, [self]));
const property = (get: Value, set: Value, remove: Value): PropertyObject =>
  new PropertyObject(
    wrap(get),
    set === null ? null : (self, value) => void call(set, [self, value]),
    remove === null ? null : (self) => void call(remove, [self]),
    [get, set, remove],
  );
const part = (self: PropertyObject, i: number): Value => self.functions[i] ?? null;
declareConstruct(propertyType, [
  "fget=None, fset=None, fdel=None, doc=None",
  (_, get, set, remove) => property(get as Value, set as Value, remove as Value),
]);
declare<PropertyObject>(propertyType, {
  is: (value) => value instanceof PropertyObject,
  attributes: {
    fget: (self) => part(self, 0),
    fset: (self) => part(self, 1),
    fdel: (self) => part(self, 2),
  },
  methods: {
    getter: ["fn", (self, fn) => property(fn as Value, part(self, 1), part(self, 2))],
    setter: ["fn", (self, fn) => property(part(self, 0), fn as Value, part(self, 2))],
    deleter: ["fn", (self, fn) => property(part(self, 0), part(self, 1), fn as Value)],
  },
});
declareConstruct(staticMethodType, ["function", (_, fn) => new StaticMethod(fn as Value)]);
declareConstruct(classMethodType, ["function", (_, fn) => new ClassMethod(fn as Value)]);
declare<StaticMethod>(staticMethodType, {
  is: (value) => value instanceof StaticMethod,
  attributes: { __func__: (self) => self.fn },
  methods: {
    __call__: nativeRaw("__call__", ([self, ...args], kwargs) =>
      call((self as StaticMethod).fn, args, kwargs),
    ),
  },
});

declareConstruct(superType, [
  "type, object",
  (_, type, self) => {
    if (!(type instanceof Type)) throw raise.TypeError("super() argument 1 must be a type");
    const fits = self instanceof Type ? self.isSubtypeOf(type) : isInstance(self as Value, type);
    if (fits) return new SuperObject(type, self as Value);
    throw raise.TypeError("super(type, obj): obj must be an instance or subtype of type");
  },
]);
declare<SuperObject>(superType, {
  is: (value) => value instanceof SuperObject,
  methods: {
    __repr__: [
      "",
      ({ start, self }) => `<super: ${repr(start)}, <${typeOf(self).name} object at ${address}>>`,
    ],
  },
});

/** `vars`, `dir`. */
export function namesOf(value: Value): string[] {
  const names = new Set<string>();
  const type = value instanceof Type ? value : typeOf(value);
  for (const base of type.mro) for (const name of base.namespace.keys()) names.add(name);
  if (value instanceof Module) for (const name of value.members.keys()) names.add(name);
  else if (value instanceof Obj) for (const name of value.attributes?.keys() ?? []) names.add(name);
  return [...names].sort();
}
