// Tensors inside tuples, lists and dicts: taken out in order, and put back.

import { Dict, List, Tuple, type Value } from "../objects";
import { TensorObject } from "./tensorObject";

/** The tensors in a value, in order. */
export function leavesOf(value: Value): TensorObject[] {
  if (value instanceof TensorObject) return [value];
  if (value instanceof List || value instanceof Tuple) return value.items.flatMap(leavesOf);
  return value instanceof Dict ? [...value.entries()].flatMap(([, item]) => leavesOf(item)) : [];
}

/** The same structure with what `next` gives in place of each tensor. */
export function rebuilt(value: Value, next: () => Value): Value {
  if (value instanceof TensorObject) return next();
  if (value instanceof List) return new List(value.items.map((item) => rebuilt(item, next)));
  if (value instanceof Tuple) return new Tuple(value.items.map((item) => rebuilt(item, next)));
  if (!(value instanceof Dict)) return value;
  const dict = new Dict();
  for (const [key, item] of value.entries()) dict.set(key, rebuilt(item, next));
  return dict;
}

/** The structure of `value` with these in place of its tensors. */
export function filled(value: Value, replacements: readonly Value[]): Value {
  let at = 0;
  return rebuilt(value, () => replacements[at++] as Value);
}
