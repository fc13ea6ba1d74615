// One step downhill, whatever else is going on with the leaves: their `.grad` may be held current by
// `createBackward`, or hold what somebody's `backward()` added up. So the optimiser moves copies of the
// leaves, whose gradients are those of this loss alone, and the leaves follow.

import {
  autograd,
  createBackward,
  type optim,
  substitute,
  type Tensor,
  type TypedArray,
  untrack,
} from "../../src/index";

/** Makes an optimiser for `params` at the learning rate `lr`. */
export type MakeOptimizer = (params: readonly Tensor[], lr: number) => optim.Optimizer;

export interface Descent {
  /** Moves the leaves by one step at the rate `lr`. @returns the loss after it. */
  step(lr: number): number;
  /** Takes the last step back. */
  back(): void;
  /** Ends it. The leaves stay where they are. */
  dispose(): void;
}

/** How the copies get their gradients, and where the loss at the copies is read. */
interface Slopes {
  readonly loss: Tensor;
  /** Brings the gradients up to date. */
  ready(): void;
  dispose(): void;
}

/** A graph that is fixed is followed once and for all, apart from the leaves. */
function apart(loss: Tensor, leaves: readonly Tensor[], copies: readonly Tensor[]): Slopes {
  const own = substitute(
    loss,
    leaves.map((leaf, i) => [leaf, copies[i] as Tensor] as const),
  );
  return { loss: own, ready() {}, dispose: createBackward(own, { inputs: copies }) };
}

/** One that code makes (`createTensor`) may be another at each step: it is walked at each step. */
function anew(loss: Tensor, leaves: readonly Tensor[], copies: readonly Tensor[]): Slopes {
  return {
    loss,
    ready() {
      const gradients = autograd.grad(loss, leaves, { retainGraph: true, allowUnused: true });
      copies.forEach((copy, i) => {
        copy.grad = gradients[i] ?? null;
      });
    },
    dispose() {},
  };
}

function slopesOf(loss: Tensor, leaves: readonly Tensor[], copies: readonly Tensor[]): Slopes {
  try {
    return apart(loss, leaves, copies);
  } catch {
    return anew(loss, leaves, copies);
  }
}

/**
 * A descent of `loss` over `leaves`. The optimiser, and with it whatever it remembers, lives as long.
 * @throws what the optimiser's checks throw; later, what the loss throws.
 */
export function makeDescent(
  loss: Tensor,
  leaves: readonly Tensor[],
  makeOptimizer: MakeOptimizer,
  lr: number,
): Descent {
  const copies = leaves.map((leaf) => {
    const copy = leaf.snapshot().requiresGrad_();
    copy.name = leaf.name;
    return copy;
  });
  const optimizer = makeOptimizer(copies, lr);
  const slopes = slopesOf(loss, leaves, copies);
  const before: TypedArray[] = leaves.map((leaf) => untrack(() => leaf.toTypedArray()));
  const room = before.map((values) => values.slice());
  const follow = (): void =>
    leaves.forEach((leaf, i) => {
      leaf.set(copies[i]?.toTypedArray(room[i]) as TypedArray);
    });
  const reach = (): number => Number(untrack(() => slopes.loss.item()));

  return {
    step(rate) {
      // A hand, or another component, may have moved the leaves since the last step.
      leaves.forEach((leaf, i) => {
        copies[i]?.set(untrack(() => leaf.toTypedArray(before[i])));
      });
      for (const group of optimizer.paramGroups) group.lr = rate;
      slopes.ready();
      optimizer.step();
      follow();
      return reach();
    },
    back() {
      copies.forEach((copy, i) => {
        copy.set(before[i] as TypedArray);
      });
      follow();
    },
    dispose: slopes.dispose,
  };
}
