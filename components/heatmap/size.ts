// How large things are drawn: matrices side by side, and canvases whose cells fall on whole pixels.

import { cellText } from "../numbers";
import type { Cells } from "../source";

/** Between matrices, in CSS pixels. */
export const gap = 16;

export interface Arrangement {
  /** How many matrices stand side by side. */
  readonly across: number;
  /** The width of each, in CSS pixels. */
  readonly width: number;
}

/**
 * The matrices of `cells` in a room `width` CSS pixels wide, `shown` of them at a time. Those of rank 4
 * have whole runs of the inner index in a row, where that fits.
 */
export function arrange(cells: Cells, shown: number, asTable: boolean, width: number): Arrangement {
  if (shown <= 1) return { across: 1, width };
  const [cell, least, most] = asTable ? [52, 96, 320] : [14, 64, 176];
  const wanted = Math.min(most, Math.max(least, cells.columns * cell));
  const fitting = Math.max(1, Math.min(shown, Math.floor((width + gap) / (wanted + gap))));
  const run = cells.shape.length === 4 ? (cells.shape[1] as number) : 1;
  const across = fitting > run ? fitting - (fitting % run) : fitting;
  return { across, width: Math.min((width - gap * (across - 1)) / across, wanted * 1.5) };
}

/** How many characters the longest text of the cells has, as its ends tell. */
export function charactersOf(cells: Cells): number {
  if (cells.style === "scientific") return 9;
  const ends = [cells.low, cells.high].map((end) => cellText(end, cells.style).length);
  return Math.max(...ends, cells.strange > 0 ? 4 : 0);
}

/** Whether texts of so many characters fit into cells `width` CSS pixels wide, in the smallest type. */
export const fits = (characters: number, width: number): boolean => width >= characters * 6.2 + 4;

export interface CanvasSize {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether there are more cells than pixels, so that some must be averaged. */
  readonly shrunk: boolean;
}

/** Thinner than this, in CSS pixels, a vector would be hard to hit. */
const thinnest = 24;

/**
 * The size of a picture of `rows` by `columns` cells that has `room` CSS pixels of width and at most
 * `tallest` of height, on a screen with `ratio` device pixels to a CSS pixel. Cells are square, and a
 * whole number of device pixels wide, while there are pixels enough.
 */
export function canvasSize(
  rows: number,
  columns: number,
  room: number,
  tallest: number,
  ratio: number,
): CanvasSize {
  const across = Math.floor((room * ratio) / columns);
  const down = Math.floor((tallest * ratio) / rows);
  const side = Math.min(across, down);
  // A long vector is as wide as there is room, and thick enough to see.
  if (rows * 24 <= columns || columns * 24 <= rows) {
    const long = (count: number, most: number): number => {
      const whole = Math.floor((most * ratio) / count);
      return whole >= 1 ? (whole * count) / ratio : most;
    };
    const thick = (count: number, most: number): number =>
      Math.min(most, Math.max(thinnest, (Math.max(1, side) * count) / ratio));
    return rows < columns
      ? { width: long(columns, room), height: thick(rows, tallest), shrunk: across < 1 }
      : { width: thick(columns, room), height: long(rows, tallest), shrunk: down < 1 };
  }
  if (side >= 1) {
    return { width: (side * columns) / ratio, height: (side * rows) / ratio, shrunk: false };
  }
  const scale = Math.min(room / columns, tallest / rows);
  return { width: scale * columns, height: scale * rows, shrunk: true };
}
