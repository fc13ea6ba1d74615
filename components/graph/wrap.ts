// A long chain of cards in rows, like a path that turns at the edge of the room: all of it in sight.

import { type Box, gap, margin, type Placed, type Point } from "./layout";

/** Fewer columns than this are no rows to read; then a chain scrolls. */
const fewestColumns = 3;

const isChain = (boxes: readonly Box[]): boolean =>
  boxes.every((box, i) =>
    i === 0
      ? box.inputs.length === 0
      : box.inputs.length === 1 && box.inputs[0] === boxes[i - 1]?.id,
  );

/**
 * Places a chain in rows of at most `room` pixels, from left to right, then back, and so on, so that
 * each card stands beside or below the one before. Null if `boxes` is no chain or the room is narrow.
 */
export function wrapChain(boxes: readonly Box[], room: number): Placed | null {
  if (!isChain(boxes)) return null;
  const column = Math.max(...boxes.map((box) => box.width));
  const row = Math.max(...boxes.map((box) => box.height));
  const columns = Math.floor((room - 2 * margin + gap.rank) / (column + gap.rank));
  if (columns < fewestColumns) return null;
  const rows = Math.ceil(boxes.length / columns);
  const middle = (i: number): Point => {
    const [down, along] = [Math.floor(i / columns), i % columns];
    const across = down % 2 === 0 ? along : columns - 1 - along;
    return {
      x: margin + across * (column + gap.rank) + column / 2,
      y: margin + down * (row + gap.rank) + row / 2,
    };
  };
  const centres = new Map(boxes.map((box, i) => [box.id, middle(i)]));
  const edges = boxes.slice(1).map((to, i) => {
    const from = boxes[i] as Box;
    return {
      from: from.id,
      to: to.id,
      slot: 0,
      points: between(from, middle(i), to, middle(i + 1)),
    };
  });
  return {
    width: Math.min(columns, boxes.length) * (column + gap.rank) - gap.rank + 2 * margin,
    height: rows * (row + gap.rank) - gap.rank + 2 * margin,
    centres,
    edges,
    frames: new Map(),
  };
}

/** The edge between neighbours: straight, from side to facing side. */
function between(from: Box, start: Point, to: Box, end: Point): Point[] {
  if (start.y !== end.y) {
    return [
      { x: start.x, y: start.y + from.height / 2 },
      { x: end.x, y: end.y - to.height / 2 },
    ];
  }
  const way = Math.sign(end.x - start.x);
  return [
    { x: start.x + (way * from.width) / 2, y: start.y },
    { x: end.x - (way * to.width) / 2, y: end.y },
  ];
}
