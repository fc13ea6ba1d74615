// What surrounds a hand's writes, from press to release: one step of the undo history, and the promise
// of the gradient where a loss is known.

import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Tensor } from "../../src/index";
import { type Forecast, takeForecast } from "../workbench/forecast";
import { createHistory, type OpenEdit } from "../workbench/history";
import { useWorkbench } from "../workbench/Workbench";

/** By a pointer, by keys (whose promise stays a while after), or at one stroke, such as a typed number. */
export type GestureKind = "pointer" | "keys" | "stroke";

export interface GestureOptions {
  /** The leaf that is written. */
  leaf(): Tensor;
  /** The loss whose promise is shown. */
  loss(): Tensor | undefined;
  /** Called when a gesture has ended and was not cancelled. */
  onCommit?(): void;
}

export interface WideGestureOptions {
  /** The leaves that are written. */
  leaves(): readonly Tensor[];
  /** What the gradient promises now, for the element that moves or for all; null where it does not. */
  promise(place: number | null): Forecast | null;
  onCommit?(): void;
}

export interface Gesture {
  /** What the gradient promised when the gesture under way began. */
  readonly forecast: Accessor<Forecast | null>;
  /** Begins one, named for the undo button; `place` is the element that moves, null for several. */
  begin(kind: GestureKind, label: string, place: number | null): void;
  /** Ends it. Without `keep` everything is as it was before. Does nothing when none is under way. */
  end(keep: boolean): void;
}

/** How long the promise stays after the last key, for reading. */
const lingering = 1500;

/** Gestures on one leaf. */
export const createGesture = (options: GestureOptions): Gesture =>
  createWideGesture({
    leaves: () => [options.leaf()],
    promise(place) {
      const loss = options.loss();
      return loss === undefined ? null : takeForecast(loss, options.leaf(), place);
    },
    onCommit: () => options.onCommit?.(),
  });

/** Gestures, one at a time. Works with a workbench and without. */
export function createWideGesture(options: WideGestureOptions): Gesture {
  const workbench = useWorkbench();
  // Alone there is nothing to undo with, but Escape still puts things back.
  const history = workbench?.history ?? createHistory(1);
  const [forecast, setForecast] = createSignal<Forecast | null>(null);
  let edit: OpenEdit | null = null;
  let kind: GestureKind = "stroke";
  let place: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const promise = (next: Forecast | null): void => {
    clearTimeout(timer);
    timer = undefined;
    const mine = forecast();
    if (next !== null) workbench?.setForecast(next);
    else if (mine !== null && workbench?.forecast() === mine) workbench.setForecast(null);
    setForecast(next);
  };
  const end = (keep: boolean): void => {
    const ending = edit;
    if (ending === null) return;
    edit = null;
    if (keep) ending.commit();
    else ending.cancel();
    if (keep && kind === "keys" && forecast() !== null) {
      timer = setTimeout(() => promise(null), lingering);
    } else promise(null);
    if (keep) options.onCommit?.();
  };
  onCleanup(() => {
    end(true);
    promise(null);
  });

  return {
    forecast,
    begin(nextKind, label, nextPlace) {
      end(true);
      // A run of keys on one element is measured from its first key.
      const goesOn = timer !== undefined && nextKind === "keys" && nextPlace === place;
      clearTimeout(timer);
      kind = nextKind;
      place = nextPlace;
      edit = history.begin(options.leaves(), label);
      if (goesOn) return;
      promise(nextKind === "stroke" ? null : options.promise(nextPlace));
    },
    end,
  };
}
