// What a loss depends on: asked of the graph, for those who would otherwise move a leaf in vain.

import { autograd, inspectGraph, substitute, type Tensor, untrack } from "../src/index";

/** Whether the value of `loss` is computed from `leaf`; true where only code could tell. Untracked. */
export function dependsOn(loss: Tensor, leaf: Tensor): boolean {
  try {
    return untrack(() => !substitute(loss, [[leaf, leaf.snapshot()]]).is(loss));
  } catch {
    return true; // code makes it; who shows the loss says what is wrong with it
  }
}

/** Whether the graph of `loss` stays as it is: no code makes it anew, as in `createTensor`. Untracked. */
export function isFixed(loss: Tensor): boolean {
  try {
    return untrack(() => {
      const leaves = inspectGraph(loss).filter((node) => node.kind === "leaf");
      substitute(
        loss,
        leaves.map(({ tensor }) => [tensor, tensor.snapshot()] as const),
      );
      return true;
    });
  } catch {
    return false;
  }
}

const flags = { retainGraph: true, allowUnused: true } as const;

/** The gradients of `loss`, whether or not the leaves require any. */
function gradients(loss: Tensor, leaves: readonly Tensor[]): readonly (Tensor | null)[] {
  let own: Tensor;
  const copies = leaves.map((leaf) => leaf.snapshot().requiresGrad_());
  try {
    own = substitute(
      loss,
      leaves.map((leaf, i) => [leaf, copies[i] as Tensor] as const),
    );
  } catch {
    return autograd.grad(loss, leaves, flags); // code makes it
  }
  return own.requiresGrad ? autograd.grad(own, copies, flags) : leaves.map(() => null);
}

/** The leaves that no gradient of `loss` reaches, as the graph is now. Untracked. */
export function unreached(loss: Tensor, leaves: readonly Tensor[]): readonly Tensor[] {
  try {
    const arrived = untrack(() => gradients(loss, leaves));
    return leaves.filter((_, i) => (arrived[i] ?? null) === null);
  } catch {
    return []; // what it throws is shown by whoever takes the first step
  }
}
