// Watching: what the engine asks of a reactive library, and how it learns that a reader has left.
//
// Leaving is noticed late: an effect's cleanup runs just before it reads again. So departures are
// collected, and swept by the next write or microtask.

/** One watched handle: how the reactive host subscribes readers and wakes them. */
export interface Watch {
  /** Subscribes the current reader. */
  track(): void;
  /** Wakes the readers. */
  fire(): void;
  /** Whether anybody is still subscribed. */
  readonly watched: boolean;
}

/** The signals of the reactive library that one run of user code read. */
export interface Tracker {
  /** Whether one of them has changed since. */
  stale(): boolean;
  /** Subscribes the current reader to them. */
  track(): void;
  dispose(): void;
  /** Whether it cannot know, and says "stale" at every read from outside. */
  readonly polls: boolean;
}

/** A value that the reactive library keeps, for readers who want to know only when it changes. */
export interface Derived<T> {
  read(): T;
  dispose(): void;
}

/** What a reactive library supplies; Solid does, in src/reactive. */
export interface ReactiveHost {
  /** Who is tracking reads just now: an identity, or null. */
  listener(): object | null;
  /** A signal without a value. `departed` is called when its last reader has left. */
  createWatch(departed: () => void): Watch;
  /** Runs `fn` as the listener of its reads; null when it read no signal. `fn` does not throw. */
  track(fn: () => void): Tracker | null;
  /** Keeps what `fn` returns; its readers are woken when that becomes another value. */
  derive<T>(fn: () => T): Derived<T>;
  /** Runs `fn` such that everything fired inside is one update. */
  batch(fn: () => void): void;
}

const inert: ReactiveHost = {
  listener: () => null,
  createWatch: () => ({ track() {}, fire() {}, watched: false }),
  track: (fn) => {
    fn();
    return null;
  },
  derive: (fn) => ({ read: fn, dispose() {} }),
  batch: (fn) => fn(),
};

export let host: ReactiveHost = inert;

/** Plugs in the reactive library. */
export function setHost(next: ReactiveHost): void {
  host = next;
}

/** What a watch is for: something to be let go of when nobody reads any more. */
interface Departing {
  readonly watch: Watch;
  leave(): void;
}

const departures: Departing[] = [];
/** Whether a microtask is on its way: in a synchronous loop one serves for all departures. */
let sweepComes = false;

/** Notes that the last reader left; `leave` is called soon, unless a reader came back. */
export function depart(departing: Departing): void {
  departures.push(departing);
  if (sweepComes) return;
  sweepComes = true;
  queueMicrotask(() => {
    sweepComes = false;
    sweep();
  });
}

/** Lets go of what nobody reads any more. */
export function sweep(): void {
  for (let last = departures.pop(); last !== undefined; last = departures.pop()) {
    if (!last.watch.watched) last.leave();
  }
}
