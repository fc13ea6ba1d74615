// A run as SVG paths of some hundred buckets each, in steps and values: a new step changes the last path
// only, and another scale changes only how the group of them is stretched.

import type { Run } from "./lossRecord";

/** Buckets per path. */
const perSegment = 256;

/**
 * The paths of `run`. Those that are full stay the same strings from call to call.
 * @param bend makes the vertical axis even: a logarithm, or nothing.
 */
export function makeSegments(bend: (value: number) => number): (run: Run) => readonly string[] {
  let segments: string[] = [];
  let stride = 0;
  let of: Run | null = null;
  return (run) => {
    if (run !== of || run.stride !== stride) segments = [];
    of = run;
    stride = run.stride;
    const { length } = run;
    const count = Math.ceil(length / perSegment);
    // The last path of before may have been half full.
    for (let k = Math.max(0, segments.length - 1); k < count; k++) {
      segments[k] = segment(run, bend, k * perSegment, Math.min(length, (k + 1) * perSegment));
    }
    segments.length = count;
    return [...segments];
  };
}

function segment(run: Run, bend: (value: number) => number, from: number, to: number): string {
  const { stride } = run;
  let path = "";
  let pen = false;
  // One bucket back, so that there is no gap between segments.
  for (let i = Math.max(0, from - 1); i < to; i++) {
    const [low, high] = [bend(run.lowAt(i)), bend(run.highAt(i))];
    if (!Number.isFinite(low) || !Number.isFinite(high)) {
      pen = false;
      continue;
    }
    const x = i * stride + (stride - 1) / 2;
    path += `${pen ? "L" : "M"}${x} ${short(low)}`;
    if (high !== low) path += `V${short(high)}`;
    else if (!pen) path += "h0";
    pen = true;
  }
  return path;
}

const short = (value: number): number => Number(value.toPrecision(7));
