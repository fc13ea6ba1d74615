// A square of samples that becomes finer: coarse at once, then twice as fine, and twice again, as far as
// the time allows.

/** Samples from edge to edge, row by row, the first row at the top. */
export interface Samples {
  readonly side: number;
  readonly values: Float64Array;
}

/** Along which axes the samples are the same from end to end. */
export function flatAlong({ side, values }: Samples): { readonly x: boolean; readonly y: boolean } {
  let [x, y] = [true, true];
  for (let i = 0; i < values.length && (x || y); i++) {
    if (i % side !== 0 && !Object.is(values[i], values[i - 1])) x = false;
    if (i >= side && !Object.is(values[i], values[i - side])) y = false;
  }
  return { x, y };
}

export class Refinement {
  /** Samples along a side when all is done: a power of two and one. */
  private readonly side: number;
  private readonly values: Float64Array;
  private stride: number;
  private next = 0;
  private finest: Samples | null = null;

  /**
   * @param sample the value at a place, both coordinates from 0 to 1, from the left and from the top
   * @param depth 2^depth intervals along a side when all is done
   * @param start 2^start intervals to begin with
   */
  constructor(
    private readonly sample: (across: number, down: number) => number,
    depth: number,
    start = 3,
  ) {
    this.side = 2 ** depth + 1;
    this.values = new Float64Array(this.side * this.side);
    this.stride = 2 ** Math.max(0, depth - start);
  }

  /** The finest samples that are complete. */
  get samples(): Samples | null {
    return this.finest;
  }

  get done(): boolean {
    return this.stride < 1;
  }

  /** Goes on until `late()`. @returns whether finer samples were completed. */
  refine(late: () => boolean): boolean {
    const before = this.finest;
    while (!this.done) {
      if (!this.pass(late)) break;
      this.finest = this.gathered();
      this.stride /= 2;
      this.next = 0;
    }
    return this.finest !== before;
  }

  /** One level; false if it was late. */
  private pass(late: () => boolean): boolean {
    const { stride, side } = this;
    const count = (side - 1) / stride + 1;
    for (; this.next < count * count; this.next++) {
      const row = Math.floor(this.next / count) * stride;
      const column = (this.next % count) * stride;
      const known = this.finest !== null && row % (2 * stride) === 0 && column % (2 * stride) === 0;
      if (known) continue;
      if (late()) return false;
      this.values[row * side + column] = this.sample(column / (side - 1), row / (side - 1));
    }
    return true;
  }

  private gathered(): Samples {
    const { stride, side } = this;
    const count = (side - 1) / stride + 1;
    const values = new Float64Array(count * count);
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        values[row * count + column] = this.values[(row * side + column) * stride] as number;
      }
    }
    return { side: count, values };
  }
}
