// The Solid signals that a graph follows: the dynamic nodes above a root whose code reads some are its
// drivers, and are asked before it is evaluated.

import { invalidate } from "./cone";
import { type Node, structureClock, tick } from "./graph";
import { nextMark } from "./order";

/** Asks the dynamic nodes above whether a Solid signal they read has changed; time moves on if so. */
export function refreshDrivers(root: Node): void {
  for (const node of driversOf(root)) {
    const dynamic = node.dynamic as NonNullable<Node["dynamic"]>;
    if (dynamic.stale || dynamic.running || dynamic.tracker?.stale() !== true) continue;
    dynamic.stale = true;
    node.validAt = -1;
    tick();
    if (node.link !== null) {
      // Readers need no waking: they subscribed to the same Solid signals through the tracker.
      node.dirty = true;
      invalidate(node);
    }
  }
}

/** The dynamic nodes at and above `root` that follow Solid signals. */
export function driversOf(root: Node): readonly Node[] {
  if (root.drivers !== null && root.drivers.at === structureClock) return root.drivers.nodes;
  const id = nextMark();
  const pending = [root];
  const found = new Set<Node>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!node.hasDynamic || node.mark === id) continue;
    node.mark = id;
    if (node.drivers !== null && node.drivers.at === structureClock) {
      for (const driver of node.drivers.nodes) found.add(driver);
      continue;
    }
    if (node.dynamic?.tracker != null) found.add(node);
    for (const input of node.inputs) pending.push(input);
  }
  const nodes = [...found];
  root.drivers = { at: structureClock, nodes };
  return nodes;
}
