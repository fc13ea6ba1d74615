// Live gradients: the expressions that `createBackward` keeps in the `.grad` of a loss's leaves.
//
// Of a static loss they are built once. Of a dynamic one they are built again when a branch changes;
// then also leaves may come and go, so every read of a `.grad` first asks these losses.

import { allocate } from "../dtype";
import type { Outcome } from "../dynamic";
import { Dynamic } from "../dynamic";
import { RuntimeError } from "../errors";
import { evaluate } from "../evaluate";
import { Node, source } from "../graph";
import { numel } from "../shape";
import { Tensor } from "../tensor";
import { type Derived, host } from "../watch";
import { differentiate } from "./differentiate";
import { onesLike } from "./ones";
import { hooksClock, tellEveryone } from "./presence";
import { type Holder, slotOf } from "./slot";

const dynamicHolders = new Set<LiveGradients>();

/** Brings the structure of all dynamic losses up to date, and subscribes the reader to it. */
export function syncHolders(leaf: Node): void {
  if (dynamicHolders.size === 0) return;
  for (const holder of dynamicHolders) if (holder.concerns(leaf)) holder.sync();
}

/** Tells the readers of several `.grad`s, or of all, in one update. */
function announce(leaves: readonly Node[], all = false): void {
  if (leaves.length === 0 && !all) return;
  host.batch(() => {
    for (const leaf of leaves) slotOf(leaf).changed();
    if (all) tellEveryone();
  });
}

/** Holds the gradients of one loss until disposed. */
export class LiveGradients implements Holder {
  private expressions: ReadonlyMap<Node, Tensor> = new Map();
  private readonly followers = new Map<Node, Tensor>();
  private readonly held = new Set<Node>();
  private builtAt = -1;
  private hooksAt = -1;
  private disposed = false;
  private readonly loss: Tensor;
  /** Counts changes of the set of leaves. */
  private comings = 0;
  /** Wakes readers of any `.grad` when leaves come or go, and only then: most writes move no leaf. */
  private structure: Derived<number> | null = null;

  constructor(
    loss: Tensor,
    private readonly createGraph: boolean,
    /** The only leaves to hold; null for all that the loss depends on. */
    private readonly inputs: ReadonlySet<Node> | null,
  ) {
    // The node of this moment: re-pointing the caller's handle later does not matter.
    this.loss = new Tensor(loss.node);
    const { node } = this.loss;
    if (node.hasDynamic) {
      evaluate(node);
      if (node.error !== null) throw node.error;
    }
    if (!node.requiresGrad && !node.hasDynamic) {
      throw new RuntimeError(
        "element 0 of tensors does not require grad and does not have a grad_fn",
        {
          op: "createBackward",
        },
      );
    }
    if (numel(node.shape) !== 1) {
      throw new RuntimeError("grad can be implicitly created only for scalar outputs", {
        op: "createBackward",
      });
    }
    const leaves = this.build();
    if (node.hasDynamic) dynamicHolders.add(this);
    announce(leaves, node.hasDynamic);
  }

  gradient(leaf: Node): Tensor | null {
    if (this.hooksAt !== hooksClock()) this.build();
    const expression = this.expressions.get(leaf) ?? null;
    if (expression === null || !this.loss.node.hasDynamic) return expression;
    let follower = this.followers.get(leaf);
    if (follower === undefined) {
      follower = this.follower(leaf);
      this.followers.set(leaf, follower);
    }
    return follower;
  }

  /** Whether this loss may hold a gradient of the leaf, now or on another branch. */
  concerns(leaf: Node): boolean {
    return this.inputs === null || this.inputs.has(leaf);
  }

  /** Brings the leaves up to date; the reader is woken when one comes or goes. */
  sync(): void {
    if (host.listener() === null) {
      this.follow();
      return;
    }
    this.structure ??= host.derive(() => {
      this.follow();
      return this.comings;
    });
    this.structure.read();
  }

  /** Builds again if a branch has changed since. Subscribes the reader to the loss. */
  private follow(): void {
    try {
      this.loss.read();
    } catch {
      // The loss's error shows where its value is read; the structure of before stands meanwhile.
      return;
    }
    if (this.loss.node.structureAt !== this.builtAt) this.build();
  }

  dispose(): void {
    this.disposed = true;
    this.structure?.dispose();
    dynamicHolders.delete(this);
    const leaves = [...this.held];
    this.held.clear();
    for (const leaf of leaves) {
      const { holders } = slotOf(leaf);
      holders.splice(holders.indexOf(this), 1);
    }
    announce(leaves);
  }

  /** Differentiates the loss as it is now; returns the leaves that came or went. */
  private build(): Node[] {
    const { node } = this.loss;
    const before = this.expressions;
    this.builtAt = node.structureAt;
    this.hooksAt = hooksClock();
    this.expressions = node.requiresGrad ? this.differentiated(node) : new Map();
    // A captured gradient follows for as long as somebody keeps it; `.grad` no longer does.
    if (this.disposed) return [];
    for (const leaf of this.expressions.keys()) {
      if (this.held.has(leaf)) continue;
      this.held.add(leaf);
      slotOf(leaf).holders.push(this);
    }
    const moved = [...this.held].filter((leaf) => before.has(leaf) !== this.expressions.has(leaf));
    if (moved.length > 0) this.comings++;
    return moved;
  }

  private differentiated(node: Node): Map<Node, Tensor> {
    const seed = { node, gradient: onesLike(node.shape, node.dtype) };
    const { nodes, sums } = differentiate([seed], {
      wanted: this.inputs,
      createGraph: this.createGraph,
      live: true,
    });
    const expressions = new Map<Node, Tensor>();
    nodes.forEach((leaf, i) => {
      const gradient = sums[i];
      const isLeaf = leaf.op === null && leaf.dynamic?.result == null;
      if (isLeaf && gradient !== undefined) expressions.set(leaf, gradient);
    });
    return expressions;
  }

  /** A gradient that a caller may keep: it follows when the loss takes another branch. */
  private follower(leaf: Node): Tensor {
    const code = (): Outcome => {
      this.follow();
      this.loss.read();
      const node = this.expressions.get(leaf)?.node;
      return {
        node: node ?? source(allocate(leaf.dtype, numel(leaf.shape)), leaf.shape, leaf.dtype),
      };
    };
    const node = new Node(
      null,
      [],
      {},
      leaf.shape,
      leaf.dtype,
      this.createGraph,
      new Dynamic(code),
    );
    return new Tensor(node);
  }
}
