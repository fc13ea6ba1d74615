// What an op says of its wasm kernel.

/** What a node asks of the tape machine. */
export interface Instruction {
  readonly code: number;
  /** Words p0 … p3; of a kernel without doubles up to eight. */
  readonly p?: readonly number[];
  /** Words f0 and f1. */
  readonly f?: readonly number[];
  /**
   * Whether it is worth a call of its own, elements copied to wasm memory and back: because it is so
   * much faster, or because its bits differ from those of the JavaScript kernel. The latter must be so
   * declared: which kernel computes a node depends on the node, never on who evaluates it.
   */
  readonly approximate: boolean;
}
