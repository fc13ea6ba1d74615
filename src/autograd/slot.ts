// Where a tensor's gradient lives. One slot per leaf node (or per non-leaf that retains its
// gradient), shared by all handles of that node.

import type { Node } from "../graph";
import { enableGrad } from "../modes";
import type { Tensor } from "../tensor";
import { host } from "../watch";
import { Presence } from "./presence";

/** Someone who keeps a leaf's gradient current: `createBackward`. */
export interface Holder {
  /** The gradient now; null where the loss does not depend on the leaf. */
  gradient(leaf: Node): Tensor | null;
}

/** Sees the gradient of a tensor, and may return another in its place; anything but a tensor is no change. */
export type Hook = (gradient: Tensor) => unknown;

export class GradientSlot {
  /** The accumulated gradient of `backward()`; `.grad` shows it while there are no holders. */
  accumulated: Tensor | null = null;
  /** Whether a non-leaf keeps its gradient. */
  retained = false;
  readonly holders: Holder[] = [];
  /** What runs on the gradient before it goes on, in order of registration. */
  readonly hooks: Hook[] = [];
  /** What runs after `backward()` has added into `.grad`. */
  readonly afterAccumulation: ((tensor: Tensor) => void)[] = [];
  /** The sum over several holders; remade when one of its terms is another tensor. */
  private sum: { readonly terms: readonly Tensor[]; readonly total: Tensor } | null = null;
  private presence: Presence | null = null;

  constructor(private readonly node: Node) {}

  /** Subscribes the reader to whether there is a gradient, and which tensor it is. */
  track(): void {
    if (host.listener() === null) return;
    this.presence ??= new Presence();
    this.presence.track();
  }

  /** Whether anybody would be told if what `backward()` accumulates changed. */
  get isWatched(): boolean {
    return (
      this.presence !== null || (this.accumulated !== null && this.accumulated.node.link !== null)
    );
  }

  /** Tells readers that `.grad` is another tensor, or none. */
  changed(): void {
    this.presence?.watch.fire();
  }

  /** What `.grad` is. */
  current(): Tensor | null {
    if (this.holders.length === 0) return this.accumulated;
    if (this.holders.length === 1) return (this.holders[0] as Holder).gradient(this.node);
    const terms = this.holders.flatMap((holder) => holder.gradient(this.node) ?? []);
    const [only] = terms;
    if (only === undefined || terms.length === 1) return only ?? null;
    const before = this.sum?.terms ?? [];
    if (
      this.sum === null ||
      before.length !== terms.length ||
      terms.some((term, i) => term !== before[i])
    ) {
      const total = enableGrad(() => terms.reduce((sum, term) => sum.add(term)));
      this.sum = { terms, total };
    }
    return this.sum.total;
  }
}

/** The slot of a node, made on first use. */
export function slotOf(node: Node): GradientSlot {
  node.gradient ??= new GradientSlot(node);
  return node.gradient as GradientSlot;
}

/** An in-place operation gave a tensor another node: that one keeps the gradient from now on. */
export function moveRetained(from: Node, to: Node): void {
  if (from.op === null || from.gradient === null || to.op === null) return;
  const slot = slotOf(from);
  if (!slot.retained) return;
  slot.retained = false;
  slotOf(to).retained = true;
  slotOf(to).accumulated = slot.accumulated;
}
