// What a plot shows, apart from any pixels: the element, the curve, the tangent, the promise.

import { type Accessor, createMemo, createSignal, untrack } from "solid-js";
import type { Tensor, TypedArray } from "../../src/index";
import { type Bend, bendOf } from "../bend";
import { type Attempt, attempt } from "../guard";
import { indexOf, placeOf } from "../place";
import { type Range, widen } from "../slider/scale";
import { fitted } from "../slider/state";
import type { Forecast } from "../workbench/forecast";
import { type AxisKind, ends } from "./axes";
import { type Curve, createCurve } from "./curve";
import { createProbe, type Plotted, type Reading } from "./probe";
import { createHeights, type Heights } from "./range";

/** What the model is made of; every member may change. */
export interface PlotSource {
  readonly of: Plotted;
  readonly leaf: Tensor;
  readonly at?: readonly number[];
  readonly min?: number;
  readonly max?: number;
  readonly xScale?: AxisKind;
  readonly yScale?: AxisKind;
  readonly xThreshold?: number;
  readonly yThreshold?: number;
}

export interface PlotModel {
  /** The element's index, and its row-major place. */
  readonly index: Accessor<readonly number[]>;
  readonly place: Accessor<number>;
  /** The element now. */
  readonly x: Accessor<number>;
  readonly range: Accessor<Range>;
  /** How the axes are bent: the curve is in their even units. */
  readonly bends: Accessor<{ readonly x: Bend; readonly y: Bend }>;
  readonly curve: Accessor<Curve>;
  /** The heights shown, as values. */
  readonly heights: Accessor<Heights>;
  /** Value and slope where the element is. */
  readonly reading: Accessor<Attempt<Reading>>;
  /** Where the drag under way began, with the value and slope there; null while none is. */
  readonly promise: Accessor<Reading | null>;
  /** The value at any `x`; NaN where it throws. Untracked. */
  valueAt(x: number): number;
  /** Begins and ends a promise made here. */
  hold(on: boolean): void;
  /** Writes the element. */
  write(x: number): void;
}

const nothing: Reading = { x: Number.NaN, value: Number.NaN, slope: Number.NaN };

/** @param forecast what somebody's gradient promised when they began to drag. */
export function createPlotModel(props: PlotSource, forecast: Accessor<Forecast | null>): PlotModel {
  const index = createMemo(() => props.at ?? props.leaf.shape.map(() => 0));
  const place = createMemo(() => placeOf(index(), props.leaf.shape));
  let room: TypedArray | undefined;
  // In one array again and again, so that a drag allocates none.
  const elements = createMemo<TypedArray>(
    () => {
      const fits = room?.length === props.leaf.numel();
      room = fits ? props.leaf.toTypedArray(room) : props.leaf.toTypedArray();
      return room;
    },
    new Float32Array(0),
    { equals: false },
  );
  const x = createMemo(() => Number(elements()[place()] ?? Number.NaN));
  const bends = createMemo(() => ({
    x: bendOf(props.xScale ?? "linear", props.xThreshold),
    y: bendOf(props.yScale ?? "linear", props.yThreshold),
  }));
  const log = () => props.xScale === "log";
  const given = (): Range => {
    const [low, high] = [props.min ?? (log() ? 1e-3 : -3), props.max ?? (log() ? 10 : 3)];
    const [min, max] = ends(props.xScale ?? "linear", low, high);
    return { min, max };
  };
  const sameRange = { equals: (a: Range, b: Range) => a.min === b.min && a.max === b.max };
  // What was once reached stays in sight: the plot does not shrink back under the hand.
  const range = createMemo<Range>(
    (before) => {
      const wide = widen(widen(given(), before.min), before.max);
      return log() && !(x() > 0) ? wide : widen(wide, x());
    },
    given(),
    sameRange,
  );
  const identity = createMemo(() => ({ of: props.of, leaf: props.leaf, place: place() }));
  const source = createMemo(() => {
    const { bend, unbend } = bends().x;
    const { min, max } = range();
    const at = (part: number): number => unbend(bend(min) + part * (bend(max) - bend(min)));
    return { ...identity(), at };
  });
  const { probe, changed } = createProbe(source, elements);

  const curve = createCurve(() => {
    changed();
    const [now, { x: across, y: up }, { min, max }] = [probe(), bends(), range()];
    return {
      f: (even) => {
        if (!now.ok) throw new Error(now.message);
        return up.bend(now.value.valueAt(across.unbend(even)));
      },
      min: across.bend(min),
      max: across.bend(max),
    };
  });
  const even = createHeights(curve, identity, () => props.yScale !== "log");
  const heights = createMemo(() => {
    const { unbend } = bends().y;
    return { low: unbend(even().low), high: unbend(even().high) };
  });

  const reading = attempt(() => {
    const now = probe();
    changed();
    if (!now.ok) throw new Error(now.message);
    return Number.isNaN(x()) ? nothing : now.value.readingAt(x());
  });

  const [held, setHeld] = createSignal<Reading | null>(null);
  const startOf = (given: Forecast): number | null =>
    given.place === place() && given.leaf.is(props.leaf) ? (given.start[place()] as number) : null;
  // Taken once, when somebody begins to drag the element.
  const foretold = createMemo<Reading | null>(() => {
    const given = forecast();
    return untrack(() => {
      const from = given === null ? null : startOf(given);
      const now = probe();
      return from === null || !now.ok ? null : now.value.readingAt(from);
    });
  });

  return {
    index,
    place,
    x,
    range,
    bends,
    curve,
    heights,
    reading,
    promise: () => held() ?? foretold(),
    valueAt(at) {
      const now = untrack(probe);
      try {
        return now.ok ? now.value.valueAt(at) : Number.NaN;
      } catch {
        return Number.NaN;
      }
    },
    hold(on) {
      const now = untrack(reading);
      setHeld(on && now.ok ? now.value : null);
    },
    write(to) {
      const { leaf } = props;
      const fit = fitted(to, leaf.dtype);
      if (leaf.shape.length === 0) leaf.set(fit);
      else leaf.setAt(indexOf(place(), leaf.shape), fit);
    },
  };
}
