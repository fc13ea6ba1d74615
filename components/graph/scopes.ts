// The scopes of a graph as a tree, and where in it each node is drawn.

import type { GraphNode } from "../../src/index";

/** The names of a scope and of those around it, outermost first. */
export type Path = readonly string[];

export interface ScopeInfo {
  /** Known by its path: the same when the graph is built anew. */
  readonly key: string;
  readonly path: Path;
  readonly name: string;
  /** The key of the scope around it. */
  readonly outer: string | null;
  /** How many operations are in it and in the scopes within. */
  operations: number;
}

export const scopeKey = (path: Path): string => `scope:${JSON.stringify(path)}`;

function commonStart(a: Path, b: Path): Path {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/**
 * Where each node is drawn. A leaf that requires grad and was made elsewhere is drawn where it is used,
 * if that is in one scope: the weights of a layer are part of it.
 */
export function pathsOf(nodes: readonly GraphNode[]): Map<number, Path> {
  const paths = new Map(nodes.map((node) => [node.id, node.scope]));
  const uses = new Map<number, Path>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      const before = uses.get(input);
      uses.set(input, before === undefined ? node.scope : commonStart(before, node.scope));
    }
  }
  for (const node of nodes) {
    const used = uses.get(node.id);
    if (node.kind === "leaf" && node.requiresGrad && node.scope.length === 0 && used) {
      paths.set(node.id, used);
    }
  }
  return paths;
}

/** All scopes by key, each after those around it. */
export function scopesOf(
  nodes: readonly GraphNode[],
  paths: ReadonlyMap<number, Path>,
): Map<string, ScopeInfo> {
  const scopes = new Map<string, ScopeInfo>();
  for (const node of nodes) {
    const path = paths.get(node.id) ?? [];
    let outer: string | null = null;
    for (const [depth, name] of path.entries()) {
      const own = path.slice(0, depth + 1);
      const key = scopeKey(own);
      const scope: ScopeInfo = scopes.get(key) ?? { key, path: own, name, outer, operations: 0 };
      if (node.kind === "op") scope.operations++;
      scopes.set(key, scope);
      outer = key;
    }
  }
  return scopes;
}

/** The outermost folded scope that a path leads through, or null if all are open. */
export function foldedAt(path: Path, folded: (key: string) => boolean): string | null {
  for (let depth = 1; depth <= path.length; depth++) {
    const key = scopeKey(path.slice(0, depth));
    if (folded(key)) return key;
  }
  return null;
}
