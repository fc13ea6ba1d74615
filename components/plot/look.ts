// The handle at the end of the tangent: how far ahead one looks. It writes nothing.

import { type Accessor, createMemo, createSignal } from "solid-js";
import { makeScale } from "../slider/scale";
import { keyed } from "../slider/state";
import type { english } from "../words/plot";
import { type Ahead, lookAhead } from "./ahead";
import type { Axis } from "./axes";
import { makeDrag } from "./drag";
import type { PlotModel } from "./model";
import type { Reading } from "./probe";

export interface LookOptions {
  readonly model: PlotModel;
  readonly here: Accessor<Reading>;
  readonly x: Accessor<Axis>;
  readonly y: Accessor<Axis>;
  /** Where a pointer is, in pixels of the svg. */
  readonly pixelOf: (event: PointerEvent) => number;
  readonly says: { x(at: number): string; y(at: number): string };
  readonly words: Accessor<typeof english>;
  /** Whether there is a tangent at all. */
  readonly on: Accessor<boolean>;
}

export interface Look {
  /** With what is there. */
  readonly ahead: Accessor<(Ahead & { readonly actual: number }) | null>;
  /** What the tangent promises there, and what is; empty where there is no tangent. */
  readonly text: Accessor<string>;
  readonly onDown: (event: PointerEvent) => void;
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Nearer to the point, or farther, than these parts of the width nobody looks. */
const least = 0.02;
const most = 0.6;

export function createLook({ model, here, x, y, pixelOf, says, words, on }: LookOptions): Look {
  const [far, setFar] = createSignal(0.2);
  const width = () => x().toPixel(x().max) - x().toPixel(x().min);
  const set = (part: number): void => {
    const size = Math.min(most, Math.max(least, Math.abs(part)));
    setFar(part < 0 ? -size : size);
  };
  const ahead = createMemo(() => {
    const at = on() ? lookAhead(here(), far() * width(), x(), y()) : null;
    return at === null ? null : { ...at, actual: model.valueAt(at.x) };
  });
  const reach = makeScale("linear", { min: -most, max: most });
  return {
    ahead,
    text() {
      const at = ahead();
      return at === null
        ? ""
        : words().aheadAt(says.x(at.x), says.y(at.promised), says.y(at.actual));
    },
    onDown: makeDrag({
      start() {},
      move: (event) => set((pixelOf(event) - x().toPixel(here().x)) / width()),
      end() {},
    }),
    onKey(event) {
      const next = keyed(event.key, event.shiftKey, far(), 0.01, reach);
      if (next === null) return false;
      // To the other side in one step: between there is nothing to see.
      set(Math.abs(next) < least ? Math.sign(next - far()) * least : next);
      return true;
    },
  };
}
