// From the nodes of a graph to the cards that are drawn: plain numbers are left out, folded scopes are one
// card, and each card has a key that it keeps when the graph is built anew.

import type { GraphNode } from "../../src/index";
import { type Card, type CardText, isNumber, measured, operationOf } from "./card";
import type { Frame } from "./layout";
import { foldedAt, type Path, pathsOf, type ScopeInfo, scopeKey, scopesOf } from "./scopes";

/** A graph as it is: what folding does not change. */
export interface Structure {
  readonly nodes: readonly GraphNode[];
  readonly byId: ReadonlyMap<number, GraphNode>;
  readonly paths: ReadonlyMap<number, Path>;
  readonly scopes: ReadonlyMap<string, ScopeInfo>;
}

export function structureOf(nodes: readonly GraphNode[]): Structure {
  const drawn = nodes.filter((node, i) => !isNumber(node) || i === nodes.length - 1);
  const paths = pathsOf(drawn);
  return {
    nodes: drawn,
    byId: new Map(nodes.map((node) => [node.id, node])),
    paths,
    scopes: scopesOf(drawn, paths),
  };
}

export interface CardOptions {
  hasGradient(node: GraphNode): boolean;
  /** What the last card is called, unless its tensor has a name of its own. */
  readonly rootName: string;
  /** Whether the scope of that key is one card. */
  folded(key: string): boolean;
  readonly words: { operations(count: number): string; outputs(count: number): string };
}

export interface Drawing {
  /** Inputs before what they feed. */
  readonly cards: readonly Card[];
  readonly byKey: ReadonlyMap<string, Card>;
  /** The card that each node is drawn in. */
  readonly keyOf: ReadonlyMap<number, string>;
  /** The open scopes, each after those around it. */
  readonly frames: readonly (ScopeInfo & Frame)[];
}

export function drawingOf(structure: Structure, options: CardOptions): Drawing {
  const { nodes, byId, paths, scopes } = structure;
  const keyOf = new Map<number, string>();
  const members = new Map<string, GraphNode[]>();
  const taken = new Map<string, number>();
  for (const node of nodes) {
    const path = paths.get(node.id) ?? [];
    const key = foldedAt(path, options.folded) ?? distinct(keyFor(node, path), taken);
    keyOf.set(node.id, key);
    const group = members.get(key) ?? [];
    group.push(node);
    members.set(key, group);
  }
  const root = nodes[nodes.length - 1];
  const used = usedOutside(nodes, keyOf);
  const cards = [...members].map(([key, group]) => {
    const scope = scopes.get(key);
    const inputs = inputsOf(group, key, keyOf, (id) => scopes.has(id));
    if (scope === undefined) {
      const node = group[0] as GraphNode;
      const path = paths.get(node.id) ?? [];
      return measured({
        key,
        kind: node.kind,
        node,
        members: [node.id],
        frame: path.length === 0 ? null : scopeKey(path),
        inputs,
        title: titleOf(node, node === root ? options.rootName : "", byId),
        note: node.gradFn ?? "",
        withGradient: options.hasGradient(node),
      } satisfies CardText);
    }
    const outputs = group.filter((node) => used.has(node.id) || node === root);
    const node = outputs[outputs.length - 1] ?? (group[group.length - 1] as GraphNode);
    return measured({
      key,
      kind: "scope",
      node,
      members: group.map((each) => each.id),
      frame: scope.outer,
      inputs,
      title: scope.name,
      note: options.words.operations(scope.operations),
      withGradient: outputs.length === 1 && options.hasGradient(node),
      ...(outputs.length !== 1 && { outputs: options.words.outputs(outputs.length) }),
    } satisfies CardText);
  });
  const ordered = cards.length === nodes.length ? cards : sorted(cards);
  const shown = new Set<string>();
  for (const { frame } of ordered) {
    for (let at = frame; at !== null; at = scopes.get(at)?.outer ?? null) shown.add(at);
  }
  return {
    cards: ordered,
    byKey: new Map(ordered.map((card) => [card.key, card])),
    keyOf,
    frames: [...scopes.values()]
      .filter((scope) => shown.has(scope.key))
      .map((scope) => ({ ...scope, id: scope.key })),
  };
}

/** Leaves live on when a graph is built anew; what is computed is known by its place and operation. */
function keyFor(node: GraphNode, path: Path): string {
  if (node.kind !== "op") return `node:${node.id}`;
  return `op:${JSON.stringify([...path, node.tensor.name ?? node.op])}`;
}

function distinct(key: string, taken: Map<string, number>): string {
  const count = (taken.get(key) ?? 0) + 1;
  taken.set(key, count);
  return count === 1 ? key : `${key}#${count}`;
}

/** `z = add`, `w`, `matmul`. @param fallback the name of a tensor that has none of its own */
export function titleOf(
  node: GraphNode,
  fallback: string,
  byId: ReadonlyMap<number, GraphNode>,
): string {
  const name = node.tensor.name ?? fallback;
  if (node.kind !== "op") return name || node.label;
  const operation = operationOf(node, byId);
  return name === "" ? operation : `${name} = ${operation}`;
}

/** The nodes that feed another card than their own. */
function usedOutside(nodes: readonly GraphNode[], keyOf: ReadonlyMap<number, string>): Set<number> {
  const used = new Set<number>();
  for (const node of nodes) {
    for (const id of node.inputs) if (keyOf.get(id) !== keyOf.get(node.id)) used.add(id);
  }
  return used;
}

/** The cards that feed a group: one edge from a folded scope, however many of its tensors are used. */
function inputsOf(
  group: readonly GraphNode[],
  key: string,
  keyOf: ReadonlyMap<number, string>,
  isFolded: (key: string) => boolean,
): string[] {
  const inputs: string[] = [];
  const seen = new Set<string>();
  for (const node of group) {
    for (const id of node.inputs) {
      const from = keyOf.get(id);
      if (from === undefined || from === key) continue;
      if ((isFolded(key) || isFolded(from)) && seen.has(from)) continue;
      seen.add(from);
      inputs.push(from);
    }
  }
  return inputs;
}

/** Inputs before what they feed again, once scopes are folded. */
function sorted(cards: readonly Card[]): Card[] {
  const waiting = new Map(cards.map((card) => [card.key, card.inputs.length]));
  const feeds = new Map<string, Card[]>();
  for (const card of cards) {
    for (const input of card.inputs) {
      const fed = feeds.get(input) ?? [];
      fed.push(card);
      feeds.set(input, fed);
    }
  }
  const order = cards.filter((card) => card.inputs.length === 0);
  for (let i = 0; i < order.length; i++) {
    for (const card of feeds.get((order[i] as Card).key) ?? []) {
      const left = (waiting.get(card.key) ?? 0) - 1;
      waiting.set(card.key, left);
      if (left === 0) order.push(card);
    }
  }
  // A scope that was left and entered again may feed itself: whatever waits for itself comes last.
  return order.length === cards.length
    ? order
    : [...order, ...cards.filter((card) => !order.includes(card))];
}
