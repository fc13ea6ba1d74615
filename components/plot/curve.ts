// The curve of a plot: sampled at once the first time, and then once a frame at most, only when
// something else than the plotted element changed. What is costly to sample is refined over frames.

import { type Accessor, createEffect, createSignal, onCleanup, untrack } from "solid-js";
import { messageOf } from "../guard";
import { type Line, Sampler } from "./sample";

/** A sampled function, in the even units of the axes: logarithms where an axis is logarithmic. */
export interface Curve {
  readonly lines: readonly Line[];
  readonly low: number;
  readonly high: number;
  /** What the function threw, if it has no value anywhere. */
  readonly message: string | null;
  /** Whether it will become no finer. */
  readonly done: boolean;
}

export interface CurveSource {
  /** The function; what it throws is a gap. */
  f(x: number): number;
  min: number;
  max: number;
}

/** Milliseconds of a frame that may be spent on samples. */
const budget = 6;

/** @param source tracked: another object is another curve. */
export function createCurve(source: () => CurveSource): Accessor<Curve> {
  let sampler: Sampler;
  let message: string | null = null;
  let frame = 0;

  const begin = ({ f, min, max }: CurveSource): void => {
    message = null;
    const safe = (x: number): number => {
      try {
        return f(x);
      } catch (thrown) {
        message ??= messageOf(thrown);
        return Number.NaN;
      }
    };
    sampler = new Sampler(safe, min, max);
  };
  const proceed = (): Curve => {
    const until = performance.now() + budget;
    const done = sampler.refine(() => performance.now() > until);
    const { low, high } = sampler.range();
    const lines = sampler.lines();
    return { lines, low, high, message: lines.length === 0 ? message : null, done };
  };
  const [curve, setCurve] = createSignal<Curve>(
    untrack(() => {
      begin(source());
      return proceed();
    }),
  );
  const later = (again: boolean): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (again) untrack(() => begin(source()));
      const next = proceed();
      setCurve(next);
      if (!next.done) later(false);
    });
  };
  createEffect((first) => {
    source();
    if (!first) later(true);
    else if (!untrack(curve).done) later(false);
    return false;
  }, true);
  onCleanup(() => cancelAnimationFrame(frame));
  return curve;
}
