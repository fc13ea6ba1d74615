// A tensor in one sentence, from its live values: at most once a second, and when an edit ends.

import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { exactText, minus, shortText } from "../numbers";
import { indexOf } from "../place";
import type { Cells } from "../source";
import type { ComponentStrings } from "../words/index";
import { useWorkbench } from "../workbench/Workbench";
import { spotOf } from "./walk";

type Words = ComponentStrings["heatmap"];

const number = (value: number, double: boolean): string => minus(shortText(value, double));

/** Where an element is, as a screen reader counts rows: from one. */
function whereOf(cells: Cells, place: number, words: Words): string {
  const { row, column } = spotOf(cells, place);
  if (cells.shape.length === 2) return words.at(row + 1, column + 1);
  return words.atIndex(indexOf(place, cells.shape).join(", "));
}

/** Such as "5 by 3, largest 0.23 at row 2, column 1, all positive". */
export function summarise(cells: Cells, words: Words): string {
  const { shape, values, double, low, high, strange } = cells;
  if (shape.length === 0) return words.scalar(minus(exactText(values[0] as number, double)));
  const parts = [words.size(shape)];
  const extreme = (tell: (value: string, where: string) => string, value: number): void => {
    parts.push(tell(number(value, double), whereOf(cells, values.indexOf(value), words)));
  };
  if (values.length === 0) parts.push(words.empty);
  else if (strange < values.length) {
    if (low === high) parts.push(words.allAre(number(low, double)));
    else {
      // What stands out is what is far from zero; of two signs, both ends.
      if (high > 0) extreme(words.largest, high);
      if (low < 0) extreme(words.smallest, low);
      if (strange === 0) {
        if (low > 0) parts.push(words.allPositive);
        else if (low === 0) parts.push(words.noneNegative);
        else if (high < 0) parts.push(words.allNegative);
        else if (high === 0) parts.push(words.nonePositive);
      }
    }
  }
  if (strange > 0) parts.push(words.strange(strange));
  return parts.join(words.comma);
}

/** How long a summary stands, in milliseconds. */
const rest = 1000;

/** The summary of `cells` in words. */
export function createSummary(
  cells: Accessor<Cells | null>,
  words: Accessor<Words>,
): Accessor<string> {
  const workbench = useWorkbench();
  const [summary, setSummary] = createSignal("");
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    clearTimeout(timer);
    timer = undefined;
    last = performance.now();
    const now = untrack(cells);
    setSummary(now === null ? "" : summarise(now, untrack(words)));
  };
  createEffect(
    on(cells, () => {
      if (timer !== undefined) return;
      const due = last + rest - performance.now();
      if (due <= 0) renew();
      else timer = setTimeout(renew, due);
    }),
  );
  createEffect(on([words, () => workbench?.history.committed()], renew, { defer: true }));
  onCleanup(() => clearTimeout(timer));
  return summary;
}
