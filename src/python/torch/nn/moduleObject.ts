// An nn.Module as Python holds it: parameters, buffers and child modules by name, in dicts of its
// own, and the hooks that run around `forward`.

import { nn, type Tensor } from "../../../index";
import { Dict, Obj, raise, type Type, type Value, type Visit } from "../../objects";
import { TensorObject } from "../tensorObject";

/** What a native layer computes with: the engine's module, and which of its properties are state. */
export interface Layer {
  readonly module: nn.Module;
  /** The property behind each name of `state_dict`. */
  readonly properties: ReadonlyMap<string, string>;
}

export class ModuleObject extends Obj {
  override attributes: Map<string, Value> = new Map();
  readonly parameters = new Dict();
  readonly buffers = new Dict();
  readonly modules = new Dict();
  /** Buffers that are no part of `state_dict`. */
  readonly scratch = new Set<string>();
  readonly hooks: Hooks = { before: [], after: [], backward: [] };
  /** Whether `nn.Module.__init__` ran. */
  initialised = false;
  training = true;
  layer: Layer | null = null;

  constructor(readonly type: Type) {
    super();
  }

  override trace(visit: Visit): number {
    for (const dict of [this.parameters, this.buffers, this.modules]) visit(dict);
    return super.trace(visit) + 200;
  }
}

export interface Hooks {
  readonly before: Value[];
  readonly after: Value[];
  readonly backward: Value[];
}

export const isModule = (value: Value | undefined): value is ModuleObject =>
  value instanceof ModuleObject;

/** The entries of a dict by name. */
export const namedIn = (dict: Dict): [string, Value][] =>
  [...dict.entries()].map(([key, value]) => [String(key), value]);

/** The child modules, by name. */
export const childrenOf = (module: ModuleObject): [string, ModuleObject][] =>
  namedIn(module.modules).filter((entry): entry is [string, ModuleObject] => isModule(entry[1]));

const joined = (prefix: string, name: string): string =>
  prefix === "" ? name : `${prefix}.${name}`;

/** A module and all below it, parents first, each once, with their names. */
export function modulesOf(root: ModuleObject, prefix = ""): [string, ModuleObject][] {
  const seen = new Set<ModuleObject>();
  const found: [string, ModuleObject][] = [];
  const visit = (name: string, module: ModuleObject): void => {
    if (seen.has(module)) return;
    seen.add(module);
    found.push([name, module]);
    for (const [key, child] of childrenOf(module)) visit(joined(name, key), child);
  };
  visit(prefix, root);
  return found;
}

/** The tensors of one kind in a module and, unless told otherwise, in all below it, each once. */
export function tensorsIn(
  root: ModuleObject,
  kind: "parameters" | "buffers",
  prefix = "",
  recurse = true,
): [string, TensorObject][] {
  const seen = new Set<TensorObject>();
  const found: [string, TensorObject][] = [];
  const modules: [string, ModuleObject][] = recurse ? modulesOf(root, prefix) : [[prefix, root]];
  for (const [path, module] of modules) {
    for (const [name, value] of namedIn(module[kind])) {
      if (!(value instanceof TensorObject) || seen.has(value)) continue;
      seen.add(value);
      found.push([joined(path, name), value]);
    }
  }
  return found;
}

/** Everything persistent with its full name; what two modules share has two names. */
export function* persistentIn(
  module: ModuleObject,
  prefix = "",
): Generator<[string, TensorObject]> {
  for (const [name, value] of namedIn(module.parameters)) {
    if (value instanceof TensorObject) yield [prefix + name, value];
  }
  for (const [name, value] of namedIn(module.buffers)) {
    if (value instanceof TensorObject && !module.scratch.has(name)) yield [prefix + name, value];
  }
  for (const [name, child] of childrenOf(module)) yield* persistentIn(child, `${prefix}${name}.`);
}

const isParameter = (value: Value): value is TensorObject =>
  value instanceof TensorObject && value.tensor instanceof nn.Parameter;

function requireInitialised(module: ModuleObject, what: string): void {
  if (module.initialised) return;
  throw raise.AttributeError(`cannot assign ${what} before Module.__init__() call`);
}

const classNames = { float32: "Float", float64: "Double", int64: "Long", bool: "Bool" } as const;

/** PyTorch's name of a value's type in messages. */
export const classNameOf = (value: Value): string =>
  value instanceof TensorObject ? `torch.${classNames[value.tensor.dtype]}Tensor` : kindName(value);

const kindName = (value: Value): string => {
  if (value instanceof Obj) return value.type.qualifiedName;
  return typeof value === "string" ? "str" : typeof value === "number" ? "int" : String(value);
};

/**
 * `module.name = value`: where it goes depends on what it is.
 * @returns whether it was taken; the rest are plain attributes
 */
export function assign(module: ModuleObject, name: string, value: Value): boolean {
  const { parameters, buffers, modules, attributes } = module;
  const onlyIn = (dict: Dict): void => {
    for (const other of [parameters, buffers, modules]) if (other !== dict) other.delete(name);
    attributes.delete(name);
    dict.set(name, value);
  };
  if (isParameter(value)) {
    requireInitialised(module, "parameters");
    onlyIn(parameters);
    return true;
  }
  if (parameters.has(name)) {
    if (value !== null) {
      throw raise.TypeError(
        `cannot assign '${classNameOf(value)}' as parameter '${name}' (torch.nn.Parameter or None expected)`,
      );
    }
    parameters.set(name, null);
    return true;
  }
  if (isModule(value)) {
    requireInitialised(module, "module");
    onlyIn(modules);
    return true;
  }
  if (modules.has(name)) {
    if (value !== null) {
      throw raise.TypeError(
        `cannot assign '${classNameOf(value)}' as child module '${name}' (torch.nn.Module or None expected)`,
      );
    }
    modules.set(name, null);
    return true;
  }
  if (!buffers.has(name)) return false;
  if (value !== null && !(value instanceof TensorObject)) {
    throw raise.TypeError(
      `cannot assign '${classNameOf(value)}' as buffer '${name}' (torch.Tensor or None expected)`,
    );
  }
  buffers.set(name, value);
  return true;
}

/** What a name stands for among a module's state; undefined for none. */
export function memberOf(module: ModuleObject, name: string): Value | undefined {
  const owner = [module.parameters, module.buffers, module.modules].find((dict) => dict.has(name));
  return owner?.get(name);
}

/** The handles of all parameters. */
export const parametersOf = (module: ModuleObject): Tensor[] =>
  tensorsIn(module, "parameters").map(([, { tensor }]) => tensor);
