// What an op says of its wasm kernel.

/** What a node asks of the tape machine. */
export interface Instruction {
  readonly code: number;
  /** Words p0 … p3. */
  readonly p?: readonly number[];
  /** Words f0 and f1. */
  readonly f?: readonly number[];
  /**
   * Whether its bits differ from those of the JavaScript kernel. Then the wasm kernel computes such a
   * node wherever it is evaluated: which kernel is used depends on the node, not on the evaluator.
   */
  readonly approximate: boolean;
}
