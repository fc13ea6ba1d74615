// Solid as the reactive host of the graph: one signal per watched tensor, and a memo that knows
// whether the signals read by user code have changed.

import {
  batch,
  createMemo,
  createRoot,
  createSignal,
  getListener,
  getOwner,
  onCleanup,
  untrack,
} from "solid-js";
import { round } from "../evaluate";
import { type Derived, type ReactiveHost, setHost, type Tracker, type Watch } from "../watch";

/**
 * One run of a computation, and what it has read so far. One cleanup serves for all of that, and the
 * object for a later run: readers run at every frame of a drag.
 */
class Visit {
  listener: object | null = null;
  private readonly watches: SolidWatch[] = [];
  private readonly end = (): void => {
    if (visit === this) visit = null;
    for (let i = 0; i < this.watches.length; i++) (this.watches[i] as SolidWatch).left(this);
    while (this.watches.length > 0) this.watches.pop();
    this.listener = null;
    if (ended.length < mostEnded) ended.push(this);
  };

  static of(listener: object): Visit {
    const begun = ended.pop() ?? new Visit();
    begun.listener = listener;
    onCleanup(begun.end);
    return begun;
  }

  reads(watch: SolidWatch): void {
    this.watches.push(watch);
  }
}

const ended: Visit[] = [];
const mostEnded = 1000;

/** Whose read was the latest. */
let visit: Visit | null = null;

class SolidWatch implements Watch {
  private readonly signal = createSignal(undefined, { equals: false });
  private readers = 0;
  private latest: Visit | null = null;

  constructor(private readonly departed: () => void) {}

  get watched(): boolean {
    return this.readers > 0;
  }

  track(): void {
    this.signal[0]();
    const listener = getListener();
    if (listener === null) return;
    if (visit === null || visit.listener !== listener) visit = Visit.of(listener);
    if (this.latest === visit) return;
    this.latest = visit;
    visit.reads(this);
    this.readers++;
  }

  fire(): void {
    this.signal[1](undefined);
  }

  left(by: Visit): void {
    if (this.latest === by) this.latest = null;
    if (--this.readers === 0) this.departed();
  }
}

/** Solid's record of what a computation read; not in its public types' prose, but in its types. */
const readSignals = (listener: ReturnType<typeof getListener>): boolean =>
  listener !== null && listener.sources !== null && listener.sources.length > 0;

/** Whether user code made something that lives until its next run, such as a nested `createTensor`. */
const ownsAnything = (owner: ReturnType<typeof getOwner>): boolean =>
  owner !== null && ((owner.owned?.length ?? 0) > 0 || (owner.cleanups?.length ?? 0) > 0);

/**
 * Runs `fn` once inside a memo of its own. The memo subscribes to the signals that `fn` read; when
 * one of them changes it "recomputes" to a new token, and so wakes whoever reads it.
 */
function trackOnClient(fn: () => void): Tracker | null {
  return createRoot((dispose) => {
    let ran = false;
    let keep = false;
    const token = createMemo(
      () => {
        if (ran) return {};
        ran = true;
        fn();
        keep = readSignals(getListener()) || ownsAnything(getOwner());
        return {};
      },
      undefined,
      { equals: false },
    );
    if (!keep) {
      dispose();
      return null;
    }
    const first = untrack(token);
    return {
      stale: () => untrack(token) !== first,
      track: () => {
        token();
      },
      dispose,
      polls: false,
    };
  }, null);
}

/** On a server nothing reacts, so user code is asked again once for every read from outside. */
function trackOnServer(fn: () => void): Tracker {
  const asked = round();
  fn();
  return { stale: () => round() !== asked, track() {}, dispose() {}, polls: true };
}

/** Whether this build of Solid tracks at all; its server build does not. */
const reacts = createRoot((dispose) => {
  let listener: object | null = null;
  createMemo(() => {
    listener = getListener();
  });
  dispose();
  return listener !== null;
});

const derive = <T>(fn: () => T): Derived<T> =>
  createRoot((dispose) => ({ read: createMemo(fn), dispose }), null);

const host: ReactiveHost = {
  derive,
  listener: () => getListener(),
  createWatch: (departed) => new SolidWatch(departed),
  track: reacts ? trackOnClient : trackOnServer,
  batch,
};

setHost(host);

export { batch, untrack };
