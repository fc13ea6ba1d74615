// Work and animation frames: many writes become one run of the graph, and a run of many steps leaves
// the page its frames.

import { batch } from "../src/index";

/**
 * Collects writes and carries them out together, at the next animation frame: however many come in
 * within a frame, what depends on them runs once. Writes are carried out in the order given.
 * @returns `later(write)`, which takes a write, and `now()`, which does at once what waits.
 * @example
 * const { later } = makeFrameWrites();
 * element.addEventListener("pointermove", (e) => later(() => w.setAt([0], e.clientX / 100)));
 */
export function makeFrameWrites(): {
  readonly later: (write: () => void) => void;
  readonly now: () => void;
} {
  let waiting: (() => void)[] = [];
  let frame = 0;
  const now = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    const writes = waiting;
    waiting = [];
    const errors: unknown[] = [];
    batch(() => {
      for (const write of writes) {
        try {
          write();
        } catch (error) {
          errors.push(error);
        }
      }
    });
    // One write that fails must not lose the others.
    if (errors.length > 0) throw errors[0];
  };
  return {
    later(write) {
      waiting.push(write);
      if (frame === 0) frame = requestAnimationFrame(now);
    },
    now,
  };
}

export interface RunOptions {
  /** How many steps to take. */
  readonly count: number;
  /** Milliseconds of a frame that steps may take. Default 8, half a frame at 60 Hz. */
  readonly budget?: number;
  /** Steps per second, asked for anew at every frame. Default Infinity: as many as fit. */
  readonly rate?: () => number;
  /** Ends the run after the step under way. */
  readonly signal?: AbortSignal;
  /** Called once a frame with the number of steps done. */
  readonly onFrame?: (done: number) => void;
}

/** A frame that came later than this (a page in the background) is not made up for. */
const longestFrame = 100;

/**
 * Takes many steps, as many in each animation frame as fit its budget, so that the page goes on
 * painting and answering. All steps of a frame are one batch: watchers run once a frame. A single step
 * that is longer than a frame cannot be divided: it is the least that one frame does.
 * @returns the number of steps taken: `count`, or fewer if the signal aborted.
 * @throws what a step throws; the steps before it stand.
 * @example await runSteps(() => optimizer.step(), { count: 1000, onFrame: (n) => setDone(n) });
 * @example await runSteps(step, { count: 50, rate: () => 10 }); // five seconds
 */
export async function runSteps(
  step: (index: number) => void,
  { count, budget = 8, rate, signal, onFrame }: RunOptions,
): Promise<number> {
  const ended = (): boolean => signal?.aborted === true;
  let done = 0;
  // The first step is due at once.
  let due = 1;
  let before = performance.now();
  while (done < count && !ended()) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    const speed = rate?.() ?? Number.POSITIVE_INFINITY;
    const waited = Math.min(now - before, longestFrame) / 1000;
    due = Number.isFinite(speed) ? due + speed * waited : count;
    before = now;
    const first = done;
    batch(() => {
      for (; due >= 1 && done < count && !ended(); due--) {
        step(done++);
        if (performance.now() >= now + budget) break;
      }
    });
    // What did not fit is let go: a rate that cannot be kept must not pile up.
    due = Math.min(due, 1);
    if (done > first) onFrame?.(done);
  }
  return done;
}
