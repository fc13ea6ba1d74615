// Pixels: one to a cell. What is not finite stays transparent, and the hatching behind shows through.

import type { TypedArray } from "../../src/index";
import type { ColourScale, Scheme } from "../colours";

/** A matrix within some values. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** The place of its first element. */
  readonly from: number;
}

/** The words of `pixels` from `values`, through the table of colours. */
function fill(
  pixels: Uint32Array,
  values: TypedArray,
  from: number,
  scale: ColourScale,
  scheme: Scheme,
): void {
  const colours = scale.palette.words[scheme];
  const { gain, first, last } = scale;
  const shift = scale.shift + 0.5;
  const beyond = last + 1;
  const count = pixels.length;
  for (let i = 0; i < count; i++) {
    const value = values[from + i] as number;
    const step = gain * value + shift;
    // NaN fails both comparisons; infinity less itself is NaN.
    if (step >= first && step < beyond) pixels[i] = colours[step | 0] as number;
    else if (value - value !== 0) pixels[i] = 0;
    else pixels[i] = colours[step < first ? first : last] as number;
  }
}

export interface Painter {
  values(values: TypedArray, matrix: Matrix, scale: ColourScale, scheme: Scheme): void;
  /** Covers with `cover` (a pixel) what is not marked in `cells`. */
  veil(cells: Uint8Array, matrix: Matrix, cover: number): void;
}

/** Paints on `canvas`, into an image that is made anew only when the size changes. */
export function makePainter(canvas: HTMLCanvasElement): Painter {
  let image: ImageData | null = null;
  let pixels = new Uint32Array(0);
  const onto = ({ rows, columns }: Matrix, draw: () => void): void => {
    const context = canvas.getContext?.("2d") ?? null;
    if (context === null) return;
    if (image === null || image.width !== columns || image.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
      image = context.createImageData(columns, rows);
      pixels = new Uint32Array(image.data.buffer);
    }
    draw();
    context.putImageData(image, 0, 0);
  };
  return {
    values(values, matrix, scale, scheme) {
      onto(matrix, () => fill(pixels, values, matrix.from, scale, scheme));
    },
    veil(cells, matrix, cover) {
      onto(matrix, () => {
        for (let i = 0; i < pixels.length; i++) pixels[i] = cells[matrix.from + i] ? 0 : cover;
      });
    },
  };
}
