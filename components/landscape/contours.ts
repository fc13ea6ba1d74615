// Lines of equal height through a square of samples: marching squares, joined into long lines.

import type { Samples } from "./refine";

/** x and y in turns, in units of the samples' spacing; a closed line ends where it began. */
export type Line = readonly number[];

/**
 * The edges of a cell that a line joins, for each of the 16 cases; the case's bits are the corners above
 * the level: top left 1, top right 2, bottom right 4, bottom left 8. Edges: top 0, right 1, bottom 2, left 3.
 */
const joins: readonly (readonly number[])[] = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [3, 0, 1, 2],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];
/** The two saddles, when the middle is above the level. */
const saddles: Readonly<Record<number, readonly number[]>> = { 5: [0, 1, 2, 3], 10: [3, 0, 1, 2] };

/** The lines where the samples are at `level`. Cells with a corner that is not finite have none. */
export function contourLines({ side, values }: Samples, level: number): Line[] {
  // An edge is told by the sample it starts from: 2k to the right of it, 2k + 1 below it.
  const ends = new Map<number, number[]>();
  const link = (from: number, to: number): void => {
    const known = ends.get(from);
    if (known === undefined) ends.set(from, [to]);
    else known.push(to);
  };
  for (let row = 0; row + 1 < side; row++) {
    for (let column = 0; column + 1 < side; column++) {
      const k = row * side + column;
      const [a, b] = [values[k] as number, values[k + 1] as number];
      const [d, c] = [values[k + side] as number, values[k + side + 1] as number];
      const sum = a + b + c + d;
      if (!Number.isFinite(sum)) continue;
      const bits =
        Number(a > level) + 2 * Number(b > level) + 4 * Number(c > level) + 8 * Number(d > level);
      const pairs = (sum / 4 > level ? saddles[bits] : undefined) ?? joins[bits] ?? [];
      const edges = [2 * k, 2 * (k + 1) + 1, 2 * (k + side), 2 * k + 1];
      for (let i = 0; i < pairs.length; i += 2) {
        const from = edges[pairs[i] as number] as number;
        const to = edges[pairs[i + 1] as number] as number;
        link(from, to);
        link(to, from);
      }
    }
  }
  const point = (edge: number, line: number[]): void => {
    const k = edge >> 1;
    const other = edge % 2 === 0 ? k + 1 : k + side;
    const [from, to] = [values[k] as number, values[other] as number];
    const t = (level - from) / (to - from);
    const [column, row] = [k % side, Math.floor(k / side)];
    line.push(edge % 2 === 0 ? column + t : column, edge % 2 === 0 ? row : row + t);
  };
  const trace = (start: number): Line => {
    const line: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined) {
      point(at, line);
      const next: number | undefined = ends.get(at)?.pop();
      if (next === undefined) break;
      const back = ends.get(next);
      back?.splice(back.indexOf(at), 1);
      at = next;
    }
    return line;
  };
  const lines: Line[] = [];
  // First those that end at the border, then the rings.
  for (const [edge, to] of ends) if (to.length === 1) lines.push(trace(edge));
  for (const [edge, to] of ends) if (to.length > 0) lines.push(trace(edge));
  return lines.filter((line) => line.length > 2);
}

/** The least width of a ring, in samples: in a narrower valley the lines of a level fall into beads. */
const narrowest = 1.5;

/** Whether a line is a ring too narrow for the samples to tell its shape. */
export function isBead(line: Line): boolean {
  const last = line.length - 2;
  if (line[0] !== line[last] || line[1] !== line[last + 1]) return false;
  let [around, twice] = [0, 0];
  for (let i = 2; i < line.length; i += 2) {
    const [x0, y0] = [line[i - 2] as number, line[i - 1] as number];
    const [x1, y1] = [line[i] as number, line[i + 1] as number];
    around += Math.hypot(x1 - x0, y1 - y0);
    twice += x0 * y1 - x1 * y0;
  }
  // Twice the area by the way around it: the width of what is long, the radius of what is round.
  return Math.abs(twice) < narrowest * around;
}
