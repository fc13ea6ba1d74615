// The hand on a number within a sentence: a sideways drag, in steps; Shift makes it fine.

import { createSignal } from "solid-js";
import { createPointerFollowing, presses } from "./pointer";
import type { Scale } from "./scale";
import { scrubbed } from "./state";

export interface ScrubOptions {
  value(): number;
  step(): number;
  scale(): Scale;
  onBegin(): void;
  onMove(value: number): void;
  onEnd(keep: boolean): void;
  /** A finger or pen touched it and did not move. */
  onTap(): void;
}

/** CSS pixels of a drag that are one step. */
const pixelsPerStep = 4;
/** A press that moves no further is a tap. */
const still = 3;

export function createScrub(options: ScrubOptions) {
  const [dragging, setDragging] = createSignal(false);
  const follow = createPointerFollowing();

  const press = (down: PointerEvent): void => {
    if (!presses(down)) return;
    let from = { x: down.clientX, value: options.value() };
    let fine = down.shiftKey;
    let moved = false;
    setDragging(true);
    options.onBegin();
    const end = (keep: boolean): void => {
      setDragging(false);
      options.onEnd(keep);
    };
    follow(down, {
      move(event) {
        moved ||= Math.abs(event.clientX - down.clientX) > still;
        if (!moved) return;
        if (event.shiftKey !== fine) {
          // What was reached stays: only the way from here is measured otherwise.
          fine = event.shiftKey;
          from = { x: event.clientX, value: options.value() };
        }
        const steps = Math.round((event.clientX - from.x) / pixelsPerStep);
        const count = fine ? steps / 10 : steps;
        options.onMove(scrubbed(from.value, count, options.step(), options.scale()));
      },
      up(event) {
        end(true);
        if (!moved && event.pointerType !== "mouse") options.onTap();
      },
      cancel: () => end(false),
    });
  };
  return { dragging, press };
}
