// The loss at other places than where it is: on copies of the leaves, so that nobody is told and nothing
// moves.

import { substitute, type Tensor, type TypedArray, tensor, untrack } from "../../src/index";
import { leavesOf, moveTo, offsetOf, type Place, valueNow } from "./place";

/** The loss as a function of two scalars; for a loss that code makes anew each time. */
export type LossOf = (x: Tensor, y: Tensor) => Tensor;

export interface Surface {
  /** The loss at a place. Not tracked; nan where it cannot be computed. */
  at(x: number, y: number): number;
  /** Subscribes the reader to whatever else the loss depends on. */
  watchInputs(): void;
  /** Subscribes the reader to the leaves; whether elements other than the two have changed. */
  watchNeighbours(): boolean;
}

function evaluate(loss: Tensor): number {
  try {
    return Number(untrack(() => loss.item()));
  } catch {
    return Number.NaN;
  }
}

/** A reader of a loss that stays put is told when anything else changes. */
function watch(still: Tensor): void {
  try {
    still.item();
  } catch {
    // who shows the loss itself says what is wrong with it
  }
}

function surfaceOf(of: LossOf, x: Place, y: Place): Surface {
  const own = (place: Place): Tensor => tensor(valueNow(place), { dtype: place.leaf.dtype });
  const [across, up] = [own(x), own(y)];
  const [loss, still] = [of(across, up), of(own(x), own(y))];
  return {
    at(a, b) {
      across.set(a);
      up.set(b);
      return evaluate(loss);
    },
    watchInputs: () => watch(still),
    watchNeighbours: () => false,
  };
}

/** Copies of the leaves and the loss computed from them. */
function copied(loss: Tensor, leaves: readonly Tensor[]) {
  const copies = leaves.map((leaf) => leaf.snapshot());
  const pairs = leaves.map((leaf, i) => [leaf, copies[i] as Tensor] as const);
  return { copies, loss: substitute(loss, pairs) };
}

/**
 * The surface of `loss` over the elements `x` and `y`.
 * @throws what `substitute` throws, if there is no `of`.
 */
export function makeSurface(loss: Tensor, x: Place, y: Place, of?: LossOf): Surface {
  if (of !== undefined) return surfaceOf(of, x, y);
  const leaves = leavesOf(x, y);
  const moving = copied(loss, leaves);
  const still = copied(loss, leaves);
  const [across, up] = [x, y].map((place) => ({
    ...place,
    leaf: moving.copies[leaves.indexOf(place.leaf)] as Tensor,
  })) as [Place, Place];
  const own = leaves.map(
    (leaf) => new Set([x, y].filter((place) => place.leaf === leaf).map(offsetOf)),
  );
  const known: TypedArray[] = leaves.map((leaf) => untrack(() => leaf.toTypedArray()));
  const room = known.map((values) => values.slice());

  return {
    at(a, b) {
      moveTo(across, a);
      moveTo(up, b);
      return evaluate(moving.loss);
    },
    watchInputs: () => watch(still.loss),
    watchNeighbours() {
      let changed = false;
      leaves.forEach((leaf, k) => {
        const [before, mine] = [known[k] as TypedArray, own[k] as Set<number>];
        const now = leaf.toTypedArray(room[k]);
        for (let i = 0; i < now.length; i++) {
          if (Object.is(now[i], before[i]) || mine.has(i)) continue;
          changed = true;
          break;
        }
        if (!changed) return;
        before.set(now);
        moving.copies[k]?.set(now);
      });
      return changed;
    },
  };
}
