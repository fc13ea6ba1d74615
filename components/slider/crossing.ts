// Which boxes a pointer crosses between two moves: a quick hand leaves none out.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Whether the straight way from `a` to `b` touches `box`. */
export function crosses(box: Box, a: Point, b: Point): boolean {
  // The part of the way, 0 to 1, that is inside both the box's columns and its rows.
  let [enter, leave] = [0, 1];
  const clip = (from: number, way: number, low: number, high: number): boolean => {
    if (way === 0) return from >= low && from <= high;
    const [one, other] = [(low - from) / way, (high - from) / way];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
    return enter <= leave;
  };
  return clip(a.x, b.x - a.x, box.left, box.right) && clip(a.y, b.y - a.y, box.top, box.bottom);
}
