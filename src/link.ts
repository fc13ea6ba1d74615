// The links of a watched graph. While somebody reads a tensor inside a tracking scope, its nodes know
// their dependents, so that a write reaches exactly the cone below it; an unwatched graph has no such
// links and is plain garbage when dropped.
//
//   source ──link──▶ op ──link──▶ op  ◀── Watch (one Solid signal)

import { linksChanged, type Reach } from "./cone";
import type { Node } from "./graph";
import { depart, host, type Watch } from "./watch";

/** The edges of a watched node. Positions are kept on both ends, so that removing is O(1). */
export interface Link {
  readonly observers: Node[];
  /** `observers[k].reads[edges[k]]` is this node. */
  readonly edges: number[];
  /** This node is `reads[i].link.observers[slots[i]]`; -1 for a constant. */
  slots: number[];
  readonly watches: Watch[];
  /** What a change reaches, once that has been found; see cone.ts. */
  reach: Reach | null;
}

/** A handle's watch, which keeps the node that the handle shows linked while anybody reads. */
export class Watching {
  readonly watch: Watch = host.createWatch(() => depart(this));
  private linked: Node | null = null;

  /** Whether a node is linked. */
  get isLinked(): boolean {
    return this.linked !== null;
  }

  /** Links `node` and everything above it. It must be current. */
  link(node: Node): void {
    connect(node);
    linksChanged();
    (node.link as Link).watches.push(this.watch);
    this.linked = node;
  }

  /** Unlinks the node, and above it what nobody watches any more. */
  leave(): void {
    const node = this.linked;
    this.linked = null;
    if (node === null || node.link === null) return;
    linksChanged();
    const { watches } = node.link;
    const at = watches.indexOf(this.watch);
    if (at >= 0) watches.splice(at, 1);
    disconnect(node);
  }
}

function connect(root: Node): void {
  if (root.link !== null) return;
  const stack = [open(root)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const link = node.link as Link;
    for (let i = 0; i < node.reads.length; i++) {
      const input = node.reads[i] as Node;
      if (input.link === null && !input.constant) stack.push(open(input));
      link.slots.push(observe(input, node, i));
    }
  }
}

let links = 0;

/** Whether any node is linked at all. */
export const areLinks = (): boolean => links > 0;

function open(node: Node): Node {
  links++;
  node.link = { observers: [], edges: [], slots: [], watches: [], reach: null };
  node.dirty = false;
  return node;
}

function observe(input: Node, observer: Node, edge: number): number {
  const link = input.link;
  if (link === null) return -1;
  link.edges.push(edge);
  return link.observers.push(observer) - 1;
}

function disconnect(root: Node): void {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const link = node.link;
    if (link === null || link.watches.length > 0 || link.observers.length > 0) continue;
    for (let i = 0; i < node.reads.length; i++) {
      const input = node.reads[i] as Node;
      if (unobserve(input, link.slots[i] as number)) stack.push(input);
    }
    // Last, since `x.mul(x)` has two edges to one input: removing one may move the other.
    node.link = null;
    links--;
  }
}

/** Removes one edge by moving the last one into its place; whether it was the last. */
function unobserve(input: Node, slot: number): boolean {
  const link = input.link;
  if (slot < 0 || link === null) return false;
  const observer = link.observers.pop() as Node;
  const edge = link.edges.pop() as number;
  if (slot < link.observers.length) {
    link.observers[slot] = observer;
    link.edges[slot] = edge;
    (observer.link as Link).slots[edge] = slot;
  }
  return link.observers.length === 0;
}

/** Gives a linked dynamic node new inputs. All of them must be current. */
export function relink(node: Node, inputs: readonly Node[]): void {
  const before = node.inputs;
  const link = node.link;
  if (link === null) {
    node.inputs = node.reads = inputs;
    return;
  }
  linksChanged();
  const deserted: Node[] = [];
  for (let i = 0; i < before.length; i++) {
    const input = before[i] as Node;
    if (unobserve(input, link.slots[i] as number)) deserted.push(input);
  }
  node.inputs = node.reads = inputs;
  link.slots = [];
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i] as Node;
    if (!input.constant) connect(input);
    link.slots.push(observe(input, node, i));
  }
  // Only now, so that what old and new inputs share stays linked throughout.
  for (const input of deserted) disconnect(input);
}
