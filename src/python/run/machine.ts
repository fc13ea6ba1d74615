// The state of the program that runs: its frames, what it has printed, how much it has used. There is
// one at a time; running another (a look at an expression, a cell) puts its own in place meanwhile.

import { type ExceptionObject, type Place, raise } from "../objects/exceptions";
import type { Value } from "../objects/value";
import { defaultLimits, LimitError, type Limits } from "./limits";
import { measure } from "./memory";
import { RandomState } from "./random";

/** What a frame runs: for tracebacks. */
export interface Code {
  readonly name: string;
  readonly file: string;
}

/** One variable that functions share with those around them, or a top-level name. */
export class Cell {
  value: Value | undefined = undefined;
}

/** A call in progress. */
export class Frame {
  line = 0;
  parent: Frame | null = null;
  depth = 0;
  /** What `return` gave. */
  result: Value = null;
  /** For class bodies: the names that they bind. */
  namespace: Map<string, Value> | null = null;

  constructor(
    readonly code: Code,
    /** Local variables by slot; those that inner functions use are in cells. */
    readonly locals: (Value | undefined)[],
    /** The cells: of the function's own variables first, then of those around it. */
    readonly cells: readonly Cell[],
  ) {}
}

const topCode: Code = { name: "<module>", file: "<snippet>" };

/** From how many parts on a list or text counts at once, before the memory in use is measured. */
const many = 65_536;

/** How many statements run between two looks at the clock. */
const chunk = 512;

export class Machine {
  frame: Frame = new Frame(topCode, [], []);
  /** The exception that an `except` is handling: what a bare `raise` raises again. */
  handling: ExceptionObject | null = null;
  readonly limits: Required<Limits>;
  #printed: string[] = [];
  #characters = 0;
  #fuel = chunk;
  #statements = 0;
  #deadline: number;
  #allocated = 0;
  /** How much may be taken before what is in use is measured. */
  #measureAt: number;

  constructor(
    limits: Limits = {},
    readonly roots: () => Iterable<Value> = () => [],
    readonly onText: (text: string) => void = () => {},
    /** What Python's `random` draws from. */
    readonly random: RandomState = new RandomState(),
  ) {
    this.limits = { ...defaultLimits, ...limits };
    this.#measureAt = this.limits.memory;
    this.#deadline = Date.now() + this.limits.seconds * 1000;
  }

  /** Everything printed so far. */
  get text(): string {
    if (this.#printed.length > 1) this.#printed = [this.#printed.join("")];
    return this.#printed[0] ?? "";
  }

  /** Prints. */
  write(text: string): void {
    const { output } = this.limits;
    const left = output - this.#characters;
    this.#characters += text.length;
    const shown = text.length > left ? text.slice(0, Math.max(0, left)) : text;
    this.#printed.push(shown);
    this.onText(shown);
    if (text.length > left) {
      throw new LimitError("output", `stopped after printing ${output} characters`);
    }
  }

  /** Counts a statement, a round of a loop or a call. */
  step(): void {
    if (--this.#fuel <= 0) this.#look();
  }

  /** Enters a call. */
  enter(frame: Frame): void {
    const parent = this.frame;
    frame.parent = parent;
    frame.depth = parent.depth + 1;
    if (frame.depth > this.limits.recursion) {
      throw raise.RecursionError("maximum recursion depth exceeded");
    }
    this.frame = frame;
  }

  #look(): void {
    const { statements, seconds, interrupted } = this.limits;
    this.#statements += chunk;
    this.#fuel = Math.min(chunk, Math.max(1, statements - this.#statements));
    if (this.#statements >= statements) {
      throw new LimitError("statements", `stopped after ${statements} statements`);
    }
    if (Date.now() > this.#deadline) {
      throw new LimitError("seconds", `stopped after ${seconds} seconds`);
    }
    if (interrupted()) throw new LimitError("interrupted", "stopped: interrupted");
  }

  /** The same for a list or text of many parts; a look at the clock follows, since they take time. */
  takes(parts: number, bytesEach: number): void {
    if (parts < many) return;
    this.allocated(parts * bytesEach);
    this.hurry();
  }

  /** Makes what runs look at the clock soon: after work that took long. */
  hurry(): void {
    this.#fuel = Math.min(this.#fuel, 1);
  }

  /** Accounts for bytes that were, or are about to be, taken. */
  allocated(bytes: number): void {
    this.#allocated += bytes;
    const { memory } = this.limits;
    if (this.#allocated <= this.#measureAt) return;
    const live = bytes > memory ? bytes : measure(this.#reachable()) + bytes;
    if (live > memory) {
      const megabytes = Math.round(memory / 2 ** 20);
      throw new LimitError("memory", `stopped: more than ${megabytes} MB in use`);
    }
    this.#allocated = live;
    // A little more than the limit may be in use for a while, so that walks do not follow each other.
    this.#measureAt = Math.max(memory, live + memory / 8);
  }

  *#reachable(): IterableIterator<Value> {
    yield* this.roots();
    for (let frame: Frame | null = this.frame; frame !== null; frame = frame.parent) {
      for (const value of frame.locals) if (value !== undefined) yield value;
      for (const { value } of frame.cells) if (value !== undefined) yield value;
    }
  }

  /** Where all frames stand, outermost first. */
  places(): Place[] {
    const places: Place[] = [];
    for (let frame: Frame | null = this.frame; frame !== null; frame = frame.parent) {
      if (frame.line > 0) {
        places.push({ file: frame.code.file, line: frame.line, scope: frame.code.name });
      }
    }
    return places.reverse();
  }
}

/**
 * The machine that runs; between programs, one without limits of time: code that JavaScript calls back
 * later (a hook of a tensor that a program left) runs on it.
 */
export let machine: Machine = new Machine({
  statements: Number.POSITIVE_INFINITY,
  seconds: Number.POSITIVE_INFINITY,
});

/** Runs something on another machine. */
export function withMachine<T>(other: Machine, run: () => T): T {
  const before = machine;
  machine = other;
  try {
    return run();
  } finally {
    machine = before;
  }
}
