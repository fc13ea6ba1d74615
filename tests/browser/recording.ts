// What the page showed in the first frame after each input: read by the page itself, in that frame.

import type { Page } from "playwright-core";
import { nextFrame } from "./support";

/** One input event and what the page showed when the frame that followed it was drawn. */
export interface Frame<T> {
  event: string;
  seen: T;
}

interface Recording {
  recorded: Frame<unknown>[];
}

/** Runs in the page. A listener on the window runs after the page's own handlers. */
function install(read: () => unknown): void {
  const recorded: Frame<unknown>[] = [];
  (window as unknown as Recording).recorded = recorded;
  for (const type of ["input", "keydown", "change", "click"]) {
    window.addEventListener(type, (event) => {
      // Shift is pressed together with the key it goes with, and is not an input of its own.
      if (event instanceof KeyboardEvent && event.key === "Shift") return;
      requestAnimationFrame(() => recorded.push({ event: type, seen: read() }));
    });
  }
}

/**
 * Records `read()` in the first animation frame after every input event. `read` runs in the page: it
 * must not use anything from outside itself. The result gives the frames so far.
 */
export async function recordFrames<T>(
  page: Page,
  read: () => T,
): Promise<() => Promise<Frame<T>[]>> {
  // As text: the page's policy forbids it to make functions of strings.
  await page.evaluate(`(${install})(${read})`);
  return async () => {
    await nextFrame(page);
    return page.evaluate(() => (window as unknown as Recording).recorded as Frame<T>[]);
  };
}
