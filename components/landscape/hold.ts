// The hand on the point: both elements move together, once a frame, and each drag is one gesture.

import { onCleanup } from "solid-js";
import { batch, type Tensor } from "../../src/index";
import { makeFrameWrites } from "../frames";
import { createWideGesture } from "../slider/gesture";
import { type Forecast, takeForecast } from "../workbench/forecast";
import { leavesOf, moveTo, offsetOf, type Place, valueNow } from "./place";

export interface Hold {
  /** Begins; does nothing while it is held already. */
  begin(): void;
  /** Moves the point, at the next frame: for a pointer. */
  move(x: number, y: number): void;
  /** Moves it now: for keys, of which the next one counts from where this one led. */
  put(x: number, y: number): void;
  /** Lets go. Without `keep` everything is as it was before. */
  end(keep: boolean): void;
  held(): boolean;
}

export interface HoldOptions {
  loss(): Tensor;
  x(): Place;
  y(): Place;
  label(): string;
  onCommit(): void;
}

/** What the gradient promises for the two elements together; null where there is no promise. */
function promiseOf(loss: Tensor, x: Place, y: Place): Forecast | null {
  if (x.leaf === y.leaf) return takeForecast(loss, x.leaf, null);
  const across = takeForecast(loss, x.leaf, offsetOf(x));
  const up = takeForecast(loss, y.leaf, offsetOf(y));
  if (across === null || up === null) return across ?? up;
  const predicted = (): number => across.predicted() + up.predicted() - across.startLoss;
  return { ...across, place: null, predicted };
}

export function createHold(options: HoldOptions): Hold {
  const writes = makeFrameWrites();
  const gesture = createWideGesture({
    leaves: () => leavesOf(options.x(), options.y()),
    promise: () => promiseOf(options.loss(), options.x(), options.y()),
    onCommit: options.onCommit,
  });
  let held = false;
  let moved: readonly [number, number] | null = null;

  const write = (): void => {
    const to = moved;
    moved = null;
    if (to === null) return;
    batch(() => {
      if (to[0] !== valueNow(options.x())) moveTo(options.x(), to[0]);
      if (to[1] !== valueNow(options.y())) moveTo(options.y(), to[1]);
    });
  };
  const end = (keep: boolean): void => {
    if (!held) return;
    held = false;
    writes.now();
    gesture.end(keep);
  };
  // Before the gesture's own cleanup, which came first.
  onCleanup(() => end(true));
  return {
    begin() {
      if (held) return;
      held = true;
      gesture.begin("pointer", options.label(), null);
    },
    move(x, y) {
      if (moved === null) writes.later(write);
      moved = [x, y];
    },
    put(x, y) {
      moved = [x, y];
      write();
    },
    end,
    held: () => held,
  };
}
