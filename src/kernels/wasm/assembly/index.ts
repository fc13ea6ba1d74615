// The wasm module: the tape machine, and through it all kernels. Compiled by `npm run kernels`.

export { run } from "./tape";

/** Where static data ends. */
export function heapBase(): usize {
  return __heap_base;
}
