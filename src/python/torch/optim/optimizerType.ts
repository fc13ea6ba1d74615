// torch.optim.Optimizer, the base of optimizers written in Python, and the engine's own as classes.

import { enableGrad, noGrad, optim } from "../../../index";
import {
  call,
  Dict,
  iterator,
  type Kwargs,
  List,
  type Method,
  nativeRaw,
  nativeType,
  raise,
  str,
  type Type,
  type Value,
} from "../../objects";
import { argumentOf, numberOf, typeName } from "../arguments";
import { camelCase, snakeCase } from "../names";
import { tensorsFrom } from "../nn/helpers";
import { TensorObject } from "../tensorObject";
import {
  adopt,
  groupOptions,
  groupsFrom,
  isOptimizer,
  OptimizerObject,
  paramsIn,
  toEngine,
} from "./optimizerObject";
import { loadState, stateOf } from "./optimizerState";

type Methods = Readonly<Record<string, Method<OptimizerObject>>>;
type Made = new (...given: never[]) => optim.Optimizer;

/** What an optimizer was given: a sequence, a generator, dicts. */
function itemsFrom(params: Value | undefined): Value[] {
  if (params instanceof TensorObject || params === undefined) {
    throw raise.TypeError(
      `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${params === undefined ? "nothing" : "torch.FloatTensor"}`,
    );
  }
  const next = iterator(params);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) items.push(item);
  return items;
}

/** Options that PyTorch has for speed only. */
const ignored = new Set(["foreach", "capturable", "differentiable", "fused"]);

function optionsOf(kwargs: Kwargs): { named: Map<string, Value>; engine: Record<string, unknown> } {
  const named = new Map(
    [...(kwargs ?? [])].filter(([key]) => !ignored.has(key) && key !== "params"),
  );
  const engine = Object.fromEntries(
    [...named].map(([key, value]) => [camelCase(key), argumentOf(value)]),
  );
  return { named, engine };
}

/** The engine's words for options that do not fit, as Python has them. */
function refusal(type: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown.name !== "TypeError") return thrown;
  const name = snakeCase((thrown as { parameter?: string }).parameter ?? "");
  return thrown.message.includes(": unknown option ")
    ? raise.TypeError(`${type}.__init__() got an unexpected keyword argument '${name}'`)
    : thrown;
}

function initialise(
  self: OptimizerObject,
  made: Made,
  args: readonly Value[],
  kwargs: Kwargs,
): void {
  const [params, ...rest] = args.length > 0 ? args : [kwargs?.get("params") as Value];
  const { named, engine } = optionsOf(kwargs);
  for (const [key, value] of named) self.defaults.set(key, value);
  const given = groupsFrom(itemsFrom(params));
  const groups = "groups" in given ? given.groups : [];
  const optimized =
    "groups" in given
      ? groups.map((group) => ({
          ...groupOptions(group),
          params: tensorsFrom(group.get("params") as Value, "Optimizer"),
        }))
      : given.tensors;
  try {
    const options = Object.keys(engine).length > 0 ? [engine] : [];
    adopt(self, new made(...([optimized, ...rest.map(argumentOf), ...options] as never[])), groups);
  } catch (thrown) {
    throw refusal(self.type.name, thrown);
  }
  if (rest.length > 0) restoreFloat(self, rest[0] as Value);
}

/** The rate as it was written: 1 and 1.0 print differently. */
function restoreFloat(self: OptimizerObject, lr: Value): void {
  for (const group of self.groups.items) if (group instanceof Dict) group.set("lr", lr);
}

function zeroGrad(self: OptimizerObject, toNone: boolean): Value {
  for (const group of self.groups.items) {
    if (!(group instanceof Dict)) continue;
    for (const tensor of paramsIn(group)) {
      if (toNone) tensor.grad = null;
      else noGrad(() => tensor.grad?.detach().zero_());
    }
  }
  return null;
}

function step(self: OptimizerObject, closure: Value): Value {
  const engine = toEngine(self);
  if (closure === null) {
    engine.step();
    return null;
  }
  const loss = enableGrad(() => call(closure, []));
  engine.step();
  return loss;
}

