// Recomputing once a frame at most, and less often what takes long.

import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";

/** A run that takes longer than this, in milliseconds, is not to be had in every frame. */
const quick = 6;

/**
 * Counts the frames in which something that `track` reads changed. What is computed from the count runs
 * once a frame at most; after a run of `lasted()` milliseconds that is longer than a part of a frame, there is
 * a pause of five times as long.
 */
export function createFrames(track: () => void, lasted: () => number): Accessor<number> {
  const [frames, setFrames] = createSignal(0);
  let waiting = false;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const request = (): void => {
    frame = requestAnimationFrame(() => {
      waiting = false;
      setFrames((count) => count + 1);
    });
  };
  createEffect(
    on(
      track,
      () => {
        if (waiting) return;
        waiting = true;
        if (lasted() <= quick) request();
        else timer = setTimeout(request, 5 * lasted());
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return frames;
}
