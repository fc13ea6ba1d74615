// One pointer from press to release, wherever it goes meanwhile.

import { onCleanup } from "solid-js";

export interface PointerFollower {
  /** Each move; not needed where the browser moves a native thumb itself. */
  move?(event: PointerEvent): void;
  /** The pointer was lifted. */
  up(event: PointerEvent): void;
  /** The browser took the pointer away (to scroll, say), or Escape was pressed. */
  cancel(): void;
}

/** Whether `event` is the press of a finger, of a pen, or of the mouse's first button. */
export const presses = (event: PointerEvent): boolean => event.isPrimary && event.button === 0;

/**
 * Follows the pointer of `down` until it is lifted or taken away, or Escape is pressed. It listens on
 * the window and only meanwhile: events come out even of a closed shadow root.
 * @returns a function that stops following.
 */
export function followPointer(down: PointerEvent, follower: PointerFollower): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const stop = (): void => listeners.abort();
  const ours = (event: PointerEvent): boolean => event.pointerId === down.pointerId;
  window.addEventListener(
    "pointermove",
    (event) => {
      if (ours(event)) follower.move?.(event);
    },
    { signal },
  );
  window.addEventListener(
    "pointerup",
    (event) => {
      if (!ours(event)) return;
      stop();
      follower.up(event);
    },
    { signal },
  );
  window.addEventListener(
    "pointercancel",
    (event) => {
      if (!ours(event)) return;
      stop();
      follower.cancel();
    },
    { signal },
  );
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      stop();
      event.preventDefault();
      event.stopPropagation();
      follower.cancel();
    },
    { signal, capture: true },
  );
  return stop;
}

/**
 * `followPointer` for a component, made where the component is: a pointer that is still down when the
 * component goes is followed no further, so nothing is written after it.
 */
export function createPointerFollowing(): typeof followPointer {
  let stop = (): void => {};
  onCleanup(() => stop());
  return (down, follower) => {
    stop = followPointer(down, follower);
    return stop;
  };
}
