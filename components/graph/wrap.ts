// A long chain of cards in rows, like a path that turns at the edge of the room: all of it in sight.

import { type Box, gap, margin, type Placed, type Point } from "./layout";

/** Cards side by side, at the least; the arrow between them has to be seen. */
const least = { columns: 3, gap: gap.rank.down };
/** Where nothing else has room: two columns, and short arrows. */
const two = { columns: 2, gap: 20 };

const isChain = (boxes: readonly Box[]): boolean =>
  boxes.every((box, i) =>
    i === 0
      ? box.inputs.length === 0
      : box.inputs.length === 1 && box.inputs[0] === boxes[i - 1]?.id,
  );

/**
 * Places a chain in rows of at most `room` pixels, from left to right, then back, and so on, so that
 * each card stands beside or below the one before. Null if `boxes` is no chain or the room is narrow.
 * @param pairs whether two cards in a row are better than none.
 */
export function wrapChain(boxes: readonly Box[], room: number, pairs = false): Placed | null {
  if (!isChain(boxes)) return null;
  const fewest = pairs ? two : least;
  const column = Math.max(...boxes.map((box) => box.width));
  const row = Math.max(...boxes.map((box) => box.height));
  const inside = room - 2 * margin;
  const columns = Math.floor((inside + fewest.gap) / (column + fewest.gap));
  if (columns < fewest.columns) return null;
  const spare = (inside - columns * column) / (columns - 1);
  const [across, down] = [Math.min(gap.rank.across, Math.floor(spare)), gap.rank.down];
  const rows = Math.ceil(boxes.length / columns);
  const middle = (i: number): Point => {
    const [line, along] = [Math.floor(i / columns), i % columns];
    const at = line % 2 === 0 ? along : columns - 1 - along;
    return {
      x: margin + at * (column + across) + column / 2,
      y: margin + line * (row + down) + row / 2,
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
    width: Math.min(columns, boxes.length) * (column + across) - across + 2 * margin,
    height: rows * (row + down) - down + 2 * margin,
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
