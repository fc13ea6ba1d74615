// nn.Module for Python: the base of networks written there, and of the engine's layers.

import { noGrad } from "../../../index";
import {
  call,
  callMethod,
  Dict,
  getAttribute,
  iteratorOf,
  type Kwargs,
  type Method,
  nativeRaw,
  nativeType,
  raise,
  repr,
  setOwn,
  Tuple,
  type Type,
  type Value,
} from "../../objects";
import { moduleCopying } from "../copying";
import { handleObject } from "../handles";
import { callModule } from "./callModule";
import { fieldOf } from "./layers";
import { conversionMethods } from "./moduleConversion";
import {
  assign,
  childrenOf,
  classNameOf,
  isModule,
  ModuleObject,
  memberOf,
  modulesOf,
  tensorsIn,
} from "./moduleObject";
import { stateMethods } from "./moduleState";
import { moduleText } from "./moduleText";

type Methods = Readonly<Record<string, Method<ModuleObject>>>;

/** An iterator over what is there now. */
const iterate = (values: readonly Value[]): Value => {
  let next = 0;
  return iteratorOf(() => values[next++]);
};

const pairs = (entries: readonly (readonly [string, Value])[]): Value =>
  iterate(entries.map(([name, value]) => new Tuple([name, value])));

const text = (value: Value | undefined): string => String(value ?? "");

const traversal: Methods = {
  parameters: [
    "recurse=True",
    (self, recurse) =>
      iterate(tensorsIn(self, "parameters", "", recurse === true).map(([, tensor]) => tensor)),
  ],
  named_parameters: [
    "prefix='', recurse=True, remove_duplicate=True",
    (self, prefix, recurse) => pairs(tensorsIn(self, "parameters", text(prefix), recurse === true)),
  ],
  buffers: [
    "recurse=True",
    (self, recurse) =>
      iterate(tensorsIn(self, "buffers", "", recurse === true).map(([, tensor]) => tensor)),
  ],
  named_buffers: [
    "prefix='', recurse=True, remove_duplicate=True",
    (self, prefix, recurse) => pairs(tensorsIn(self, "buffers", text(prefix), recurse === true)),
  ],
  children: ["", (self) => iterate([...new Set(childrenOf(self).map(([, child]) => child))])],
  named_children: ["", (self) => pairs(childrenOf(self))],
  modules: ["", (self) => iterate(modulesOf(self).map(([, module]) => module))],
  named_modules: [
    "memo=None, prefix='', remove_duplicate=True",
    (self, _, prefix) => pairs(modulesOf(self, text(prefix))),
  ],
  get_submodule: ["target", (self, target) => submodule(self, text(target))],
  get_parameter: ["target", (self, target) => tensorAt(self, text(target))],
  get_buffer: ["target", (self, target) => tensorAt(self, text(target))],
};

function submodule(root: ModuleObject, path: string): Value {
  let module: Value = root;
  for (const name of path === "" ? [] : path.split(".")) module = getAttribute(module, name);
  return module;
}

function tensorAt(root: ModuleObject, path: string): Value {
  const dot = path.lastIndexOf(".");
  const owner = submodule(root, path.slice(0, Math.max(0, dot)));
  return getAttribute(owner, path.slice(dot + 1));
}

function register(
  self: ModuleObject,
  name: string,
  value: Value,
  kind: "parameters" | "modules",
): Value {
  if (name.includes(".")) {
    throw raise.KeyError(`${kind === "modules" ? "module" : "parameter"} name can't contain "."`);
  }
  if (value === null) self[kind].set(name, null);
  else if (!assign(self, name, value)) {
    throw raise.TypeError(`${classNameOf(value)} is not a Module subclass`);
  }
  return null;
}

const addModule: Method<ModuleObject> = [
  "name, module",
  (self, name, module) => register(self, text(name), module as Value, "modules"),
];

const registration: Methods = {
  register_buffer: [
    "name, tensor, persistent=True",
    (self, name, tensor, persistent) => {
      self.buffers.set(text(name), tensor as Value);
      if (persistent !== true) self.scratch.add(text(name));
      return null;
    },
  ],
  register_parameter: [
    "name, param",
    (self, name, parameter) => register(self, text(name), parameter as Value, "parameters"),
  ],
  add_module: addModule,
  register_module: addModule,
};

