// Assignment: to names, attributes and subscripts, unpacking, augmented; and `del`.

import { getAttribute, setAttribute } from "../objects/attributes";
import { raise } from "../objects/exceptions";
import { deleteItem, getItem, setItem } from "../objects/items";
import { iterator } from "../objects/iterate";
import { inPlace } from "../objects/operators";
import { List, Tuple } from "../objects/sequences";
import { typeOf } from "../objects/typeOf";
import { Obj, type Value } from "../objects/value";
import type { Frame } from "../run/machine";
import type { StatementOf, Target } from "../syntax/ast";
import type { Context, Run, Store } from "./context";
import { lower } from "./expressions";
import { deleteName, loadName, storeName } from "./names";

export function lowerStore(context: Context, target: Target): Store {
  switch (target.kind) {
    case "name":
      return storeName(context, target.id);
    case "attribute": {
      const object = lower(context, target.object);
      const name = context.mangled(target.name);
      return (frame, value) => setAttribute(object(frame), name, value);
    }
    case "subscript": {
      const [object, index] = [lower(context, target.object), lower(context, target.index)];
      return (frame, value) => setItem(object(frame), index(frame), value);
    }
    default:
      return lowerUnpack(context, target.items, target.star);
  }
}

function lowerUnpack(context: Context, items: readonly Target[], star: number): Store {
  const stores = items.map((item) => lowerStore(context, item));
  return (frame, value) => {
    const values = star < 0 ? exactly(value, stores.length) : around(value, stores.length, star);
    for (let i = 0; i < stores.length; i++) (stores[i] as Store)(frame, values[i] as Value);
  };
}

function open(value: Value): () => Value | undefined {
  if (!(value instanceof Obj) && typeof value !== "string") {
    throw raise.TypeError(`cannot unpack non-iterable ${typeOf(value).name} object`);
  }
  return iterator(value);
}

function exactly(value: Value, count: number): readonly Value[] {
  if ((value instanceof Tuple || value instanceof List) && value.items.length === count) {
    return value.items;
  }
  const next = open(value);
  const values: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) {
    if (values.length === count) {
      throw raise.ValueError(`too many values to unpack (expected ${count})`);
    }
    values.push(item);
  }
  if (values.length === count) return values;
  throw raise.ValueError(`not enough values to unpack (expected ${count}, got ${values.length})`);
}

/** With one `*` among the targets. */
function around(value: Value, count: number, star: number): Value[] {
  const next = open(value);
  const values: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) values.push(item);
  const least = count - 1;
  if (values.length < least) {
    throw raise.ValueError(
      `not enough values to unpack (expected at least ${least}, got ${values.length})`,
    );
  }
  const middle = values.splice(star, values.length - least);
  values.splice(star, 0, new List(middle));
  return values;
}

export function lowerAugment(
  context: Context,
  { target, op }: StatementOf<"augment">,
  value: Run,
): (frame: Frame) => void {
  if (target.kind === "name") {
    const load = loadName(context, target.id);
    const store = storeName(context, target.id);
    return (frame) => {
      const before = load(frame);
      store(frame, augmented(op, before, value(frame)));
    };
  }
  if (target.kind === "attribute") {
    const object = lower(context, target.object);
    const name = context.mangled(target.name);
    return (frame) => {
      const owner = object(frame);
      const before = getAttribute(owner, name);
      setAttribute(owner, name, augmented(op, before, value(frame)));
    };
  }
  if (target.kind === "unpack") throw context.source.error("invalid syntax", target.from);
  const [object, index] = [lower(context, target.object), lower(context, target.index)];
  return (frame) => {
    const [owner, key] = [object(frame), index(frame)];
    const before = getItem(owner, key);
    setItem(owner, key, augmented(op, before, value(frame)));
  };
}

function augmented(op: StatementOf<"augment">["op"], before: Value, value: Value): Value {
  if (op === "+" && typeof before === "number" && typeof value === "number") {
    const sum = before + value;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return inPlace(op, before, value);
}

export function lowerDelete(context: Context, target: Target): (frame: Frame) => void {
  switch (target.kind) {
    case "name":
      return deleteName(context, target.id);
    case "attribute": {
      const object = lower(context, target.object);
      const name = context.mangled(target.name);
      return (frame) => setAttribute(object(frame), name, undefined);
    }
    case "subscript": {
      const [object, index] = [lower(context, target.object), lower(context, target.index)];
      return (frame) => deleteItem(object(frame), index(frame));
    }
    default: {
      const all = target.items.map((item) => lowerDelete(context, item));
      return (frame) => {
        for (const one of all) one(frame);
      };
    }
  }
}
