// How tensors are printed: PyTorch's print options and the one place where they are set.

import { describe, TypeError, ValueError } from "../errors";
import { maxPrecision } from "./decimal";

/** What `setPrintoptions` sets. */
export interface PrintOptions {
  /** Digits after the point, 0 to 99; 4 by default. */
  readonly precision: number;
  /** Tensors with more elements than this are summarised; 1000 by default, may be Infinity. */
  readonly threshold: number;
  /** Entries shown at either end of a summarised dimension; 3 by default. */
  readonly edgeitems: number;
  /** Characters per line; 80 by default, may be Infinity. */
  readonly linewidth: number;
  /** Scientific notation: always, never, or (null, the default) where PyTorch would choose it. */
  readonly sciMode: boolean | null;
}

const defaults: PrintOptions = {
  precision: 4,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 80,
  sciMode: null,
};

const profiles = {
  default: defaults,
  short: { ...defaults, precision: 2, edgeitems: 2 },
  full: { ...defaults, threshold: Number.POSITIVE_INFINITY },
} as const;

/** The names of the ready-made settings. */
export type PrintProfile = keyof typeof profiles;

const current = { ...defaults };

/** The options in force; read only: `setPrintoptions` changes them. */
export const printOptions: PrintOptions = current;

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

const checks: Record<keyof PrintOptions, [wanted: string, ok: (value: unknown) => boolean]> = {
  precision: [
    `an integer from 0 to ${maxPrecision}`,
    (value) => isCount(value) && Number(value) <= maxPrecision,
  ],
  threshold: ["a number that is not negative", (value) => typeof value === "number" && value >= 0],
  edgeitems: ["an integer that is not negative", isCount],
  linewidth: ["a positive number", (value) => typeof value === "number" && value > 0],
  sciMode: ["true, false or null", (value) => value === null || typeof value === "boolean"],
};

const isOption = (key: string): key is keyof PrintOptions => Object.hasOwn(checks, key);

/**
 * Sets how tensors are printed, for all prints from now on. A profile (`"default"`, `"short"`,
 * `"full"`) is applied first, then the options given; those left out stay as they are, except
 * `sciMode`, which goes back to automatic, as in PyTorch.
 * @throws TypeError for an unknown option, ValueError for a value out of range; nothing is set then.
 * @example setPrintoptions({ precision: 2 }); String(tensor([1 / 3])) // "tensor([0.33])"
 */
export function setPrintoptions(
  options: Partial<PrintOptions> & { readonly profile?: PrintProfile } = {},
): void {
  const { profile, ...settings } = options;
  const op = "setPrintoptions";
  if (profile !== undefined && !Object.hasOwn(profiles, profile)) {
    const wanted = Object.keys(profiles).join(", ");
    throw new ValueError(`${op}: profile must be one of ${wanted}, got ${describe(profile)}`, {
      op,
      parameter: "profile",
    });
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    if (!isOption(key)) {
      throw new TypeError(`${op}: unknown option ${describe(key)}`, { op, parameter: key });
    }
    const [wanted, ok] = checks[key];
    if (!ok(value)) {
      throw new ValueError(`${op}: ${key} must be ${wanted}, got ${describe(value)}`, {
        op,
        parameter: key,
      });
    }
  }
  const base = profile === undefined ? current : profiles[profile];
  Object.assign(current, base, { sciMode: null }, Object.fromEntries(given));
}
