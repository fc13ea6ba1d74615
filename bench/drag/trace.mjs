// What a trace says of a drag: how long each move took to the screen, and which frames were lost.
// The events are those that DevTools itself shows.

import { quantile, sortedSamples } from "../statistics.mjs";

/** Pairs of begin and end events, by their ids. */
function pairs(events, name) {
  const open = new Map();
  const found = [];
  for (const event of events) {
    if (event.name !== name) continue;
    const key = `${event.pid} ${JSON.stringify(event.id2)}`;
    if (event.ph === "b") open.set(key, event);
    else if (open.has(key)) {
      found.push({ begin: open.get(key), end: event });
      open.delete(key);
    }
  }
  return found;
}

/**
 * @param {Buffer} trace  Of the categories below.
 * @returns {{ latency: number[], dropped: number, frames: number }} ms from the mouse's move to the
 *   frame that shows it, for every move; frames that the drag wanted and did not get; frames presented
 */
export function readTrace(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const moves = pairs(traceEvents, "EventLatency").filter(
    ({ begin }) => begin.args.event_latency.event_type === "MOUSE_DRAGGED",
  );
  const latency = moves.map(({ begin, end }) => (end.ts - begin.ts) / 1000);
  const [first, last] = [moves[0].begin.ts, moves[moves.length - 1].end.ts];
  const states = pairs(traceEvents, "PipelineReporter")
    .filter(
      ({ begin }) => begin.pid === moves[0].begin.pid && begin.ts >= first && begin.ts <= last,
    )
    .map(({ begin }) => begin.args.frame_reporter);
  return {
    latency,
    frames: states.filter(({ state }) => state.startsWith("STATE_PRESENTED")).length,
    dropped: states.filter(
      ({ state, affects_smoothness }) => state === "STATE_DROPPED" && affects_smoothness,
    ).length,
  };
}

export const CATEGORIES = [
  "cc",
  "benchmark",
  "input",
  "disabled-by-default-devtools.timeline.frame",
];

/** The share `q` of the moves were faster than this. */
export const percentile = (latency, q) => quantile(sortedSamples(Float64Array.from(latency)), q);
