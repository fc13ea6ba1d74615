// A module called with other tensors in place of its own: torch.func.functional_call.

import { type Kwargs, raise, Tuple, type Value } from "../../objects";
import { entriesOf, itemsOf } from "../arguments";
import { callModule } from "./callModule";
import { type ModuleObject, modulesOf } from "./moduleObject";

interface Place {
  readonly owner: ModuleObject["parameters"];
  readonly name: string;
}

/** Where each parameter and buffer is kept, by its full name. */
function placesIn(module: ModuleObject): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [path, each] of modulesOf(module)) {
    for (const owner of [each.parameters, each.buffers]) {
      for (const [key] of owner.entries()) {
        const name = String(key);
        places.set(path === "" ? name : `${path}.${name}`, { owner, name });
      }
    }
  }
  return places;
}

const kwargsOf = (value: Value): Kwargs =>
  value === null ? null : new Map(entriesOf(value, "kwargs"));

/** Calls `module` with `given` tensors by name; its own come back afterwards. */
export function functionalCall(
  module: ModuleObject,
  given: Value,
  args: Value | undefined,
  kwargs: Value,
): Value {
  const dicts = itemsOf(given) ?? [given];
  const entries = dicts.flatMap((dict) => entriesOf(dict, "parameter_and_buffer_dicts"));
  const places = placesIn(module);
  const unexpected = entries.filter(([name]) => !places.has(name));
  if (unexpected.length > 0) {
    const names = unexpected.map(([name]) => `"${name}"`).join(", ");
    throw raise.RuntimeError(`Unexpected key(s): ${names}.`);
  }
  const before = entries.map(([name]) => {
    const { owner, name: key } = places.get(name) as Place;
    return owner.get(key) as Value;
  });
  const put = (values: readonly Value[]): void =>
    entries.forEach(([name], i) => {
      const { owner, name: key } = places.get(name) as Place;
      owner.set(key, values[i] as Value);
    });
  put(entries.map(([, value]) => value));
  try {
    const inputs = args instanceof Tuple ? args.items : args === undefined ? [] : [args];
    return callModule(module, inputs, kwargsOf(kwargs));
  } finally {
    put(before);
  }
}
