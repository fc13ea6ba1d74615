// A hand on the point of a plot: what it does is one edit, and while it is there the promise of the
// gradient stands.

import { makeFrameWrites } from "../frames";
import type { Gesture, GestureKind } from "../slider/gesture";
import type { PlotModel } from "./model";

export interface Hand {
  /** Begins an edit, unless one is under way. */
  grab(kind: GestureKind): void;
  /** Moves the element, at the next frame. */
  move(x: number): void;
  /** Moves it now: the next key goes on from there. */
  put(x: number): void;
  /** Ends the edit; without `keep` everything is as it was before. */
  drop(keep: boolean): void;
}

export function makeHand(model: PlotModel, gesture: Gesture, label: () => string): Hand {
  const writes = makeFrameWrites();
  let holding = false;
  return {
    grab(kind) {
      if (holding) return;
      holding = true;
      gesture.begin(kind, label(), model.place());
      model.hold(true);
    },
    move(x) {
      writes.later(() => model.write(x));
    },
    put: model.write,
    drop(keep) {
      if (!holding) return;
      holding = false;
      writes.now();
      gesture.end(keep);
      model.hold(false);
    },
  };
}
