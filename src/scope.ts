// Scopes: names for parts of a computation, so that displays can draw a layer as one thing. They change
// no number: a node remembers the scope that it was made in, and nothing else.

/** What a scope's tensors may belong to: a module, which has names for its parameters. */
export interface Owner {
  ownState(): Iterable<readonly [name: string, tensor: { readonly node: object }, kind: string]>;
}

/** One run of `scope`, or one call of a module. */
export class Scope {
  constructor(
    /** Empty for the module that was called first: only what it calls has names. */
    readonly name: string,
    readonly outer: Scope | null,
    readonly owner: Owner | null,
  ) {}
}

/** The scope that nodes are made in now. */
export let currentScope: Scope | null = null;

/** Runs `fn` in `scope`, wherever it is called from. */
export function within<T>(scope: Scope | null, fn: () => T): T {
  const before = currentScope;
  currentScope = scope;
  try {
    return fn();
  } finally {
    currentScope = before;
  }
}

/**
 * Names what is computed in `fn`: `GraphView` draws it in a frame, and can fold it into one card. Scopes
 * may be nested. Modules called inside a module make scopes of their own, named as its properties.
 * @param name what it is called; a second scope of that name in the same place becomes `name (2)`.
 * @returns what `fn` returns.
 * @example const h = scope("layer1", () => x.matmul(w).add(b).relu());
 */
export const scope = <T>(name: string, fn: () => T): T =>
  within(new Scope(name, currentScope, currentScope?.owner ?? null), fn);

/** What a node keeps for displays where it has a name of its own. */
export class Named {
  constructor(
    readonly label: string,
    readonly scope: Scope | null,
  ) {}
}
