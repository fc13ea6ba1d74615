// Samples of a function, close where it bends and few where it is straight. Jumps, poles and what is
// no number end a line; kinks are found by halving.

/** A line through samples, all finite: x and y in turn. */
export type Line = Float64Array;

export interface SamplerOptions {
  /** Intervals to begin with, taken at once. @default 12 */
  readonly coarse?: number;
  /** The most samples. @default 1500 */
  readonly most?: number;
  /** A line is as good as its distance from the function, in parts of the height shown. @default 1/900 */
  readonly tolerance?: number;
}

/** An interval is halved at most so often. */
const deepest = 22;
/** From here on a change that stays in one half, however small that gets, is a jump. */
const deep = 12;
/** So many halvings are made everywhere, before it is asked where they are needed. */
const everywhere = 2;
/** Where samples run out, changes within such a part of the width count as jumps: it is less than a pixel. */
const narrow = 1 / 2000;

export class Sampler {
  private readonly xs: number[] = [];
  private readonly ys: number[] = [];
  /** The next sample to the right; -1 for the last. */
  private readonly next: number[] = [];
  private readonly depth: number[] = [];
  /** 1 where the function jumps from this sample to the next. */
  private readonly broken: boolean[] = [];
  /** Samples whose interval to the next is to be looked at, and how far that has come. */
  private queue: number[] = [];
  private at = 0;
  private readonly coarse: number;
  /** How many samples lie evenly: the first ones. */
  private readonly even: number;
  private readonly most: number;
  private readonly tolerance: number;
  /** How far a line may be from the function. */
  private allowed = 0;
  /** What counts as the height shown; see `heightOf`. */
  private height: { readonly low: number; readonly high: number } = { low: 0, high: 1 };
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  /** Takes the coarse samples of `f` from `min` to `max` at once. */
  constructor(
    private readonly f: (x: number) => number,
    min: number,
    max: number,
    { coarse = 12, most = 1500, tolerance = 1 / 900 }: SamplerOptions = {},
  ) {
    this.coarse = coarse;
    this.even = coarse * 2 ** everywhere + 1;
    this.most = most;
    this.tolerance = tolerance;
    for (let i = 0; i <= coarse; i++) {
      // In such a way that zero is met exactly where it is one of them.
      const x = i === coarse ? max : (min * (coarse - i) + max * i) / coarse;
      this.take(x, i < coarse ? i + 1 : -1, 0);
      if (i < coarse) this.queue.push(i);
    }
    this.measure();
  }

  /**
   * Samples more until all is fine, or `enough` says so; whether all is. Some are always taken: how often
   * this is called decides when all is fine, and never what comes of it.
   */
  refine(enough: () => boolean): boolean {
    for (let looks = 1; this.at < this.queue.length; looks++) {
      if (this.xs.length >= this.most) {
        this.giveUp();
        return true;
      }
      if ((looks & 15) === 0 && enough()) return false;
      if (this.xs.length === this.even) this.measure();
      this.look(this.queue[this.at++] as number);
      if (this.at > 256) {
        this.queue = this.queue.slice(this.at);
        this.at = 0;
      }
    }
    return true;
  }

  /** The heights to show: all there are, but where the function shoots up, those of its calm part. */
  range(): { readonly low: number; readonly high: number } {
    return heightOf(this.ys.slice(0, this.even), this.least, this.greatest);
  }

  /** How many samples have been taken. */
  get count(): number {
    return this.xs.length;
  }

  /** The function as lines. A sample with none beside it is a line of one point. */
  lines(): Line[] {
    const lines: Line[] = [];
    let line: number[] = [];
    const end = (): void => {
      if (line.length > 0) lines.push(Float64Array.from(line));
      line = [];
    };
    for (let i = 0; i >= 0; i = this.next[i] as number) {
      const y = this.ys[i] as number;
      if (Number.isFinite(y)) line.push(this.xs[i] as number, y);
      else end();
      if (this.broken[i] === true) end();
    }
    end();
    return lines;
  }

  private measure(): void {
    this.height = this.range();
    this.allowed = (this.height.high - this.height.low) * this.tolerance;
  }

  private take(x: number, next: number, depth: number): number {
    const y = this.f(x);
    if (Number.isFinite(y)) {
      this.least = Math.min(this.least, y);
      this.greatest = Math.max(this.greatest, y);
    }
    this.ys.push(y);
    this.next.push(next);
    this.depth.push(depth);
    this.broken.push(false);
    return this.xs.push(x) - 1;
  }

  /** Halves the interval from sample `a` on, if a straight line there would be wrong. */
  private look(a: number): void {
    const b = this.next[a] as number;
    const [x0, x1] = [this.xs[a] as number, this.xs[b] as number];
    const [y0, y1] = [this.ys[a] as number, this.ys[b] as number];
    const depth = this.depth[a] as number;
    const x = x0 + (x1 - x0) / 2;
    const somewhere = Number.isFinite(y0) || Number.isFinite(y1);
    if (depth > everywhere + 2 && (!somewhere || this.unseen(y0, y1))) return;
    if (depth >= deepest || x <= x0 || x >= x1) {
      this.broken[a] = !(Math.abs(y1 - y0) <= this.allowed);
      return;
    }
    const m = this.take(x, b, depth + 1);
    this.next[a] = m;
    this.depth[a] = depth + 1;
    const y = this.ys[m] as number;
    const finite = Number.isFinite(y0) && Number.isFinite(y) && Number.isFinite(y1);
    const wrong = finite ? Math.abs(y - (y0 + y1) / 2) > this.allowed : somewhere;
    // The first look is a double one: a straight middle may be a coincidence.
    if (!wrong && depth > everywhere) return;
    const whole = Math.abs(y1 - y0);
    if (depth >= deep && Math.abs(y - y0) > 0.97 * whole) this.broken[a] = true;
    else if (depth >= deep && Math.abs(y1 - y) > 0.97 * whole) this.broken[m] = true;
    else this.queue.push(a, m);
  }

  /** What is left when samples run out: changes too narrow to be seen are taken for jumps. */
  private giveUp(): void {
    const first = this.xs[0] as number;
    const width = (this.xs[this.coarse] as number) - first;
    for (const a of this.queue.slice(this.at)) {
      const b = this.next[a] as number;
      const close = (this.xs[b] as number) - (this.xs[a] as number) < width * narrow;
      const steep = Math.abs((this.ys[b] as number) - (this.ys[a] as number)) > 40 * this.allowed;
      if (close && steep) this.broken[a] = true;
    }
    this.queue = [];
    this.at = 0;
  }

  /** Whether both ends are far outside on the same side. */
  private unseen(y0: number, y1: number): boolean {
    const { low, high } = this.height;
    const far = high - low;
    return Math.min(y0, y1) > high + far || Math.max(y0, y1) < low - far;
  }
}

/**
 * All that was found, but near a pole, which shows as heights that grow the closer one looks, the
 * calm part.
 */
function heightOf(
  coarse: readonly number[],
  least: number,
  greatest: number,
): { readonly low: number; readonly high: number } {
  const sorted = coarse.filter(Number.isFinite).sort((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return { low: 0, high: 1 };
  const at = (part: number): number => sorted[Math.round(part * (count - 1))] as number;
  const [low, high] = [at(0.08), at(0.92)];
  const calm = high - low;
  const rough = at(1) - at(0);
  const grows = greatest - least > 2 * rough || rough > 40 * calm;
  if (!grows || calm === 0) return { low: least, high: greatest };
  return { low: Math.max(least, low - calm / 2), high: Math.min(greatest, high + calm / 2) };
}
