// Colour maps for numbers, as tables of 257 steps. On a light page as on a dark one the colour of zero is
// near the page's, so that the eye goes to what is large. All of them can be told apart by the colour-blind.

import {
  interpolateBrBG,
  interpolateCividis,
  interpolateGreys,
  interpolateMagma,
  interpolatePRGn,
  interpolatePuOr,
  interpolateRdBu,
  interpolateViridis,
} from "d3-scale-chromatic";

export type Rgb = readonly [number, number, number];
export type Scheme = "light" | "dark";

/** Two hues that part at zero. The first of each name is for what is negative. */
export const divergingMaps = ["PuOr", "PRGn", "BrBG", "RdBu"] as const;
/** One run from the page's colour to the strongest. */
export const sequentialMaps = ["viridis", "cividis", "magma", "greys"] as const;
export type DivergingMap = (typeof divergingMaps)[number];
export type SequentialMap = (typeof sequentialMaps)[number];
export type ColourMap = DivergingMap | SequentialMap;

/** The last step of a map, and the middle of a diverging one. */
export const lastStep = 256;
const half = lastStep / 2;

const darkZero: Rgb = [38, 43, 49];
const lightZero: Rgb = [246, 246, 247];

const interpolators: Record<ColourMap, (t: number) => string> = {
  PuOr: interpolatePuOr,
  PRGn: interpolatePRGn,
  BrBG: interpolateBrBG,
  // What is positive is warm here too.
  RdBu: (t) => interpolateRdBu(1 - t),
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  magma: interpolateMagma,
  // Dark to bright, as the three above.
  greys: (t) => interpolateGreys(1 - t),
};

function parsed(colour: string): Rgb {
  const parts = colour.startsWith("#")
    ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).map(Number);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * t),
  Math.round(a[1] + (b[1] - a[1]) * t),
  Math.round(a[2] + (b[2] - a[2]) * t),
];

/** The colour of `u` in [-1, 1]. The darkest tenth of each side is left out: there hues are hard to tell. */
function divergingColour(map: DivergingMap, u: number, scheme: Scheme): Rgb {
  const at = (t: number): Rgb => parsed(interpolators[map](t));
  const size = Math.abs(u);
  if (scheme === "light") return mix(lightZero, at(0.5 + 0.44 * u), Math.min(1, size * 6));
  // On a dark page each side runs the other way: from its darkest to half its brightness.
  const outward = 0.06 + 0.21 * size;
  return mix(darkZero, at(u < 0 ? outward : 1 - outward), Math.min(1, size * 3));
}

/** The colour of `t` in [0, 1]: these maps run from dark to bright, and turn round on a light page. */
function sequentialColour(map: SequentialMap, t: number, scheme: Scheme): Rgb {
  const colour = parsed(interpolators[map](scheme === "light" ? 1 - 0.94 * t : 0.94 * t));
  return mix(scheme === "light" ? lightZero : darkZero, colour, Math.min(1, t * 5));
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

/** A colour map ready for use: 257 steps. */
export interface Palette {
  readonly name: ColourMap;
  readonly diverging: boolean;
  /** The colour of each step. */
  readonly table: Readonly<Record<Scheme, readonly Rgb[]>>;
  /** CSS colours for both schemes at once: the ground, and a text colour that reads on it. */
  readonly grounds: readonly string[];
  readonly inks: readonly string[];
  /** The steps as pixels of an ImageData, opaque. Every browser's machine is little-endian. */
  readonly words: Readonly<Record<Scheme, Uint32Array>>;
}

const isDiverging = (map: ColourMap): map is DivergingMap =>
  (divergingMaps as readonly string[]).includes(map);

function makePalette(name: ColourMap): Palette {
  const colours = (scheme: Scheme): Rgb[] =>
    Array.from({ length: lastStep + 1 }, (_, i) =>
      isDiverging(name)
        ? divergingColour(name, (i - half) / half, scheme)
        : sequentialColour(name, i / lastStep, scheme),
    );
  const table = { light: colours("light"), dark: colours("dark") };
  const both = (text: (colour: Rgb) => string): string[] =>
    table.light.map((light, i) => `light-dark(${text(light)}, ${text(table.dark[i] as Rgb)})`);
  const words = (scheme: Scheme): Uint32Array =>
    Uint32Array.from(table[scheme], ([r, g, b]) => 0xff000000 | (b << 16) | (g << 8) | r);
  return {
    name,
    diverging: isDiverging(name),
    table,
    grounds: both(css),
    inks: both(ink),
    words: { light: words("light"), dark: words("dark") },
  };
}

const palettes = new Map<ColourMap, Palette>();

/** The palette of that name, made once. */
export function palette(name: ColourMap): Palette {
  const known = palettes.get(name) ?? makePalette(name);
  palettes.set(name, known);
  return known;
}

/** Which colour stands for which number: the step is `gain * value + shift`, held within the two ends. */
export interface ColourScale {
  readonly palette: Palette;
  /** The domain. */
  readonly low: number;
  readonly high: number;
  readonly gain: number;
  readonly shift: number;
  /** The least and the greatest step in use. */
  readonly first: number;
  readonly last: number;
}

/**
 * The scale of `palette` from `low` to `high`. A diverging map has zero in its middle and the same
 * strength for the same magnitude on either side; a domain on one side of zero takes that half of it. A
 * sequential map runs from the end that is nearer to zero.
 */
export function makeColourScale(palette: Palette, low: number, high: number): ColourScale {
  const span = high - low || 1;
  const ends = (from: number, to: number): ColourScale => {
    const gain = (to - from) / span;
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    return { palette, low, high, gain, shift: from - gain * low, first, last };
  };
  if (!palette.diverging) return high <= 0 ? ends(lastStep, 0) : ends(0, lastStep);
  if (low >= 0) return ends(half, lastStep);
  if (high <= 0) return ends(0, half);
  const side = Math.max(-low, high);
  return ends(half + half * (low / side), half + half * (high / side));
}

/** The step of a finite number; beyond the domain it is that of the end. */
export function stepOf(scale: ColourScale, value: number): number {
  const step = scale.gain * value + scale.shift;
  return Math.round(Math.max(scale.first, Math.min(scale.last, step)));
}

/** The scale as a CSS gradient from left to right. */
export function rampCss(scale: ColourScale): string {
  const stops = Array.from({ length: 25 }, (_, i) => {
    const value = scale.low + ((scale.high - scale.low) * i) / 24;
    return scale.palette.grounds[stepOf(scale, value)];
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** The CSS colours of a value on the default map, symmetric about zero and ending at `max`. NaN is as zero. */
export function cellColours(value: number, max: number): { ground: string; ink: string } {
  const map = palette("PuOr");
  const step = stepOf(makeColourScale(map, -max, max), Number.isNaN(value) ? 0 : value);
  return { ground: map.grounds[step] as string, ink: map.inks[step] as string };
}
