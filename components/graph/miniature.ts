// A tensor in small: as many squares as it has elements, or blocks of elements where those are too many.

import type { Tensor, TypedArray } from "../../src/index";
import { type CellStyle, cellStyle } from "../numbers";

/** The squares of a miniature. */
export interface Squares {
  readonly rows: number;
  readonly columns: number;
  /** The side of a square with the line beside it, in pixels. */
  readonly size: number;
  /** The elements in a square: rows and columns of the tensor seen as a matrix. 1 and 1 if each has its own. */
  readonly tall: number;
  readonly wide: number;
  /** The matrix's rows and columns. */
  readonly height: number;
  readonly width: number;
}

const large = { size: 13, most: 64, across: 12 };
const small = { size: 8, side: 16 };
/** Larger tensors would take milliseconds a frame to read. */
const mostElements = 1 << 18;

/** The squares for a shape; null for a scalar, for nothing, and for what is too large. */
export function squaresOf(shape: readonly number[]): Squares | null {
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.length === 0 || count === 0 || count > mostElements) return null;
  const width = shape[shape.length - 1] as number;
  const height = count / width;
  if (width <= large.across && count <= large.most) {
    return { rows: height, columns: width, size: large.size, tall: 1, wide: 1, height, width };
  }
  const [tall, wide] = [Math.ceil(height / small.side), Math.ceil(width / small.side)];
  const [rows, columns] = [Math.ceil(height / tall), Math.ceil(width / wide)];
  return { rows, columns, size: small.size, tall, wide, height, width };
}

/** Whether each square is one element. */
export const isExact = (squares: Squares): boolean => squares.tall === 1 && squares.wide === 1;

/** What a miniature shows now. */
export interface Picture {
  /** The elements. */
  readonly values: TypedArray;
  /** One value per square; the elements themselves if each has its own. */
  readonly squares: ArrayLike<number>;
  readonly style: CellStyle;
  /** The largest finite magnitude, 0 if there is none. */
  readonly largest: number;
}

/** Reads pictures of one tensor after another into the same room, so that a drag allocates little. */
export function makeReader(): (tensor: Tensor, squares: Squares | null) => Picture {
  let values: TypedArray | undefined;
  let blocks = new Float64Array(0);
  return (tensor, squares) => {
    const fits = values !== undefined && values.length === tensor.numel();
    values = fits ? tensor.toTypedArray(values) : tensor.toTypedArray();
    let largest = 0;
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i] as number);
      if (size > largest && size !== Number.POSITIVE_INFINITY) largest = size;
    }
    const style = values.length > large.most ? "fixed" : cellStyle(values);
    if (squares === null || isExact(squares)) return { values, squares: values, style, largest };
    const count = squares.rows * squares.columns;
    if (blocks.length !== count) blocks = new Float64Array(count);
    gather(values, squares, blocks);
    return { values, squares: blocks, style, largest };
  };
}

/** Each block shows its element of largest magnitude, and NaN if there is one. */
function gather(values: TypedArray, squares: Squares, blocks: Float64Array): void {
  const { columns, tall, wide, height, width } = squares;
  blocks.fill(0);
  for (let i = 0; i < height; i++) {
    const start = Math.floor(i / tall) * columns;
    for (let j = 0; j < width; j++) {
      const at = start + Math.floor(j / wide);
      const value = values[i * width + j] as number;
      const now = blocks[at] as number;
      if (Number.isNaN(value) || Math.abs(value) > Math.abs(now)) blocks[at] = value;
    }
  }
}
