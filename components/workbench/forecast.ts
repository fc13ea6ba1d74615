// The promise of the gradient: when a drag begins, the loss and its gradient there predict the loss for
// every place that the drag may reach, as a straight line. How far that holds is what one sees.

import { autograd, type Tensor, type TypedArray, untrack } from "../../src/index";

/** What the gradient at the start of a drag promised. */
export interface Forecast {
  /** The leaf under the hand, and the row-major place of the element; null where several move. */
  readonly leaf: Tensor;
  readonly place: number | null;
  /** The loss that is predicted. */
  readonly loss: Tensor;
  /** Its value, the leaf's elements and the gradient when the drag began. */
  readonly startLoss: number;
  readonly start: TypedArray;
  readonly gradient: TypedArray;
  /** `L₀ + g·Δ` for the elements that the leaf has now; a tracked read. */
  predicted(): number;
}

/**
 * Takes the forecast of `loss` at the present values of `leaf`. Null if the loss is no scalar, does not
 * depend on the leaf, or cannot be computed.
 */
export function takeForecast(
  loss: Tensor,
  leaf: Tensor,
  place: number | null,
  given?: Tensor | null,
): Forecast | null {
  try {
    if (loss.numel() !== 1) return null;
    const [gradient] = given
      ? [given]
      : autograd.grad(loss, [leaf], { retainGraph: true, allowUnused: true });
    if (!gradient) return null;
    const startLoss = untrack(() => Number(loss.item()));
    const [start, slopes] = untrack(() => [leaf.toTypedArray(), gradient.toTypedArray()]);
    const now = start.slice(); // filled at every read, so that a drag allocates nothing
    return {
      leaf,
      place,
      loss,
      startLoss,
      start,
      gradient: slopes,
      predicted() {
        let sum = startLoss;
        leaf.toTypedArray(now);
        for (let i = 0; i < now.length; i++) {
          // An element that did not move adds nothing, not even where its slope is infinite.
          const moved = (now[i] as number) - (start[i] as number);
          if (moved !== 0) sum += (slopes[i] as number) * moved;
        }
        return sum;
      },
    };
  } catch {
    return null; // whoever shows the loss says what is wrong with it
  }
}
