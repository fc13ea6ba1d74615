// Frames around boxes that have their places, and the size of the whole.

import { inset, margin, type Placed, type Plan, type Point, type Rectangle } from "./layout";

/** Draws the frames close around their boxes, and moves everything into the positive. */
export function framed(
  { boxes, frames }: Plan,
  centres: Map<string, Point>,
  edges: Placed["edges"],
): Placed {
  const bounds = new Map<string, Bounds>();
  const whole = new Bounds();
  for (const { id, width, height, frame } of boxes) {
    const { x, y } = centres.get(id) as Point;
    whole.add(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    if (frame !== null) {
      boundsOf(bounds, frame).add(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }
  }
  // Inner frames first: those around them hold them too.
  for (const { id, outer } of [...frames].reverse()) {
    const own = boundsOf(bounds, id);
    own.grow(inset.side, inset.title);
    whole.add(own.left, own.top, own.right, own.bottom);
    if (outer !== null) boundsOf(bounds, outer).add(own.left, own.top, own.right, own.bottom);
  }
  for (const { points } of edges) for (const { x, y } of points) whole.add(x, y, x, y);
  const [dx, dy] = [margin - whole.left, margin - whole.top];
  for (const point of centres.values()) move(point, dx, dy);
  for (const { points } of edges) for (const point of points) move(point, dx, dy);
  const rectangles = new Map<string, Rectangle>();
  for (const { id } of frames) {
    const { left, top, right, bottom } = boundsOf(bounds, id);
    rectangles.set(id, { x: left + dx, y: top + dy, width: right - left, height: bottom - top });
  }
  return {
    width: boxes.length === 0 ? 0 : whole.right - whole.left + 2 * margin,
    height: boxes.length === 0 ? 0 : whole.bottom - whole.top + 2 * margin,
    centres,
    edges,
    frames: rectangles,
  };
}

function move(point: Point, dx: number, dy: number): void {
  point.x += dx;
  point.y += dy;
}

class Bounds {
  left = Number.POSITIVE_INFINITY;
  top = Number.POSITIVE_INFINITY;
  right = Number.NEGATIVE_INFINITY;
  bottom = Number.NEGATIVE_INFINITY;

  add(left: number, top: number, right: number, bottom: number): void {
    this.left = Math.min(this.left, left);
    this.top = Math.min(this.top, top);
    this.right = Math.max(this.right, right);
    this.bottom = Math.max(this.bottom, bottom);
  }

  grow(side: number, title: number): void {
    this.left -= side;
    this.right += side;
    this.top -= title;
    this.bottom += side;
  }
}

function boundsOf(all: Map<string, Bounds>, id: string): Bounds {
  const found = all.get(id) ?? new Bounds();
  all.set(id, found);
  return found;
}
