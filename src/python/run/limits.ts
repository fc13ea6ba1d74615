// What a program may use, and the error that stops it when it uses more.

export interface Limits {
  /** Statements and loop rounds. */
  readonly statements?: number;
  /** Wall time of one run. */
  readonly seconds?: number;
  /** Bytes that values may hold at once. */
  readonly memory?: number;
  /** Calls within calls. */
  readonly recursion?: number;
  /** Characters printed. */
  readonly output?: number;
  /** Asked now and then: whether to stop. */
  readonly interrupted?: () => boolean;
}

export const defaultLimits: Required<Limits> = {
  statements: 20_000_000,
  seconds: 10,
  memory: 512 * 2 ** 20,
  recursion: 1000,
  output: 1_000_000,
  interrupted: () => false,
};

/** Stops a program. Python code cannot catch it. */
export class LimitError {
  constructor(
    readonly limit: "statements" | "seconds" | "memory" | "output" | "interrupted",
    readonly message: string,
  ) {}
}
