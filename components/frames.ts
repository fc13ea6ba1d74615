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
  /** Ends the run after the step under way. */
  readonly signal?: AbortSignal;
  /** Called once a frame with the number of steps done. */
  readonly onFrame?: (done: number) => void;
}

/**
 * Takes many steps, as many in each animation frame as fit its budget, so that the page goes on
 * painting and answering. All steps of a frame are one batch: watchers run once a frame.
 * @returns the number of steps taken: `count`, or fewer if the signal aborted.
 * @throws what a step throws; the steps before it stand.
 * @example await runSteps(() => optimizer.step(), { count: 1000, onFrame: (n) => setDone(n) });
 */
export async function runSteps(
  step: (index: number) => void,
  { count, budget = 8, signal, onFrame }: RunOptions,
): Promise<number> {
  let done = 0;
  while (done < count && signal?.aborted !== true) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const until = performance.now() + budget;
    batch(() => {
      do step(done++);
      while (done < count && signal?.aborted !== true && performance.now() < until);
    });
    onFrame?.(done);
  }
  return done;
}
