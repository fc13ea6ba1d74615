// Edges as SVG paths, and the way from card to card by arrow keys.

import type { Point } from "./layout";

/** An edge as an SVG path: rounded at its corners. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  if (first === undefined || last === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i + 1 < rest.length; i++) {
    const [corner, next] = [rest[i] as Point, rest[i + 1] as Point];
    const end =
      i + 2 === rest.length ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    path += ` Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
  }
  return rest.length === 1 ? `${path} L${last.x} ${last.y}` : path;
}

/** The head of an edge's arrow, as an SVG path. Drawn rather than a marker: those need document-wide ids. */
export function arrowPath(points: readonly Point[], size = 7): string {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  if (tip === undefined || before === undefined) return "";
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [dx, dy] = [((tip.x - before.x) / length) * size, ((tip.y - before.y) / length) * size];
  const [bx, by] = [tip.x - dx, tip.y - dy];
  return `M${tip.x} ${tip.y} L${bx - dy / 2} ${by + dx / 2} L${bx + dy / 2} ${by - dx / 2} Z`;
}

/** The middle of an edge, by its length. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, i) => distance(points[i] as Point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    const [from, to] = [points[i] as Point, points[i + 1] as Point];
    if (left <= length) {
      const part = length === 0 ? 0 : left / length;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

const aims: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest place from `id` in the direction of an arrow key, or null if none lies there. */
export function neighbour(
  id: string,
  key: string,
  places: ReadonlyMap<string, Point>,
): string | null {
  const here = places.get(id);
  const aim = aims[key];
  if (here === undefined || aim === undefined) return null;
  const [ax, ay] = aim;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [other, there] of places) {
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const ahead = dx * ax + dy * ay;
    const aside = Math.abs(dx * ay - dy * ax);
    if (other === id || ahead < 1) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [other, cost];
  }
  return best;
}
