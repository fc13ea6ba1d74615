// What concerns every `.grad` at once: readers who cannot know beforehand whose gradient will change.

import { host, type Watch } from "../watch";

let everyone: Watch | null = null;

/** Subscribes the reader of a `.grad` to `tellEveryone`. */
export function listenForEveryone(): void {
  if (host.listener() === null) return;
  everyone ??= host.createWatch(() => {});
  everyone.track();
}

/** Wakes the readers of every `.grad`: a loss with branches has come, or a hook. */
export const tellEveryone = (): void => everyone?.fire();

let hooks = 0;

/** Counts hooks coming and going: live gradients that were built before are built again. */
export const hooksClock = (): number => hooks;

export function hooksChanged(): void {
  hooks++;
  tellEveryone();
}
