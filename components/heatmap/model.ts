// What a heatmap knows while it lives: its numbers, their colours, and the cell that is meant.

import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Tensor } from "../../src/index";
import { type ColourMap, type ColourScale, makeColourScale, palette } from "../colours";
import { exactText, minus } from "../numbers";
import { elementName, indexOf } from "../place";
import { type Cells, shapeText, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { createLinked, type Linked } from "../workbench/linked";
import { useWorkbench } from "../workbench/Workbench";
import { type Domain, endsOf, noReach, type Reach, reachOut } from "./colourScale";
import { createReading, mostCells, type Reading } from "./reading";
import { createSummary } from "./summary";

export interface HeatModelOptions {
  readonly of: TensorSource;
  readonly upright?: boolean;
  readonly name?: string;
  readonly map?: ColourMap | "auto";
  readonly domain?: Domain;
  readonly max?: number;
}

export interface HeatModel {
  readonly reading: Accessor<Reading | null>;
  /** The message of what went wrong; null if nothing did. */
  readonly trouble: Accessor<string | null>;
  readonly tensor: Accessor<Tensor | null>;
  readonly cells: Accessor<Cells | null>;
  /** Whether there are few enough for a table. */
  readonly asTable: Accessor<boolean>;
  readonly name: Accessor<string>;
  /** The shape in text, and empty where there is nothing. */
  readonly shape: Accessor<string>;
  readonly summary: Accessor<string>;
  readonly scale: Accessor<ColourScale>;
  readonly linked: Accessor<Linked | null>;
  /** The place that is pointed at or has the focus; null if none. */
  readonly pointed: Accessor<number | null>;
  /** The place where the Tab key leads, and where the cursor of the keyboard stands. */
  readonly home: Accessor<number>;
  readonly focused: Accessor<boolean>;
  /** What the live region says: the cell that the focus came to, or the number that an edit left. */
  readonly spoken: Accessor<string>;
  /** Such as `w[0, 1]`. */
  nameOf(place: number): string;
  /** The index of a matrix among the others: `[0, 1]`; empty where it is the only one. */
  indexOfSlice(slice: number): string;
  /** The name and the shape of a matrix: `w[0, 1] [5, 3]`. */
  labelOf(slice: number): string;
  /** Such as `w[0, 1] = 0.25`. */
  tell(place: number): string;
  hover(place: number | null): void;
  /** Puts the cursor there, whether or not it has the focus. */
  moveTo(place: number): void;
  focus(place: number): void;
  blur(): void;
  /** Says the number under the cursor. */
  speak(): void;
}

/** The scale in force: as asked for, or following the numbers. */
function createScale(
  options: HeatModelOptions,
  tensor: Accessor<Tensor | null>,
  cells: Accessor<Cells | null>,
): Accessor<ColourScale> {
  // What one tensor needed says nothing of another.
  const reached = createMemo<{ of: Tensor | null; reach: Reach }>(
    (before) => {
      const [of, now] = [tensor(), cells()];
      const start = before.of === of ? before.reach : noReach;
      return { of, reach: now === null ? start : reachOut(start, now.low, now.high) };
    },
    { of: null, reach: noReach },
    { equals: (a, b) => a.of === b.of && a.reach === b.reach },
  );
  const domain = (): Domain =>
    options.domain ?? (options.max === undefined ? "live" : [-options.max, options.max]);
  const colours = () => {
    const map = options.map ?? "auto";
    return palette(map === "auto" ? "PuOr" : map);
  };
  const ends = createMemo(
    () => {
      // A map that was asked for by name shows both of its sides.
      const wanted = domain();
      const whole = wanted === "live" && colours().diverging && (options.map ?? "auto") !== "auto";
      return endsOf(whole ? "symmetric" : wanted, reached().reach, colours().diverging);
    },
    undefined,
    { equals: (a, b) => a[0] === b[0] && a[1] === b[1] },
  );
  return createMemo(() => makeColourScale(colours(), ends()[0], ends()[1]));
}

/** The model of a heatmap, for as long as its owner lives. */
export function createHeatModel(options: HeatModelOptions): HeatModel {
  const strings = useStrings();
  const workbench = useWorkbench();
  // A tensor made in the attribute itself, `of={tensor([1, 2])}`, would be another at every look.
  const source = createMemo(() => options.of);
  const attempted = createReading(source, () => options.upright === true);
  const reading = () => {
    const now = attempted();
    return now.ok ? now.value : null;
  };
  const found = () => {
    const now = reading();
    return now?.kind === "cells" ? now : null;
  };
  const tensor = createMemo(() => found()?.tensor ?? null);
  const cells = () => found()?.cells ?? null;
  const count = createMemo(() => cells()?.values.length ?? 0);
  const name = createMemo(() => {
    const named = source();
    return options.name ?? (typeof named === "function" ? tensor() : named)?.name ?? "";
  });

  const [hovered, setHovered] = createSignal<number | null>(null);
  const [cursor, setCursor] = createSignal(0);
  const [focused, setFocused] = createSignal(false);
  const [spoken, setSpoken] = createSignal("");
  const home = createMemo(() => Math.max(0, Math.min(cursor(), count() - 1)));
  const pointed = createMemo(() => {
    const place = hovered() ?? (focused() ? home() : null);
    return place === null || place >= count() ? null : place;
  });
  const nameOf = (place: number): string =>
    elementName(name(), indexOf(place, cells()?.shape ?? []));
  const indexOfSlice = (slice: number): string => {
    const leading = cells()?.shape.slice(0, -2) ?? [];
    return leading.length === 0 ? "" : shapeText(indexOf(slice, leading));
  };
  const tell = (place: number): string => {
    const now = cells();
    if (now === null) return "";
    return `${nameOf(place)} = ${minus(exactText(now.values[place] as number, now.double))}`;
  };
  const speak = (): void => void setSpoken(tell(home()));

  // Only who has set the brush takes it away.
  let brushed: Tensor | null = null;
  const brush = (place: number | null): void => {
    const of = place === null ? null : tensor();
    if (of !== null && place !== null) workbench?.setBrush({ tensor: of, cell: place });
    else if (brushed !== null && workbench?.brush()?.tensor === brushed) workbench.setBrush(null);
    brushed = of;
  };
  createEffect(on(pointed, brush, { defer: true }));
  // An undo changes the number under the cursor without a word.
  createEffect(
    on(
      () => workbench?.history.committed(),
      () => focused() && speak(),
      { defer: true },
    ),
  );
  onCleanup(() => brush(null));

  return {
    reading,
    trouble: () => {
      const now = attempted();
      return now.ok ? null : now.message;
    },
    tensor,
    cells,
    asTable: createMemo(() => count() <= mostCells),
    name,
    shape: createMemo(() => {
      const now = cells();
      return now === null ? "" : shapeText(now.shape);
    }),
    summary: createSummary(cells, () => strings().heatmap),
    scale: createScale(options, tensor, cells),
    linked: createLinked(tensor),
    pointed,
    home,
    focused,
    spoken,
    nameOf,
    indexOfSlice,
    labelOf: (slice) =>
      `${name()}${indexOfSlice(slice)} ${shapeText(cells()?.shape.slice(-2) ?? [])}`.trim(),
    tell,
    hover: (place) => void setHovered(place),
    moveTo: (place) => void setCursor(place),
    focus(place) {
      setCursor(place);
      setFocused(true);
      speak();
    },
    blur() {
      setFocused(false);
      setSpoken("");
    },
    speak,
  };
}
