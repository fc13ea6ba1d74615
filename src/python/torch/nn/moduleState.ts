// A module's state by name, and loading it again, with PyTorch's report of what does not fit.

import { noGrad } from "../../../index";
import { orderedDictType } from "../../modules/collections";
import {
  Dict,
  List,
  type Method,
  nativeType,
  raise,
  Tuple,
  type Type,
  tupleType,
  type Value,
} from "../../objects";
import { entriesOf } from "../arguments";
import { fromTensor, TensorObject } from "../tensorObject";
import { type ModuleObject, persistentIn } from "./moduleObject";

/** What `load_state_dict` returns. */
const keysType: Type = nativeType<Tuple>({
  name: "_IncompatibleKeys",
  module: "torch.nn.modules.module",
  bases: [tupleType],
  is: (value): value is Tuple => value instanceof Tuple && value.type === keysType,
  attributes: {
    missing_keys: (self) => self.items[0] as Value,
    unexpected_keys: (self) => self.items[1] as Value,
  },
  methods: {
    __repr__: [
      "",
      ({ items }) => {
        const [missing, unexpected] = items.map((keys) => (keys as List).items);
        if (missing?.length === 0 && unexpected?.length === 0)
          return "<All keys matched successfully>";
        const show = (keys: readonly Value[] = []) =>
          `[${keys.map((key) => `'${String(key)}'`).join(", ")}]`;
        return `_IncompatibleKeys(missing_keys=${show(missing)}, unexpected_keys=${show(unexpected)})`;
      },
    ],
  },
});

const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(", ");

/** A count that old states do not have; PyTorch does without it too. */
const addedLater = /(^|\.)num_batches_tracked$/;

function stateOf(module: ModuleObject, prefix: string): Dict {
  const state = new Dict(orderedDictType);
  for (const [name, { tensor }] of persistentIn(module, prefix)) {
    state.set(name, fromTensor(noGrad(() => tensor.detach())));
  }
  return state;
}

function load(module: ModuleObject, given: Value, strict: boolean): Value {
  const state = new Map(entriesOf(given, "state_dict"));
  const own = [...persistentIn(module)];
  const known = new Set(own.map(([name]) => name));
  const missing = own
    .map(([name]) => name)
    .filter((name) => !state.has(name) && !addedLater.test(name));
  const unexpected = [...state.keys()].filter((name) => !known.has(name));
  const wrong: string[] = [];
  if (strict && unexpected.length > 0) {
    wrong.push(`Unexpected key(s) in state_dict: ${quoted(unexpected)}. `);
  }
  if (strict && missing.length > 0) {
    wrong.unshift(`Missing key(s) in state_dict: ${quoted(missing)}. `);
  }
  for (const [name, { tensor }] of own) {
    const value = state.get(name);
    if (value === undefined) continue;
    if (!(value instanceof TensorObject)) {
      wrong.push(
        `While copying the parameter named "${name}", expected torch.Tensor or Tensor-like object from checkpoint but received ${typeof value}`,
      );
    } else if (String(value.tensor.shape) === String(tensor.shape)) {
      noGrad(() => tensor.copy_(value.tensor));
    } else {
      wrong.push(
        `size mismatch for ${name}: copying a param with shape ${value.tensor.shape} from checkpoint, the shape in current model is ${tensor.shape}.`,
      );
    }
  }
  if (wrong.length > 0) {
    throw raise.RuntimeError(
      `Error(s) in loading state_dict for ${module.type.name}:\n\t${wrong.join("\n\t")}`,
    );
  }
  return new Tuple([new List(missing), new List(unexpected)], keysType);
}

export const stateMethods: Readonly<Record<string, Method<ModuleObject>>> = {
  state_dict: [
    "destination=None, prefix='', keep_vars=False",
    (self, _, prefix) => stateOf(self, String(prefix)),
  ],
  load_state_dict: [
    "state_dict, strict=True",
    (self, state, strict) => load(self, state as Value, strict === true),
  ],
};
