// The only names of the host that the engine uses; it is compiled without the DOM's types.

declare const console: { warn(message: string): void };
declare function queueMicrotask(task: () => void): void;

declare namespace WebAssembly {
  class Memory {
    constructor(limits: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB; throws RangeError where there is no room. */
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(
      module: Module,
      imports: Record<string, Record<string, Memory | ((x: number) => number)>>,
    );
    readonly exports: Record<string, unknown>;
  }
}
