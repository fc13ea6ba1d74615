// Modules that hold others: Sequential, ModuleList, ModuleDict; and lists of parameters.

import { nn } from "../../../index";
import {
  asIndex,
  Dict,
  iterator,
  iteratorOf,
  type Method,
  nativeRaw,
  nativeType,
  raise,
  Slice,
  Tuple,
  type Type,
  type Value,
} from "../../objects";
import { fromTensor, TensorObject } from "../tensorObject";
import { callModule } from "./callModule";
import {
  assign,
  childrenOf,
  classNameOf,
  isModule,
  type ModuleObject,
  namedIn,
} from "./moduleObject";
import { moduleType } from "./moduleType";

type Methods = Readonly<Record<string, Method<ModuleObject>>>;

const itemsIn = (value: Value): Value[] => {
  const next = iterator(value);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) items.push(item);
  return items;
};

const walk = (values: readonly Value[]): Value => {
  let next = 0;
  return iteratorOf(() => values[next++]);
};

function add(self: ModuleObject, name: string, module: Value): void {
  if (isModule(module) && assign(self, name, module)) return;
  throw raise.TypeError(`${classNameOf(module)} is not a Module subclass`);
}

/** Adds modules after those that are there, under their positions. */
function addAll(self: ModuleObject, modules: readonly Value[]): void {
  for (const module of modules) add(self, String(childrenOf(self).length), module);
}

const values = (self: ModuleObject): ModuleObject[] => childrenOf(self).map(([, child]) => child);

function placeOf(self: ModuleObject, index: Value): string {
  const count = childrenOf(self).length;
  const at = asIndex(index);
  if (at >= -count && at < count) return childrenOf(self)[at < 0 ? at + count : at]?.[0] as string;
  throw raise.IndexError(`index ${at} is out of range`);
}

/** The entries that a slice selects, as another container of the same kind. */
function part(self: ModuleObject, { start, stop, step }: Slice): Value {
  const chosen = childrenOf(self);
  const bound = (value: Value, fallback: number): number =>
    value === null ? fallback : asIndex(value);
  const selected = chosen.slice(bound(start, 0), bound(stop, chosen.length));
  const stride = bound(step, 1);
  const made = self.type.allocate?.(self.type, [], null) as ModuleObject;
  made.initialised = true;
  const kept = selected.filter((_, i) => i % stride === 0);
  // As in PyTorch: a part of a Sequential keeps its names, one of a list is numbered anew.
  if (self.type.isSubtypeOf(sequentialType))
    for (const [name, module] of kept) add(made, name, module);
  else
    addAll(
      made,
      kept.map(([, module]) => module),
    );
  return made;
}

const listMethods: Methods = {
  __len__: ["", (self) => childrenOf(self).length],
  __iter__: ["", (self) => walk(values(self))],
  __getitem__: [
    "index",
    (self, index) =>
      index instanceof Slice
        ? part(self, index)
        : (self.modules.get(placeOf(self, index as Value)) as Value),
  ],
  __setitem__: [
    "index, module",
    (self, index, module) => {
      add(self, placeOf(self, index as Value), module as Value);
      return null;
    },
  ],
  append: [
    "module",
    (self, module) => {
      add(self, String(childrenOf(self).length), module as Value);
      return self;
    },
  ],
  extend: [
    "modules",
    (self, modules) => {
      addAll(self, itemsIn(modules as Value));
      return self;
    },
  ],
};

const container = (name: string, methods: Methods): Type =>
  nativeType<ModuleObject>({
    name,
    module: "torch.nn.modules.container",
    bases: [moduleType],
    is: (value): value is ModuleObject => isModule(value),
    methods,
  });

export const sequentialType: Type = container("Sequential", {
  ...listMethods,
  __init__: nativeRaw("__init__", ([given, ...modules]) => {
    const self = given as ModuleObject;
    self.initialised = true;
    const [first] = modules;
    if (modules.length === 1 && first instanceof Dict) {
      for (const [name, module] of namedIn(first)) add(self, name, module);
    } else addAll(self, modules);
    return null;
  }),
  forward: [
    "input",
    (self, input) =>
      values(self).reduce<Value>(
        (value, module) => callModule(module, [value], null),
        input as Value,
      ),
  ],
});

