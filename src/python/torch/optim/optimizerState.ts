// `optimizer.state_dict()` and back: what is remembered of each parameter, as tensors.

import { type TypedArray, tensor } from "../../../index";
import { Dict, List, raise, type Value } from "../../objects";
import { entriesOf, itemsOf, numberOf } from "../arguments";
import { camelCase, snakeCase } from "../names";
import { fromTensor, TensorObject } from "../tensorObject";
import { type OptimizerObject, paramsIn, toEngine } from "./optimizerObject";

/** A dict from entries. */
function dictOf(entries: Iterable<readonly [Value, Value]>): Dict {
  const dict = new Dict();
  for (const [key, value] of entries) dict.set(key, value);
  return dict;
}

/** One remembered value: arrays have their parameter's shape. */
function remembered(value: number | readonly number[] | null, like: TensorObject["tensor"]): Value {
  if (value === null) return null;
  if (typeof value === "number") return fromTensor(tensor(value, { dtype: "float32" }));
  const made = tensor(Float64Array.from(value), { dtype: like.dtype });
  return fromTensor(made.reshape(like.shape).snapshot());
}

export function stateOf(self: OptimizerObject): Value {
  const groups = self.groups.items.filter((group): group is Dict => group instanceof Dict);
  const params = groups.flatMap(paramsIn);
  const numbers = new Map(params.map((param, i) => [param, i]));
  const state = self.engine === null ? {} : toEngine(self).stateDict().state;
  const memory = dictOf(
    Object.entries(state).map(([index, values]) => [
      Number(index),
      dictOf(
        Object.entries(values)
          .filter(([name, value]) => value !== null || name === "momentumBuffer")
          .map(([name, value]) => [
            snakeCase(name),
            remembered(value, params[Number(index)] as TensorObject["tensor"]),
          ]),
      ),
    ]),
  );
  const listed = groups.map((group) =>
    dictOf([
      ...[...group.entries()].filter(([key]) => key !== "params"),
      ["params", new List(paramsIn(group).map((param) => numbers.get(param) as number))],
    ]),
  );
  return dictOf([
    ["state", memory],
    ["param_groups", new List(listed)],
  ]);
}

/** A remembered value as plain data. */
function plain(value: Value): number | number[] | null {
  if (value instanceof TensorObject) {
    const { tensor: held } = value;
    return held.ndim === 0 ? Number(held.item()) : [...(held.toTypedArray() as TypedArray)];
  }
  return numberOf(value) ?? null;
}

export function loadState(self: OptimizerObject, given: Value): Value {
  const parts = new Map(entriesOf(given, "state_dict"));
  const groups = (itemsOf(parts.get("param_groups")) ?? []).filter(
    (group): group is Dict => group instanceof Dict,
  );
  if (groups.length !== self.groups.items.length) {
    throw raise.ValueError("loaded state dict has a different number of parameter groups");
  }
  groups.forEach((group, i) => {
    const own = self.groups.items[i] as Dict;
    for (const [key, value] of group.entries()) if (key !== "params") own.set(key, value);
  });
  const engine = toEngine(self);
  const { paramGroups } = engine.stateDict();
  const state = Object.fromEntries(
    [...((parts.get("state") as Dict | undefined)?.entries() ?? [])].map(([index, memory]) => [
      String(index),
      Object.fromEntries(
        entriesOf(memory, "state").map(([name, value]) => [camelCase(name), plain(value)]),
      ),
    ]),
  );
  engine.loadStateDict({ state, paramGroups });
  return null;
}
