// Reading, binding and deleting names: resolved when lowered, one array access when run.

import { raise } from "../objects/exceptions";
import type { Value } from "../objects/value";
import type { Cell, Frame } from "../run/machine";
import type { Place } from "../syntax/scopes";
import type { Context, Run, Store } from "./context";

export function loadName(context: Context, name: string): Run {
  return load(context, name, context.scope.resolve(name));
}

function load(context: Context, name: string, place: Place): Run {
  switch (place.kind) {
    case "slot": {
      const { index } = place;
      return (frame) => {
        const value = frame.locals[index];
        return value === undefined ? unbound(name) : value;
      };
    }
    case "cell": {
      const { index } = place;
      const isFree = index >= context.scope.host.cells;
      return (frame) => {
        const { value } = frame.cells[index] as Cell;
        return value === undefined ? (isFree ? unboundFree(name) : unbound(name)) : value;
      };
    }
    case "global": {
      const { globals, builtins } = context.environment;
      const cell = globals.cell(name);
      const builtin = builtins.get(name);
      return () => {
        const { value } = cell;
        if (value !== undefined) return value;
        return builtin === undefined ? undefinedName(name) : builtin;
      };
    }
    default: {
      const otherwise = load(context, name, place.otherwise);
      return (frame) => {
        const value = frame.namespace?.get(name);
        return value === undefined ? otherwise(frame) : value;
      };
    }
  }
}

function unbound(name: string): never {
  throw raise.UnboundLocalError(
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

function unboundFree(name: string): never {
  throw raise.NameError(
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
}

function undefinedName(name: string): never {
  throw raise.NameError(`name '${name}' is not defined`);
}

export function storeName(context: Context, name: string): Store {
  const place = context.scope.resolve(name);
  switch (place.kind) {
    case "slot": {
      const { index } = place;
      return (frame, value) => {
        frame.locals[index] = value;
      };
    }
    case "cell": {
      const { index } = place;
      return (frame, value) => {
        (frame.cells[index] as Cell).value = value;
      };
    }
    case "class":
      return (frame, value) => {
        (frame.namespace as Map<string, Value>).set(name, value);
      };
    default: {
      const { globals } = context.environment;
      if (context.scope.host.parent === null) return (_, value) => globals.bind(name, value);
      const cell = globals.cell(name);
      return (_, value) => {
        cell.value = value;
      };
    }
  }
}

/** `del name`; quietly, where `except … as name` ends. */
export function deleteName(
  context: Context,
  name: string,
  quietly = false,
): (frame: Frame) => void {
  const place = context.scope.resolve(name);
  const read = loadName(context, name);
  const check = quietly ? () => {} : (frame: Frame) => void read(frame);
  switch (place.kind) {
    case "slot":
      return (frame) => {
        check(frame);
        frame.locals[place.index] = undefined;
      };
    case "cell":
      return (frame) => {
        check(frame);
        (frame.cells[place.index] as Cell).value = undefined;
      };
    case "class":
      return (frame) => {
        check(frame);
        frame.namespace?.delete(name);
      };
    default: {
      const cell = context.environment.globals.cell(name);
      return () => {
        if (cell.value === undefined && !quietly) undefinedName(name);
        cell.value = undefined;
      };
    }
  }
}
