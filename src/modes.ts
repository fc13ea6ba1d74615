// Gradient mode: whether operations are recorded for differentiation.

let enabled = true;

/** Whether operations are being recorded; `true` by default. */
export const isGradEnabled = (): boolean => enabled;

function withMode<T>(mode: boolean, fn: () => T): T {
  const before = enabled;
  enabled = mode;
  try {
    return fn();
  } finally {
    enabled = before;
  }
}

/**
 * Runs `fn` without recording: what it computes does not require a gradient.
 * @example const z = noGrad(() => x.matmul(w)); z.requiresGrad // false
 */
export const noGrad = <T>(fn: () => T): T => withMode(false, fn);

/** Runs `fn` with recording on, inside `noGrad`. */
export const enableGrad = <T>(fn: () => T): T => withMode(true, fn);

/**
 * Turns recording on or off: for the run of `fn` if one is given, else from now on.
 * @example setGradEnabled(false, () => x.matmul(w).requiresGrad) // false
 */
export function setGradEnabled(mode: boolean): void;
export function setGradEnabled<T>(mode: boolean, fn: () => T): T;
export function setGradEnabled<T>(mode: boolean, fn?: () => T): T | undefined {
  if (fn !== undefined) return withMode(mode, fn);
  enabled = mode;
  return undefined;
}
