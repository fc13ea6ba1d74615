// The samples of a landscape, kept current: taken anew when anything but the two elements changes, coarse
// at once and finer over the next frames.

import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import type { Range } from "../slider/scale";
import { Refinement, type Samples } from "./refine";
import type { Surface } from "./surface";

export interface Sampled {
  readonly surface: Surface;
  readonly x: Range;
  readonly y: Range;
  /** 2^depth intervals along a side at the end. */
  readonly depth: number;
}

/** Milliseconds of a frame that may be spent on samples. */
const budget = 6;

/** @param source tracked: another object is another landscape. Null where there is none. */
export function createSamples(source: () => Sampled | null): Accessor<Samples | null> {
  let refinement: Refinement | null = null;
  /** Whether what is being sampled has changed meanwhile. */
  let stale = false;
  let frame = 0;
  const begin = (): void => {
    stale = false;
    const now = untrack(source);
    refinement =
      now === null
        ? null
        : new Refinement((across, down) => {
            const x = now.x.min + across * (now.x.max - now.x.min);
            return now.surface.at(x, now.y.max - down * (now.y.max - now.y.min));
          }, now.depth);
  };
  const proceed = (): Samples | null => {
    const until = performance.now() + budget;
    refinement?.refine(() => performance.now() > until);
    return refinement?.samples ?? null;
  };
  begin();
  const [samples, setSamples] = createSignal<Samples | null>(proceed());
  const later = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      // A coarse map is finished first: if inputs change at every frame there is always one to see.
      if (refinement === null || (stale && refinement.samples !== null)) begin();
      const next = proceed();
      // What was there stays until there is something new.
      if (next !== null || refinement === null) setSamples(next);
      if (stale || (refinement !== null && !refinement.done)) later();
    });
  };
  if (refinement !== null) later();

  const changed = (): void => {
    stale = true;
    later();
  };
  createEffect(
    on(
      source,
      () => {
        refinement = null;
        later();
      },
      { defer: true },
    ),
  );
  createEffect((first) => {
    source()?.surface.watchInputs();
    if (!first) changed();
    return false;
  }, true);
  createEffect(() => {
    if (source()?.surface.watchNeighbours()) changed();
  });
  onCleanup(() => cancelAnimationFrame(frame));
  return samples;
}
