// What a descent run leaves behind: the loss of every step, however many, in bounded memory.
//
// A run is buckets of equal numbers of steps, one step each to begin with. When all buckets are full,
// neighbours are joined: each keeps its least and its greatest value, so that no spike gets lost.

import { type Accessor, createSignal, untrack } from "solid-js";

/** The most buckets of a run: more than a plot has pixels. */
const most = 4096;

/** Earlier runs that are kept, the latest ones. */
const mostRuns = 6;

export class Run {
  private readonly low = new Float64Array(most);
  private readonly high = new Float64Array(most);
  /** How many steps were taken. */
  steps = 0;
  /** How many steps are in a bucket. */
  stride = 1;
  /** The value of the first step, of the latest one, and the least of all; NaN before there are any. */
  first = Number.NaN;
  last = Number.NaN;
  least = Number.NaN;
  greatest = Number.NaN;

  /** How many buckets hold anything. */
  get length(): number {
    return Math.ceil(this.steps / this.stride);
  }

  push(value: number): void {
    if (this.steps === most * this.stride) this.join();
    const bucket = Math.floor(this.steps / this.stride);
    if (this.steps % this.stride === 0) this.low[bucket] = this.high[bucket] = value;
    else {
      this.low[bucket] = lesser(this.low[bucket] as number, value);
      this.high[bucket] = greater(this.high[bucket] as number, value);
    }
    if (this.steps === 0) this.first = value;
    this.steps++;
    this.last = value;
    if (!Number.isFinite(value)) return;
    this.least = lesser(this.least, value);
    this.greatest = greater(this.greatest, value);
  }

  /** The least and the greatest value of a bucket. */
  lowAt(bucket: number): number {
    return this.low[bucket] as number;
  }
  highAt(bucket: number): number {
    return this.high[bucket] as number;
  }

  /** Takes note of the run as it is; the function returned makes a run like that. */
  note(): () => Run {
    const { steps, stride, first, last, least, greatest } = this;
    const low = this.low.slice(0, this.length);
    const high = this.high.slice(0, this.length);
    return () => {
      const run = new Run();
      run.low.set(low);
      run.high.set(high);
      return Object.assign(run, { steps, stride, first, last, least, greatest });
    };
  }

  private join(): void {
    for (let i = 0; i < most / 2; i++) {
      this.low[i] = lesser(this.low[2 * i] as number, this.low[2 * i + 1] as number);
      this.high[i] = greater(this.high[2 * i] as number, this.high[2 * i + 1] as number);
    }
    this.stride *= 2;
  }
}

/** Of two values; what is no number counts only where there is nothing else. */
const lesser = (a: number, b: number): number => (a <= b || Number.isNaN(b) ? a : b);
const greater = (a: number, b: number): number => (a >= b || Number.isNaN(b) ? a : b);

export interface LossRecord {
  /** Adds the loss of the next step. */
  push(value: number): void;
  /** Begins another run; the earlier ones stay, faintly. Nothing happens if the present one is empty. */
  startRun(): void;
  /** Forgets everything. */
  clear(): void;
  /** Takes note of all runs as they are; the function returned brings them back, as often as it is called. */
  keep(): () => void;
  /** How many steps the present run has. Tracked. */
  readonly points: Accessor<number>;
  /** All runs, the present one last. Tracked; told of every step. */
  readonly runs: Accessor<readonly Run[]>;
}

/**
 * A record of losses, to be shown by `LossCurve`: any number of steps, any of them in constant time.
 * @example
 * const record = createLossRecord();
 * record.push(loss.item()); // after every step
 * <LossCurve of={record} />
 */
export function createLossRecord(): LossRecord {
  const [runs, setRuns] = createSignal<readonly Run[]>([new Run()], { equals: false });
  const present = (): Run => runs().at(-1) as Run;
  return {
    push(value) {
      setRuns((all) => {
        (all.at(-1) as Run).push(value);
        return all;
      });
    },
    startRun() {
      setRuns((all) =>
        (all.at(-1) as Run).steps === 0 ? all : [...all, new Run()].slice(-mostRuns),
      );
    },
    clear() {
      setRuns([new Run()]);
    },
    keep() {
      // Earlier runs do not change any more.
      const [earlier, last] = untrack(() => [runs().slice(0, -1), present().note()] as const);
      return () => void setRuns([...earlier, last()]);
    },
    points: () => present().steps,
    runs,
  };
}
