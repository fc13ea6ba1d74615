// Pixels: one to a cell, and only those painted anew that may be others. What is not finite lets the
// hatching behind show through.

import type { TypedArray } from "../../src/index";
import type { ColourScale, Scheme } from "../colours";
import { pieceLength } from "../extent";
import type { Cells } from "../source";

/** A matrix within some values. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** The place of its first element. */
  readonly from: number;
}

/**
 * Pixels of what is infinite, through which the hatching shows. They differ in lightness too, for those
 * who see fewer hues. `--_above` and `--_below` are the same in CSS.
 */
const infinite: Readonly<Record<Scheme, { above: number; below: number }>> = {
  light: { above: 0xb000b0ff, below: 0xc8691e3c },
  dark: { above: 0xc800b0ff, below: 0xc8ff8c82 },
};

interface Ink {
  readonly scale: ColourScale;
  readonly scheme: Scheme;
}

/** Whether all cells are finite, and none is beyond the ends of the scale by more than a hair. */
function allWithin(
  { low, high, strange }: Cells,
  { gain, shift, first, last }: ColourScale,
): boolean {
  const [a, b] = [gain * low + shift, gain * high + shift];
  return strange === 0 && Math.min(a, b) >= first - 0.5 && Math.max(a, b) < last + 0.5;
}

/** The pixels from `start` to before `end`, where all cells are known to have a colour. */
function fillWithin(
  pixels: Uint32Array,
  values: TypedArray,
  from: number,
  start: number,
  end: number,
  { scale, scheme }: Ink,
): void {
  const colours = scale.palette.words[scheme];
  const gain = scale.gain;
  const shift = scale.shift + 0.5;
  for (let i = start; i < end; i++) {
    pixels[i] = colours[(gain * (values[from + i] as number) + shift) | 0] as number;
  }
}

/** The same for any cells. */
function fillAny(
  pixels: Uint32Array,
  values: TypedArray,
  from: number,
  start: number,
  end: number,
  { scale, scheme }: Ink,
): void {
  const colours = scale.palette.words[scheme];
  const { gain, first, last } = scale;
  const { above, below } = infinite[scheme];
  const shift = scale.shift + 0.5;
  const beyond = last + 1;
  for (let i = start; i < end; i++) {
    const value = values[from + i] as number;
    const step = gain * value + shift;
    if (step >= first && step < beyond) pixels[i] = colours[step | 0] as number;
    // Infinity less itself is NaN, as NaN is.
    else if (value - value === 0) pixels[i] = colours[step < first ? first : last] as number;
    else pixels[i] = value > 0 ? above : value < 0 ? below : 0;
  }
}

export interface Painter {
  values(cells: Cells, matrix: Matrix, scale: ColourScale, scheme: Scheme): void;
  /** Covers with `cover` (a pixel) what is not marked in `cells`. */
  veil(cells: Uint8Array, matrix: Matrix, cover: number): void;
}

/** Paints on `canvas`, into an image that is made anew only when the size changes. */
export function makePainter(canvas: HTMLCanvasElement): Painter {
  let image: ImageData | null = null;
  let pixels = new Uint32Array(0);
  /** The number of the look that is painted, and with what. */
  let painted = 0;
  let ink: Ink | null = null;

  const prepare = ({ rows, columns }: Matrix): CanvasRenderingContext2D | null => {
    const context = canvas.getContext?.("2d") ?? null;
    if (context === null) return null;
    if (image === null || image.width !== columns || image.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
      image = context.createImageData(columns, rows);
      pixels = new Uint32Array(image.data.buffer);
      ink = null;
    }
    return context;
  };
  return {
    values(cells, matrix, scale, scheme) {
      const context = prepare(matrix);
      if (context === null || image === null) return;
      const all = ink === null || ink.scale !== scale || ink.scheme !== scheme;
      const now = all ? { scale, scheme } : (ink as Ink);
      const fill = allWithin(cells, scale) ? fillWithin : fillAny;
      const { from, columns } = matrix;
      let [top, bottom] = [matrix.rows, 0];
      const pieceOf = (place: number): number => Math.floor(place / pieceLength);
      for (let piece = pieceOf(from); piece <= pieceOf(from + pixels.length - 1); piece++) {
        if (!all && (cells.changedAt[piece] as number) <= painted) continue;
        const start = Math.max(0, piece * pieceLength - from);
        const end = Math.min(pixels.length, (piece + 1) * pieceLength - from);
        fill(pixels, cells.values, from, start, end, now);
        top = Math.min(top, Math.floor(start / columns));
        bottom = Math.max(bottom, Math.ceil(end / columns));
      }
      [ink, painted] = [now, cells.number];
      if (bottom > top) context.putImageData(image, 0, 0, 0, top, columns, bottom - top);
    },
    veil(cells, matrix, cover) {
      const context = prepare(matrix);
      if (context === null || image === null) return;
      for (let i = 0; i < pixels.length; i++) pixels[i] = cells[matrix.from + i] ? 0 : cover;
      context.putImageData(image, 0, 0);
    },
  };
}
