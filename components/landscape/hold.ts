// What surrounds a hand's writes to the point, from press to release: one step of the undo history, and
// the promise of the gradient.

import { onCleanup } from "solid-js";
import { batch, type Tensor } from "../../src/index";
import { makeFrameWrites } from "../frames";
import { type Forecast, takeForecast } from "../workbench/forecast";
import { createHistory, type OpenEdit } from "../workbench/history";
import { useWorkbench } from "../workbench/Workbench";
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
  const workbench = useWorkbench();
  // Alone there is nothing to undo with, but Escape still puts things back.
  const history = workbench?.history ?? createHistory(1);
  const writes = makeFrameWrites();
  let edit: OpenEdit | null = null;
  let promise: Forecast | null = null;
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
    const ending = edit;
    if (ending === null) return;
    edit = null;
    writes.now();
    if (keep) ending.commit();
    else ending.cancel();
    // Another hand may have promised something since.
    if (workbench?.forecast() === promise) workbench?.setForecast(null);
    promise = null;
    if (keep) options.onCommit();
  };
  onCleanup(() => end(true));
  return {
    begin() {
      if (edit !== null) return;
      edit = history.begin(leavesOf(options.x(), options.y()), options.label());
      promise = promiseOf(options.loss(), options.x(), options.y());
      workbench?.setForecast(promise);
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
    held: () => edit !== null,
  };
}
