// What Python may never change: the globals of JavaScript, their prototypes and their methods.

const kinds = [
  globalThis,
  Object,
  Object.prototype,
  Function.prototype,
  Array,
  Array.prototype,
  String.prototype,
  Number.prototype,
  BigInt.prototype,
  Boolean.prototype,
  Symbol.prototype,
  Map.prototype,
  Set.prototype,
  Promise.prototype,
  Error.prototype,
  RegExp.prototype,
  Math,
  JSON,
  Reflect,
  Float64Array.prototype,
  Float32Array.prototype,
];

/** Every property of the globals that matter, by identity. */
export function globalsNow(): ReadonlyMap<object, ReadonlyMap<PropertyKey, unknown>> {
  return new Map(
    kinds.map((kind) => {
      const properties = new Map<PropertyKey, unknown>();
      for (const key of Reflect.ownKeys(kind)) {
        const { value, get, set } = Object.getOwnPropertyDescriptor(kind, key) ?? {};
        properties.set(key, get ?? set ?? value);
      }
      return [kind, properties];
    }),
  );
}

/** What differs, in words; empty when nothing was changed. */
export function changesSince(before: ReturnType<typeof globalsNow>): string[] {
  const changes: string[] = [];
  for (const [kind, properties] of globalsNow()) {
    const known = before.get(kind);
    for (const key of new Set([...properties.keys(), ...(known?.keys() ?? [])])) {
      if (!Object.is(properties.get(key), known?.get(key))) changes.push(String(key));
    }
  }
  return changes;
}
