// The diverging colour map: PuOr, symmetric about zero, purple below and orange above. On a dark page
// zero is dark, so that the eye goes to what is large, as on a light one.

import { interpolatePuOr } from "d3-scale-chromatic";

export type Rgb = readonly [number, number, number];
export type Scheme = "light" | "dark";

/** Steps on either side of zero. */
const half = 128;
const darkZero: Rgb = [38, 43, 49];
const lightZero: Rgb = [246, 246, 247];

function puOr(t: number): Rgb {
  const parts = interpolatePuOr(t).match(/\d+/g) ?? [];
  return [Number(parts[0]), Number(parts[1]), Number(parts[2])];
}

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * t),
  Math.round(a[1] + (b[1] - a[1]) * t),
  Math.round(a[2] + (b[2] - a[2]) * t),
];

/** The colour of `u` in [-1, 1]. The darkest tenth of PuOr is left out: there text is hard to set. */
function ramp(u: number, scheme: Scheme): Rgb {
  if (scheme === "light") return mix(lightZero, puOr(0.5 + 0.44 * u), Math.min(1, Math.abs(u) * 6));
  const end = puOr(u < 0 ? 0.28 : 0.74);
  return mix(darkZero, end, Math.abs(u) ** 0.75);
}

const tables = new Map<Scheme, readonly Rgb[]>();

/** The map as 257 colours, from -1 to 1. */
export function rampTable(scheme: Scheme): readonly Rgb[] {
  const known = tables.get(scheme);
  if (known !== undefined) return known;
  const table = Array.from({ length: 2 * half + 1 }, (_, i) => ramp((i - half) / half, scheme));
  tables.set(scheme, table);
  return table;
}

/** Where `value` lies in `rampTable` when `max` is the end of the scale. NaN counts as zero. */
export function rampIndex(value: number, max: number): number {
  const u = Number.isNaN(value) ? 0 : Math.max(-1, Math.min(1, value / max));
  return half + Math.round(u * half);
}

export const css = (colour: Rgb): string => `rgb(${colour[0]} ${colour[1]} ${colour[2]})`;

/** Relative luminance of sRGB, as WCAG defines it. */
export function luminance(colour: Rgb): number {
  const linear = colour.map((part) => {
    const s = part / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

/** Black or white, whichever reads better on `ground`: at least 4.5 to 1, which no softer black gives. */
function ink(ground: Rgb): string {
  const light = luminance(ground) + 0.05;
  return light * light > 1.05 * 0.05 ? css([0, 0, 0]) : css([255, 255, 255]);
}

/** The CSS colours of a value, for either scheme at once: the ground and a text colour that reads on it. */
export function cellColours(value: number, max: number): { ground: string; ink: string } {
  const index = rampIndex(value, max);
  const light = rampTable("light")[index] as Rgb;
  const dark = rampTable("dark")[index] as Rgb;
  return {
    ground: `light-dark(${css(light)}, ${css(dark)})`,
    ink: `light-dark(${ink(light)}, ${ink(dark)})`,
  };
}

/** The whole map as a CSS gradient from left to right. */
export function rampGradient(): string {
  const stops = Array.from({ length: 17 }, (_, i) => cellColours((i - 8) / 8, 1).ground);
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