const hook = (kind: "before" | "after" | "backward"): Method<ModuleObject> => [
  "hook, **kwargs",
  ({ hooks }, fn) => {
    const list = hooks[kind];
    list.push(fn as Value);
    return handleObject({
      remove: () => {
        const at = list.indexOf(fn as Value);
        if (at >= 0) list.splice(at, 1);
      },
    });
  },
];

const hooks: Methods = {
  register_forward_pre_hook: hook("before"),
  register_forward_hook: hook("after"),
  register_full_backward_hook: hook("backward"),
  register_backward_hook: hook("backward"),
};

function setTraining(self: ModuleObject, mode: boolean): Value {
  for (const [, module] of modulesOf(self)) module.training = mode;
  return self;
}

const modes: Methods = {
  train: ["mode=True", (self, mode) => setTraining(self, mode === true)],
  eval: ["", (self) => setTraining(self, false)],
  requires_grad_: [
    "requires_grad=True",
    (self, flag) => {
      for (const [, { tensor }] of tensorsIn(self, "parameters"))
        tensor.requiresGrad_(flag === true);
      return self;
    },
  ],
  zero_grad: [
    "set_to_none=True",
    (self, toNone) => {
      for (const [, { tensor }] of tensorsIn(self, "parameters")) {
        if (toNone === true) tensor.grad = null;
        else noGrad(() => tensor.grad?.zero_());
      }
      return null;
    },
  ],
  apply: [
    "fn",
    (self, fn) => {
      for (const [, child] of childrenOf(self)) callMethod(child, "apply", [fn as Value]);
      call(fn as Value, [self]);
      return self;
    },
  ],
};

/** Attributes that a class declares (properties) take precedence over the module's own ways. */
function setOn(self: ModuleObject, name: string, value: Value): Value {
  if (name === "training") {
    self.training = value === true;
    return null;
  }
  if (!assign(self, name, value)) setOwn(self, name, value);
  return null;
}

function deleteOn(self: ModuleObject, name: string): Value {
  for (const dict of [self.parameters, self.buffers, self.modules]) {
    if (dict.has(name)) {
      dict.delete(name);
      return null;
    }
  }
  setOwn(self, name, undefined);
  return null;
}

function memberOrRefuse(self: ModuleObject, name: string): Value {
  const own = memberOf(self, name);
  const found = own === undefined ? fieldOf(self, name) : own;
  if (found !== undefined) return found;
  throw raise.AttributeError(`'${self.type.name}' object has no attribute '${name}'`);
}

const special: Methods = {
  __init__: [
    "*args, **kwargs",
    (self) => {
      self.initialised = true;
      return null;
    },
  ],
  __call__: nativeRaw("__call__", ([self, ...args], kwargs: Kwargs) =>
    callModule(self as ModuleObject, args, kwargs),
  ),
  __getattr__: ["name", (self, name) => memberOrRefuse(self, text(name))],
  __setattr__: ["name, value", (self, name, value) => setOn(self, text(name), value as Value)],
  __delattr__: ["name", (self, name) => deleteOn(self, text(name))],
  __repr__: ["", (self) => moduleText(self, (child) => repr(child))],
  extra_repr: ["", (self) => self.layer?.module.extraRepr() ?? ""],
};

export const moduleType: Type = nativeType<ModuleObject>({
  name: "Module",
  module: "torch.nn.modules.module",
  is: isModule,
  attributes: {
    training: {
      get: (self) => self.training,
      set: (self, value) => {
        self.training = value === true;
      },
    },
    _parameters: (self) => self.parameters,
    _buffers: (self) => self.buffers,
    _modules: (self) => self.modules,
    __dict__: (self) => {
      const dict = new Dict();
      for (const [name, value] of self.attributes) dict.set(name, value);
      return dict;
    },
  },
  methods: {
    ...traversal,
    ...registration,
    ...hooks,
    ...modes,
    ...stateMethods,
    ...conversionMethods,
    ...special,
    ...moduleCopying,
  },
  allocate: (type) => new ModuleObject(type),
});
