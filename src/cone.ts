// The cone below a node: what a change of it makes stale, and whom it wakes.
//
// A drag changes the same source again and again, so its cone is kept as a list from the second time
// on, until any link changes.

import type { Node } from "./graph";
import type { Link } from "./link";
import { nextMark } from "./order";
import { host, type Watch } from "./watch";

/** The nodes of a cone, each followed by what was found below it first. */
export interface Reach {
  readonly nodes: Node[];
  /** For each node where what is below it ends: nothing of that has to be looked at if it is dirty. */
  readonly ends: number[];
}

const empty: Reach = { nodes: [], ends: [] };

/** The links that keep a cone, or have been asked for it once. */
const asked: Link[] = [];

/** Forgets all cones. To be called before a link or a watch comes or goes. */
export function linksChanged(): void {
  for (let link = asked.pop(); link !== undefined; link = asked.pop()) link.reach = null;
}

/**
 * Marks the cone below `node` for recomputation.
 * @param woken receives the watches in it, and those of the node.
 */
export function invalidate(node: Node, woken: Watch[] | null = null): void {
  const link = node.link as Link;
  if (woken !== null) collect(link, woken);
  if (link.reach === null) {
    link.reach = empty;
    asked.push(link);
    walk(node, woken);
    return;
  }
  if (link.reach === empty) link.reach = reachOf(node);
  const { nodes, ends } = link.reach;
  for (let i = 0; i < nodes.length; ) {
    const reached = nodes[i] as Node;
    if (reached.dirty) i = ends[i] as number;
    else {
      reached.dirty = true;
      if (woken !== null) collect(reached.link as Link, woken);
      i++;
    }
  }
}

function collect({ watches }: Link, woken: Watch[]): void {
  for (let i = 0; i < watches.length; i++) woken.push(watches[i] as Watch);
}

const stack: Node[] = [];

/** The same without a list. What is below a dirty node is dirty already. */
function walk(root: Node, woken: Watch[] | null): void {
  pushObservers(root, stack);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.dirty) continue;
    node.dirty = true;
    if (woken !== null) collect(node.link as Link, woken);
    pushObservers(node, stack);
  }
}

/** Eager nodes keep their values: nothing passes through them. */
function pushObservers(node: Node, onto: (Node | null)[]): void {
  const { observers } = node.link as Link;
  for (let i = observers.length - 1; i >= 0; i--) {
    const observer = observers[i] as Node;
    if (observer.notes?.pinned !== true) onto.push(observer);
  }
}

function reachOf(root: Node): Reach {
  const nodes: Node[] = [];
  const ends: number[] = [];
  const found = nextMark();
  /** What is to be entered; null where everything below a node has been. */
  const pending: (Node | null)[] = [];
  const below: number[] = [];
  pushObservers(root, pending);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null) ends[below.pop() as number] = nodes.length;
    else if (node.mark !== found) {
      node.mark = found;
      below.push(nodes.push(node) - 1);
      pending.push(null);
      pushObservers(node, pending);
    }
  }
  return { nodes, ends };
}

/** Marks the cone below `node`, and wakes whoever watches something in it, in one update of the host. */
export function wake(node: Node): void {
  if (node.link === null) return;
  invalidate(node, woken);
  if (woken.length === 1) (woken.pop() as Watch).fire();
  else if (woken.length > 1) host.batch(fireAll);
}

/** One list for all changes, so that a drag allocates none. */
const woken: Watch[] = [];

/** The readers run after this, so that they may wake others in their turn. */
function fireAll(): void {
  for (let i = 0; i < woken.length; i++) (woken[i] as Watch).fire();
  while (woken.length > 0) woken.pop();
}
