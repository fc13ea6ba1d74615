// A module's state by name, and loading it again, with PyTorch's report of what does not fit.

import { describe, RuntimeError } from "../errors";
import { noGrad } from "../modes";
import { sameShape } from "../shape";
import { Tensor } from "../tensor";
import { host } from "../watch";

/** Parameters and persistent buffers by name. */
export type StateDict = { readonly [name: string]: Tensor };

/** Options of `loadStateDict`. */
export interface LoadOptions {
  readonly strict?: boolean;
}

/** What `loadStateDict` did not find on one side or the other. */
export interface LoadReport {
  readonly missingKeys: readonly string[];
  readonly unexpectedKeys: readonly string[];
}

type Kind = "parameter" | "buffer" | "scratch";

/** What a module shows of itself here. */
interface Stateful {
  ownChildren(): readonly (readonly [name: string, module: Stateful])[];
  ownState(): Iterable<readonly [name: string, tensor: Tensor, kind: Kind]>;
}

/** Every persistent tensor with its full name. What two modules share has two names. */
function* persistent(module: Stateful, prefix = ""): Generator<readonly [string, Tensor]> {
  for (const [name, tensor, kind] of module.ownState()) {
    if (kind !== "scratch") yield [prefix + name, tensor];
  }
  for (const [name, child] of module.ownChildren()) yield* persistent(child, `${prefix}${name}.`);
}

export function stateOf(module: Stateful): StateDict {
  return Object.fromEntries(
    [...persistent(module)].map(([name, tensor]) => [name, tensor.detach()]),
  );
}

const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(", ");

/** A count that old states do not have; PyTorch does without it too. */
const addedLater = /(^|\.)num_batches_tracked$/;

export function loadState(module: Stateful, state: StateDict, strict: boolean): LoadReport {
  const own = [...persistent(module)];
  const known = new Set(own.map(([name]) => name));
  const missingKeys = own
    .map(([name]) => name)
    .filter((name) => !Object.hasOwn(state, name) && !addedLater.test(name));
  const unexpectedKeys = Object.keys(state).filter((name) => !known.has(name));
  const wrong: string[] = [];
  if (strict && missingKeys.length > 0) {
    wrong.push(`Missing key(s) in state_dict: ${quoted(missingKeys)}. `);
  }
  if (strict && unexpectedKeys.length > 0) {
    wrong.push(`Unexpected key(s) in state_dict: ${quoted(unexpectedKeys)}. `);
  }
  host.batch(() => {
    for (const [name, tensor] of own) {
      if (!Object.hasOwn(state, name)) continue;
      const misfit = misfitOf(name, tensor, state[name]);
      if (misfit === null) noGrad(() => tensor.copy_(state[name]));
      else wrong.push(misfit);
    }
  });
  if (wrong.length > 0) {
    throw new RuntimeError(
      `Error(s) in loading state_dict for ${module.constructor.name}:\n\t${wrong.join("\n\t")}`,
      { op: "loadStateDict", parameter: "state" },
    );
  }
  return { missingKeys, unexpectedKeys };
}

/** Why a value cannot be written into a tensor of the module; null if it can. */
function misfitOf(name: string, tensor: Tensor, value: unknown): string | null {
  if (!(value instanceof Tensor)) {
    return `While copying the parameter named "${name}", expected torch.Tensor or Tensor-like object from checkpoint but received ${describe(value)}`;
  }
  if (sameShape(value.shape, tensor.shape)) return null;
  return `size mismatch for ${name}: copying a param with shape ${value.shape} from checkpoint, the shape in current model is ${tensor.shape}.`;
}
