// The modes that operations are made in: recorded for differentiation or not, lazy or eager.

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

/** What is done to the tensors that derivative rules need. */
export interface SavedTensorsHooks {
  /** Turns a saved tensor into whatever is to be kept in its place. */
  readonly pack: (tensor: never) => unknown;
  /** Turns that into a tensor again. */
  readonly unpack: (packed: never) => unknown;
}

/** Modes that change what an operation remembers; all off by default. */
export const special = {
  /** Nodes are computed at once and keep their values. */
  eager: false,
  /** Nodes remember where they were made, and backward looks for NaN. */
  anomaly: false,
  /** Nodes can never become part of a differentiable graph. */
  inference: false,
  savedTensors: null as SavedTensorsHooks | null,
};

/** Whether any of the special modes is on: operations look no further if not. */
export const isSpecial = (): boolean =>
  special.eager || special.anomaly || special.inference || special.savedTensors !== null;

/** Runs `fn` with some of the special modes changed. */
export function withSpecial<T>(change: Partial<typeof special>, fn: () => T): T {
  const before = { ...special };
  Object.assign(special, change);
  try {
    return fn();
  } finally {
    Object.assign(special, before);
  }
}
