// What a grid of sliders shares: its numbers, read once; one range and scale; one gesture at a time.

import { createMemo } from "solid-js";
import { nameOf } from "../checks";
import { useStrings } from "../strings";
import { createGesture } from "./gesture";
import { makeGrid } from "./grid";
import { type Parsed, parse } from "./parse";
import { createReading, createSlopes, exactIn, shownIn, writeElements } from "./reading";
import { defaultStep, givenRange, kindFor, makeScale, type Range, widenAll } from "./scale";
import { dragged } from "./state";
import type { TensorSlidersProps } from "./TensorSliders";

/** Up to here Tab stops at every slider; above, at one of them. */
const fewStops = 20;

export function createSlidersModel(props: TensorSlidersProps) {
  const strings = useStrings();
  const name = () => props.name ?? nameOf(props.of);
  const upright = () => props.of.shape.length === 1 && props.direction === "column";
  const grid = createMemo(() => makeGrid(props.of, name(), upright()));
  const reading = createReading(() => props.of);
  const slopes = createSlopes(() => props.gradient);
  const style = createMemo(() => reading().style);

  const kind = () => kindFor(props.scale, props.of.dtype);
  const given = createMemo<Range>(() => givenRange(kind(), props.of.dtype, props.min, props.max));
  // What was once reached stays reachable: no track shrinks back under the hand.
  const range = createMemo<Range>(
    (before) =>
      widenAll(widenAll(given(), [before.min, before.max], kind()), reading().values, kind()),
    given(),
    { equals: (a, b) => a.min === b.min && a.max === b.max },
  );
  const scale = createMemo(() => makeScale(kind(), range(), props.threshold));
  const step = () => props.step ?? defaultStep(given(), kind());
  const valueAt = (place: number): number => reading().values[place] ?? Number.NaN;
  const gesture = createGesture({
    leaf: () => props.of,
    loss: () => props.loss,
    onCommit: () => props.onCommit?.(),
  });

  return {
    props,
    name,
    upright,
    grid,
    scale,
    step,
    gesture,
    valueAt,
    slopeAt: (place: number): number | null => slopes()?.[place] ?? null,
    shown: (value: number): string => shownIn(value, style()),
    exact: (value: number): string => exactIn(props.of, value),
    parse: (text: string): Parsed =>
      parse(text, props.of.dtype, strings().slider, props.bounded ? given() : null, kind()),
    inert: () => props.disabled === true || props.readonly === true,
    everyStops: () => grid().rows * grid().columns <= fewStops,
    /** What is wrong with what was asked for, in words; "" if nothing. */
    trouble: (): string => {
      const { min, max } = given();
      if (grid().rank > 2) return strings().slider.rankTooHigh(grid().rank);
      return kind() === "log" && min <= 0 ? strings().slider.logEnds(String(min), String(max)) : "";
    },
    /** Several elements at once, in one update. */
    writeAll: (places: readonly number[], value: (place: number) => number): string =>
      writeElements(props.of, places, value),
    /** The value that a press at `position` of a track `width` wide means: on the thumb, its own. */
    pressedAt: (place: number, position: number, width: number, thumb: number): number => {
      const off = Math.abs(position - scale().toPosition(valueAt(place))) * width;
      return off <= thumb / 2 ? valueAt(place) : dragged(position, step(), scale());
    },
  };
}

export type SlidersModel = ReturnType<typeof createSlidersModel>;
