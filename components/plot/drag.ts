// A drag in a plot: from press to release, or until it is given up.

import { onCleanup } from "solid-js";
import { followPointer, presses } from "../slider/pointer";

export interface DragEvents {
  start(event: PointerEvent): void;
  move(event: PointerEvent): void;
  /** @param given whether it was given up: by Escape, or because the browser took the pointer to scroll. */
  end(given: boolean): void;
}

/** A handler of `pointerdown`. Owned: a drag ends with its component. */
export function makeDrag({ start, move, end }: DragEvents): (event: PointerEvent) => void {
  let stop: (() => void) | null = null;
  const finish = (given: boolean): void => {
    stop = null;
    end(given);
  };
  onCleanup(() => stop?.());
  return (event) => {
    if (stop !== null || !presses(event)) return;
    start(event);
    stop = followPointer(event, { move, up: () => finish(false), cancel: () => finish(true) });
  };
}
