// What concerns every `.grad` at once: readers who cannot know beforehand whose gradient will change.

import { depart, host, type Watch } from "../watch";

/** The `.grad`s that somebody reads in a tracking scope. */
const watched = new Set<Presence>();

/** Whether one tensor has a gradient, and which tensor it is, as readers watch it. */
export class Presence {
  readonly watch: Watch = host.createWatch(() => depart(this));
  private listed = false;

  /** Subscribes the reader. */
  track(): void {
    if (!this.listed) watched.add(this);
    this.listed = true;
    this.watch.track();
  }

  /** Nobody reads any more. */
  leave(): void {
    watched.delete(this);
    this.listed = false;
  }
}

/** Wakes the readers of every `.grad`: a loss with branches has come, or a hook. */
export function tellEveryone(): void {
  if (watched.size === 0) return;
  host.batch(() => {
    for (const { watch } of watched) watch.fire();
  });
}

let hooks = 0;

/** Counts hooks coming and going: live gradients that were built before are built again. */
export const hooksClock = (): number => hooks;

export function hooksChanged(): void {
  hooks++;
  tellEveryone();
}
