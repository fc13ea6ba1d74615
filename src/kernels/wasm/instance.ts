// The wasm kernels, compiled at first use. Where the page's content security policy forbids it, or
// there is no WebAssembly, there are none, and the JavaScript kernels serve.

import { binary } from "./binary";

export interface Machine {
  readonly memory: WebAssembly.Memory;
  /** Where static data ends: what lies above is ours to give out. */
  readonly heapBase: number;
  /** Carries out `count` instructions from the pointer `stream` on, at the time `now`. */
  readonly run: (stream: number, count: number, now: number) => void;
}

const initialPages = 64;

function load(): Machine | null {
  try {
    const bytes = new Uint8Array(binary.length / 2);
    for (let i = 0; i < bytes.length; i++) {
      bytes[i] = Number.parseInt(binary.slice(2 * i, 2 * i + 2), 16);
    }
    const memory = new WebAssembly.Memory({ initial: initialPages });
    const module = new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory },
      math: {
        exp: Math.exp,
        log: Math.log,
        log1p: Math.log1p,
        expm1: Math.expm1,
        sin: Math.sin,
        cos: Math.cos,
      },
    });
    return {
      memory,
      heapBase: (exports.heapBase as () => number)(),
      run: exports.run as Machine["run"],
    };
  } catch {
    return null;
  }
}

let loaded: Machine | null | undefined;
let allowed = true;

/** The memory of what was loaded, allowed or not: there may be elements in it. */
export const memory = (): WebAssembly.Memory => (loaded as Machine).memory;

/** The kernels, or null where there are none. */
export function machine(): Machine | null {
  if (loaded === undefined) loaded = load();
  return allowed ? loaded : null;
}

/**
 * Whether the wasm kernels may be used; tests compare what both sides compute. Returns what was
 * allowed before.
 */
export function allowMachine(allow: boolean): boolean {
  const before = allowed;
  allowed = allow;
  return before;
}
