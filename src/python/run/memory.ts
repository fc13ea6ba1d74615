// How many bytes values hold: a walk over all that can be reached from some.

import { Obj, type Value } from "../objects/value";

export function measure(roots: Iterable<Value>): number {
  const seen = new Set<Obj>();
  const waiting: Obj[] = [];
  let bytes = 0;
  const visit = (value: Value): void => {
    if (value instanceof Obj) {
      if (seen.has(value)) return;
      seen.add(value);
      waiting.push(value);
    } else if (typeof value === "string") bytes += 2 * value.length;
    else if (typeof value === "bigint") bytes += 32;
  };
  for (const root of roots) visit(root);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    bytes += next.trace(visit);
  }
  return bytes;
}
