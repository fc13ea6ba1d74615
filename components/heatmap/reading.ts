// A tensor read for a heatmap: a small one at every change, a large one at most once a frame, always
// into the same room.

import { type Accessor, createReaction, createSignal, onCleanup } from "solid-js";
import type { Tensor } from "../../src/index";
import { makeSurvey } from "../extent";
import { type Attempt, attempt } from "../guard";
import { type Cells, readCells, resolve, type TensorSource } from "../source";

/** Tables up to here; above, canvases, and a reading once a frame. */
export const mostCells = 400;

/** What there is to show. */
export type Reading =
  | { readonly kind: "none" }
  | { readonly kind: "rank"; readonly rank: number }
  | { readonly kind: "cells"; readonly tensor: Tensor; readonly cells: Cells };

/** Reads what `source` means, for as long as its owner lives. The arrays are reused: copy to keep. */
export function createReading(
  source: Accessor<TensorSource>,
  upright: Accessor<boolean>,
): Accessor<Attempt<Reading>> {
  const survey = makeSurvey();
  let count = 0;
  const look = (): Reading => {
    const tensor = resolve(source());
    if (tensor === null) return { kind: "none" };
    const rank = tensor.shape.length;
    if (rank > 4) return { kind: "rank", rank };
    const cells = readCells(tensor, upright(), survey);
    count = cells.values.length;
    return { kind: "cells", tensor, cells };
  };

  const [frame, setFrame] = createSignal(0);
  let waiting = 0;
  const track = createReaction(() => {
    if (waiting !== 0) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      setFrame((count) => count + 1);
    });
  });
  onCleanup(() => cancelAnimationFrame(waiting));
  /** `look`, whose changes count from the next frame on. */
  const lookAndWait = (): Reading => {
    let seen: Reading = { kind: "none" };
    let thrown: unknown = null;
    track(() => {
      try {
        seen = look();
      } catch (error) {
        thrown = error;
      }
    });
    if (thrown !== null) throw thrown;
    return seen;
  };

  return attempt<Reading>(() => {
    frame();
    return count > mostCells ? lookAndWait() : look();
  });
}
