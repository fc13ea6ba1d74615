// Several results with names: torch.return_types.max and its kind.

import { nativeType, repr, Tuple, type Type, tupleType, type Value } from "../objects";

/** Names of results that the engine gives by position. */
const declared: Readonly<Record<string, readonly string[]>> = {
  slogdet: ["sign", "logabsdet"],
  linalg_slogdet: ["sign", "logabsdet"],
};

const types = new Map<string, Type>();

function returnType(fn: string, names: readonly string[]): Type {
  const key = `${fn}(${names.join()})`;
  let type = types.get(key);
  if (type === undefined) {
    const made: Type = nativeType<Tuple>({
      name: fn,
      module: "torch.return_types",
      bases: [tupleType],
      is: (value): value is Tuple => value instanceof Tuple && value.type === made,
      attributes: Object.fromEntries(
        names.map((name, i) => [name, (self: Tuple) => self.items[i] as Value]),
      ),
      methods: {
        __repr__: [
          "",
          (self) => {
            const parts = self.items.map((item, i) => `${names[i]}=${repr(item)}`);
            return `torch.return_types.${fn}(\n${parts.join(",\n")})`;
          },
        ],
      },
    });
    type = made;
    types.set(key, type);
  }
  return type;
}

/** The results as a tuple with names, if the engine names them; undefined if not. */
export function namedResults(
  fn: string,
  results: readonly unknown[],
  items: readonly Value[],
): Value | undefined {
  const own = Object.keys(results).filter((key) => !/^\d+$/.test(key));
  const names = own.length > 0 ? own : (declared[fn] ?? []);
  if (names.length !== results.length || names.length === 0) return undefined;
  return new Tuple(items, returnType(fn, names));
}
