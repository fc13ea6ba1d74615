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

function createWatch(departed: () => void): Watch {
  const [track, trigger] = createSignal(undefined, { equals: false });
  let readers = 0;
  let last: object | null = null;
  return {
    get watched() {
      return readers > 0;
    },
    track() {
      track();
      const reader = getListener();
      if (reader === last) return;
      last = reader;
      readers++;
      onCleanup(() => {
        if (last === reader) last = null;
        if (--readers === 0) departed();
      });
    },
    fire: () => trigger(undefined),
  };
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
  createWatch,
  track: reacts ? trackOnClient : trackOnServer,
  batch,
};

setHost(host);

export { batch };
