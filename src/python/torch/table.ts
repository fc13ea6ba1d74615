// The engine's operations, all of them: what is reached only through the table, a bundler would drop.

import * as engine from "../engine";

const { linalg, nn, special } = engine;
const spaces: readonly object[] = [engine, linalg, special, nn.functional];

const opOf = (value: unknown): engine.Op | undefined =>
  typeof value === "function" ? (value as { readonly op?: engine.Op }).op : undefined;

/** Every operation that users may call. */
export const allOperations: ReadonlySet<engine.Op> = new Set([
  ...spaces.flatMap((space) => Object.values(space).flatMap((value) => opOf(value) ?? [])),
  ...engine.operations.values(),
]);

/** The operation of that name in torch. */
export function torchOperation(name: string): engine.Op {
  const found = engine.operations.get(`torch.${name}`);
  if (found === undefined) throw new Error(`op: torch.${name} is not in the table`);
  return found;
}