export const moduleListType: Type = container("ModuleList", {
  ...listMethods,
  __init__: nativeRaw("__init__", ([given, modules]) => {
    const self = given as ModuleObject;
    self.initialised = true;
    if (modules !== undefined && modules !== null) {
      addAll(self, itemsIn(modules));
    }
    return null;
  }),
  insert: [
    "index, module",
    (self, index, module) => {
      const all = values(self);
      all.splice(asIndex(index as Value), 0, module as ModuleObject);
      for (const [i, each] of all.entries()) add(self, String(i), each);
      return null;
    },
  ],
});

function update(self: ModuleObject, modules: Value): void {
  const entries = modules instanceof Dict ? namedIn(modules) : itemsIn(modules).map(pairOf);
  for (const [name, module] of entries) add(self, name, module);
}

const pairOf = (value: Value): [string, Value] => {
  const [name, module] = itemsIn(value);
  return [String(name), module as Value];
};

const names = (self: ModuleObject): string[] => childrenOf(self).map(([name]) => name);

export const moduleDictType: Type = container("ModuleDict", {
  __init__: nativeRaw("__init__", ([given, modules]) => {
    const self = given as ModuleObject;
    self.initialised = true;
    if (modules !== undefined && modules !== null) update(self, modules);
    return null;
  }),
  __len__: ["", (self) => childrenOf(self).length],
  __iter__: ["", (self) => walk(names(self))],
  __contains__: ["key", (self, key) => self.modules.has(key as Value)],
  __getitem__: [
    "key",
    (self, key) => {
      const found = self.modules.get(key as Value);
      if (found === undefined) throw raise.KeyError(key as Value);
      return found;
    },
  ],
  __setitem__: [
    "key, module",
    (self, key, module) => {
      add(self, String(key), module as Value);
      return null;
    },
  ],
  keys: ["", (self) => walk(names(self))],
  values: ["", (self) => walk(values(self))],
  items: ["", (self) => walk(childrenOf(self).map(([name, module]) => new Tuple([name, module])))],
  update: [
    "modules",
    (self, modules) => {
      update(self, modules as Value);
      return null;
    },
  ],
});

/** A tensor in a list of parameters is one. */
function parameterOf(value: Value): TensorObject {
  if (!(value instanceof TensorObject))
    throw raise.TypeError(`${classNameOf(value)} is not a Parameter`);
  return value.tensor instanceof nn.Parameter ? value : fromTensor(new nn.Parameter(value.tensor));
}

export const parameterListType: Type = container("ParameterList", {
  __init__: nativeRaw("__init__", ([given, parameters]) => {
    const self = given as ModuleObject;
    self.initialised = true;
    if (parameters !== undefined && parameters !== null) {
      for (const [i, each] of itemsIn(parameters).entries()) {
        assign(self, String(i), parameterOf(each));
      }
    }
    return null;
  }),
  __len__: ["", (self) => namedIn(self.parameters).length],
  __iter__: ["", (self) => walk(namedIn(self.parameters).map(([, value]) => value))],
  __getitem__: [
    "index",
    (self, index) => {
      const all = namedIn(self.parameters);
      const at = asIndex(index as Value);
      const found = all[at < 0 ? at + all.length : at];
      if (found === undefined) throw raise.IndexError(`index ${at} is out of range`);
      return found[1];
    },
  ],
  append: [
    "value",
    (self, value) => {
      assign(self, String(namedIn(self.parameters).length), parameterOf(value as Value));
      return self;
    },
  ],
});

export const parameterDictType: Type = container("ParameterDict", {
  __init__: nativeRaw("__init__", ([given, parameters]) => {
    const self = given as ModuleObject;
    self.initialised = true;
    if (parameters instanceof Dict) {
      for (const [name, value] of namedIn(parameters)) assign(self, name, parameterOf(value));
    }
    return null;
  }),
  __len__: ["", (self) => namedIn(self.parameters).length],
  __contains__: ["key", (self, key) => self.parameters.has(key as Value)],
  __getitem__: [
    "key",
    (self, key) => {
      const found = self.parameters.get(key as Value);
      if (found === undefined) throw raise.KeyError(key as Value);
      return found;
    },
  ],
  __setitem__: [
    "key, value",
    (self, key, value) => {
      assign(self, String(key), parameterOf(value as Value));
      return null;
    },
  ],
  keys: ["", (self) => walk(namedIn(self.parameters).map(([name]) => name))],
  values: ["", (self) => walk(namedIn(self.parameters).map(([, value]) => value))],
  items: [
    "",
    (self) => walk(namedIn(self.parameters).map(([name, value]) => new Tuple([name, value]))),
  ],
});
