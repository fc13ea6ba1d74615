// A piece of wasm memory for the time of one call: operands that lie elsewhere are copied there.

import { release, reserve } from "./kernels/wasm/memory";

/** A larger piece is given back after the call. */
const mostKept = 2 ** 20;

export class Scratch {
  private pointer = 0;
  private bytes = 0;

  /**
   * Makes room for `bytes`; the pointer, or null where there is none. To be called before anybody
   * holds an array over wasm memory: growing it takes all such arrays away.
   */
  take(bytes: number): number | null {
    if (bytes <= this.bytes) return this.pointer;
    this.drop();
    const size = 2 ** Math.ceil(Math.log2(bytes));
    const pointer = reserve(size);
    this.pointer = pointer ?? 0;
    this.bytes = pointer === null ? 0 : size;
    return pointer;
  }

  /** The room there is, for at least `bytes`; null where there is less. */
  taken(bytes: number): number | null {
    return bytes <= this.bytes ? this.pointer : null;
  }

  /** Ends a call. */
  done(): void {
    if (this.bytes > mostKept) this.drop();
  }

  private drop(): void {
    if (this.bytes > 0) release(this.pointer);
    this.bytes = 0;
  }
}