function addGroup(self: OptimizerObject, group: Value): Value {
  if (!(group instanceof Dict)) throw raise.TypeError("param group must be a dict");
  const made = new Dict();
  const params = tensorsIn(group);
  made.set("params", new List(params));
  for (const [key, value] of self.defaults.entries()) made.set(key, value);
  for (const [key, value] of group.entries()) if (key !== "params") made.set(key, value);
  const first = self.groups.items[0];
  if (first instanceof Dict) {
    for (const [key, value] of first.entries())
      if (!made.has(key) && key !== "initial_lr") made.set(key, value);
  }
  self.groups.items.push(made);
  if (self.engine !== null) toEngine(self);
  return null;
}

function tensorsIn(group: Dict): Value[] {
  const params = group.get("params");
  return params instanceof TensorObject ? [params] : itemsFrom(params);
}

/** PyTorch's text of an optimizer. */
function textOf(self: OptimizerObject): string {
  const groups = self.groups.items.map((group, i) => {
    const options = [...(group as Dict).entries()]
      .filter(([key]) => key !== "params")
      .map(([key, value]) => `    ${str(key)}: ${str(value)}`)
      .sort();
    return `Parameter Group ${i}\n${options.join("\n")}\n`;
  });
  return `${self.type.name} (\n${groups.join("\n")})`;
}

const shared: Methods = {
  zero_grad: ["set_to_none=True", (self, toNone) => zeroGrad(self, toNone === true)],
  add_param_group: ["param_group", (self, group) => addGroup(self, group as Value)],
  state_dict: ["", stateOf],
  load_state_dict: ["state_dict", (self, state) => loadState(self, state as Value)],
  __repr__: ["", textOf],
};

/** The start of an optimizer written in Python: groups with the defaults filled in. */
const baseInit: Method<OptimizerObject> = [
  "params, defaults",
  (self, params, defaults) => {
    if (!(defaults instanceof Dict))
      throw raise.TypeError(`defaults must be a dict, not ${typeName(defaults as Value)}`);
    self.defaults = defaults;
    const items = itemsFrom(params);
    if (items.length === 0) throw raise.ValueError("optimizer got an empty parameter list");
    const given = items[0] instanceof Dict ? items : [groupWith(items)];
    for (const group of given) addGroup(self, group);
    const lr = numberOf(defaults.get("lr")) ?? 0;
    const all = self.groups.items.map((group) => ({
      params: paramsIn(group as Dict),
      lr: numberOf((group as Dict).get("lr")) ?? lr,
    }));
    self.engine = new optim.SGD(all);
    return null;
  },
];

function groupWith(params: readonly Value[]): Dict {
  const group = new Dict();
  group.set("params", new List([...params]));
  return group;
}

export const optimizerType: Type = nativeType<OptimizerObject>({
  name: "Optimizer",
  module: "torch.optim.optimizer",
  is: isOptimizer,
  attributes: {
    param_groups: (self) => self.groups,
    state: (self) => self.state,
    defaults: (self) => self.defaults,
  },
  methods: {
    ...shared,
    __init__: baseInit,
    step: [
      "closure=None",
      () => {
        throw raise.NotImplementedError();
      },
    ],
  },
  allocate: (type) => new OptimizerObject(type),
});

const engineType = (name: string, made: Made): Type =>
  nativeType<OptimizerObject>({
    name,
    module: `torch.optim.${name.toLowerCase()}`,
    bases: [optimizerType],
    is: isOptimizer,
    methods: {
      __init__: nativeRaw("__init__", ([self, ...args], kwargs) => {
        initialise(self as OptimizerObject, made, args, kwargs);
        return null;
      }),
      step: ["closure=None", (self, closure) => step(self, closure as Value)],
    },
  });

const isEngineClass = (value: unknown): value is Made =>
  typeof value === "function" && value.prototype instanceof optim.Optimizer;

/** Every optimizer of the engine, by its name, and the base. */
export const optimizers = (): Record<string, Value> => ({
  Optimizer: optimizerType,
  ...Object.fromEntries(
    Object.entries(optim).flatMap(([name, made]) =>
      isEngineClass(made) ? [[name, engineType(name, made)]] : [],
    ),
  ),
});
