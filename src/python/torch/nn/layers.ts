// The engine's layers as Python classes: made by their constructors, called through `forward`. Their
// parameters belong to the Python side, where they may be replaced.

import { nn, Tensor } from "../../../index";
import {
  Float,
  type Kwargs,
  nativeRaw,
  nativeType,
  raise,
  Tuple,
  type Type,
  type Value,
} from "../../objects";
import { argumentOf, fromResult } from "../arguments";
import { checkDevice } from "../dtypes";
import { camelCase, snakeCase } from "../names";
import { fromTensor, TensorObject } from "../tensorObject";
import { type Layer, ModuleObject, memberOf } from "./moduleObject";
import { moduleType } from "./moduleType";

type LayerClass = new (...given: never[]) => nn.Module;

/** Legacy arguments of losses: `reduction` says the same. */
function modernised(kwargs: Kwargs): Map<string, Value> {
  const rest = new Map(kwargs ?? []);
  const average = rest.get("size_average");
  const reduce = rest.get("reduce");
  for (const name of ["size_average", "reduce"]) rest.delete(name);
  if (reduce === false) rest.set("reduction", "none");
  else if (average === false) rest.set("reduction", "sum");
  checkDevice(rest.get("device") ?? null);
  rest.delete("device");
  return rest;
}

/** Keyword arguments as the engine's trailing object. */
const optionsOf = (kwargs: ReadonlyMap<string, Value>): Record<string, unknown> =>
  Object.fromEntries([...kwargs].map(([key, value]) => [camelCase(key), argumentOf(value)]));

function engineArguments(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): unknown[] {
  const given: unknown[] = args.map(argumentOf);
  if (kwargs.size > 0) given.push(optionsOf(kwargs));
  return given;
}

/** The engine's words for a call that does not fit, as Python has them. */
function refusal(type: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown.name !== "TypeError") return thrown;
  const init = `${type}.__init__()`;
  const name = snakeCase((thrown as { parameter?: string }).parameter ?? "");
  if (thrown.message.includes(" is missing; expected")) {
    return raise.TypeError(`${init} missing 1 required positional argument: '${name}'`);
  }
  if (thrown.message.includes(": unknown option ")) {
    return raise.TypeError(`${init} got an unexpected keyword argument '${name}'`);
  }
  if (thrown.message.includes("was given twice")) {
    return raise.TypeError(`${init} got multiple values for argument '${name}'`);
  }
  return thrown;
}

function construct(
  type: string,
  made: LayerClass,
  args: readonly Value[],
  kwargs: Kwargs,
): nn.Module {
  try {
    return new made(...(engineArguments(args, modernised(kwargs)) as never[]));
  } catch (thrown) {
    throw refusal(type, thrown);
  }
}

/** Moves the state of an engine's module to the Python object that stands for it. */
function adopt(self: ModuleObject, module: nn.Module): void {
  const properties = new Map<string, string>();
  const own = Object.keys(module);
  const propertyOf = (key: string): string =>
    own.find((name) => snakeCase(name) === key || name === key) ?? camelCase(key);
  for (const [name, tensor, kind] of module.ownState()) {
    properties.set(name, propertyOf(name));
    (kind === "parameter" ? self.parameters : self.buffers).set(name, fromTensor(tensor));
    if (kind === "scratch") self.scratch.add(name);
  }
  for (const [name, child] of module.ownChildren()) {
    properties.set(name, propertyOf(name));
    self.modules.set(name, childObject(child));
  }
  // A bias that was not asked for is None.
  for (const property of ["weight", "bias", "runningMean", "runningVar"]) {
    if (own.includes(property) && Reflect.get(module, property) === null) {
      self.parameters.set(snakeCase(property), null);
    }
  }
  self.layer = { module, properties };
  self.initialised = true;
}

function childObject(child: nn.Module): ModuleObject {
  const found = [...layerTypes.values()].find(({ made }) => child instanceof made);
  const object = new ModuleObject(found?.type ?? moduleType);
  adopt(object, child);
  return object;
}

/** Brings the engine's module up to what Python has made of its state. */
function synchronise({ module, properties }: Layer, self: ModuleObject): void {
  module.training = self.training;
  for (const [name, property] of properties) {
    const value = memberOf(self, name) ?? null;
    if (value instanceof ModuleObject) {
      if (value.layer !== null) synchronise(value.layer, value);
      continue;
    }
    const tensor = value instanceof TensorObject ? value.tensor : null;
    if (Reflect.get(module, property) !== tensor) Reflect.set(module, property, tensor);
  }
}

/** A field of a layer, such as `in_features`: plain data of its own only. */
export function fieldOf({ layer }: ModuleObject, name: string): Value | undefined {
  const property = camelCase(name);
  if (layer === null || !Object.hasOwn(layer.module, property)) return undefined;
  return plain(Reflect.get(layer.module, property));
}

function plain(value: unknown): Value | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isInteger(value) ? value : new Float(value);
  if (Array.isArray(value)) {
    const items = value.map(plain);
    return items.every((item) => item !== undefined) ? new Tuple(items) : undefined;
  }
  return undefined;
}

const initialise = (made: LayerClass) =>
  nativeRaw("__init__", ([self, ...args], kwargs) => {
    const module = self as ModuleObject;
    adopt(module, construct(module.type.name, made, args, kwargs));
    return null;
  });

const forward = nativeRaw("forward", ([self, ...args], kwargs) => {
  const { layer, type } = self as ModuleObject;
  if (layer === null)
    throw raise.AttributeError("cannot call a module before Module.__init__() call");
  synchronise(layer, self as ModuleObject);
  const given = engineArguments(args, kwargs ?? new Map());
  const call = layer.module.forward as (...inputs: unknown[]) => unknown;
  for (const [i, value] of given.entries()) refuseWrong(type, value, i);
  return fromResult(type.name, call.apply(layer.module, given));
});

function refuseWrong(type: Type, value: unknown, index: number): void {
  if (index > 0 || value instanceof Tensor || Array.isArray(value)) return;
  throw raise.TypeError(
    `${type.name}(): argument 'input' (position 1) must be Tensor, not ${value === null ? "NoneType" : typeof value === "number" ? "float" : typeof value}`,
  );
}

interface LayerType {
  readonly type: Type;
  readonly made: LayerClass;
}

const layerTypes = new Map<string, LayerType>();

/** Containers hold Python's modules: they are not the engine's. */
const notLayers = new Set(["Module", "Sequential", "ModuleList", "ModuleDict", "Parameter"]);

const isLayerClass = (value: unknown): value is LayerClass =>
  typeof value === "function" && value.prototype instanceof nn.Module;

/** Every layer of the engine, by its name. */
export function layers(): Record<string, Value> {
  for (const [name, made] of Object.entries(nn)) {
    if (!isLayerClass(made) || notLayers.has(name) || layerTypes.has(name)) continue;
    const type = nativeType<ModuleObject>({
      name,
      module: `torch.nn.modules.${name.toLowerCase()}`,
      bases: [moduleType],
      is: (value): value is ModuleObject => value instanceof ModuleObject,
      methods: { __init__: initialise(made), forward },
    });
    layerTypes.set(name, { type, made });
  }
  return Object.fromEntries([...layerTypes].map(([name, { type }]) => [name, type]));
}
