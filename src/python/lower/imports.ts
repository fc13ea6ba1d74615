// `import`: modules come from a list, there is nothing else to import.

import { raise } from "../objects/exceptions";
import type { Module } from "../objects/module";
import type { Value } from "../objects/value";
import type { ImportName, StatementOf } from "../syntax/ast";
import { type Context, type Exec, normal } from "./context";
import { storeName } from "./names";

function find(context: Context, name: string): Module {
  const module = context.environment.module(name);
  if (module !== null) return module;
  const [top = ""] = name.split(".");
  if (context.environment.module(top) !== null) {
    throw raise.ModuleNotFoundError(`No module named '${name}'`);
  }
  throw raise.ModuleNotFoundError(`No module named '${top}': it is not available here`);
}

export function lowerImport(context: Context, node: StatementOf<"import">): Exec {
  const all = node.names.map(({ name, as }) => {
    const [top = ""] = name.split(".");
    return { name, as, top, store: storeName(context, as ?? top) };
  });
  return (frame) => {
    for (const { name, as, top, store } of all) {
      const module = find(context, name);
      store(frame, as === null ? find(context, top) : module);
    }
    return normal;
  };
}

export function lowerFrom(context: Context, node: StatementOf<"from">): Exec {
  const { module: path, names } = node;
  if (path === "__future__") return () => normal;
  if (names === null) {
    return () => {
      for (const [name, value] of find(context, path).members) {
        if (!name.startsWith("_")) context.environment.globals.bind(name, value);
      }
      return normal;
    };
  }
  const all = names.map((name) => ({ ...name, store: storeName(context, name.as ?? name.name) }));
  return (frame) => {
    const module = find(context, path);
    for (const { store, ...name } of all) store(frame, member(context, module, name));
    return normal;
  };
}

function member(context: Context, module: Module, { name }: ImportName): Value {
  const found = module.members.get(name) ?? context.environment.module(`${module.name}.${name}`);
  if (found !== null) return found;
  throw raise.ImportError(`cannot import name '${name}' from '${module.name}'`);
}
