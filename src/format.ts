// A tensor as text, as PyTorch prints it, to the character. Pure functions on shape and data; the
// elements' form is chosen in format/column, numbers are written in format/decimal.

import type { DType } from "./dtype";
import { type Column, columnOf } from "./format/column";
import { type PrintOptions, printOptions } from "./format/options";

export {
  type PrintOptions,
  type PrintProfile,
  printOptions,
  setPrintoptions,
} from "./format/options";

/** What is printed: `data` is row-major and holds the product of `shape` elements. */
export interface PrintedTensor {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
  readonly dtype: DType;
}

/** What stands after the numbers. */
export interface PrintedSuffixes {
  /** The dtype that goes without saying. */
  readonly defaultDtype: DType;
  readonly requiresGrad?: boolean;
  /** The name of the tensor's gradient function, e.g. `"AddBackward0"`; null for a leaf. */
  readonly gradFn?: string | null;
}

const prefix = "tensor(";
const indentOfData = prefix.length;

/**
 * PyTorch's `str(tensor)`.
 * @example
 * formatTensor({ shape: [2], data: [1, 2], dtype: "float32" }, { defaultDtype: "float32" })
 * // "tensor([1., 2.])"
 */
export function formatTensor(
  tensor: PrintedTensor,
  suffixes: PrintedSuffixes,
  options: PrintOptions = printOptions,
): string {
  const body = tensor.data.length === 0 ? "[]" : formatData(tensor, options);
  return appendSuffixes(prefix + body, suffixesOf(tensor, suffixes), options.linewidth);
}

/** PyTorch's text of a shape: `formatSize([2, 3])` is `"torch.Size([2, 3])"`. */
export const formatSize = (shape: readonly number[]): string => `torch.Size([${shape.join(", ")}])`;

/** PyTorch's text of a dtype: `formatDType("int64")` is `"torch.int64"`. */
export const formatDType = (dtype: DType): string => `torch.${dtype}`;

function suffixesOf({ shape, data, dtype }: PrintedTensor, suffixes: PrintedSuffixes): string[] {
  const { defaultDtype, requiresGrad = false, gradFn = null } = suffixes;
  const parts: string[] = [];
  const empty = data.length === 0;
  if (empty && shape.length !== 1) parts.push(`size=(${shape.join(", ")})`);
  // Integers and booleans are known by their look, unless there are none to look at.
  const known = dtype === defaultDtype || (!empty && (dtype === "int64" || dtype === "bool"));
  if (!known) parts.push(`dtype=${formatDType(dtype)}`);
  if (gradFn !== null) parts.push(`grad_fn=<${gradFn}>`);
  else if (requiresGrad) parts.push("requires_grad=True");
  return parts;
}

/** Puts each suffix on the last line where it fits, else on a line of its own. */
function appendSuffixes(text: string, suffixes: readonly string[], linewidth: number): string {
  let result = text;
  // PyTorch counts two characters more than the last line has: it breaks that much earlier.
  let used = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of suffixes) {
    if (used + suffix.length + 2 > linewidth) {
      result += `,\n${" ".repeat(indentOfData)}${suffix}`;
      used = indentOfData + suffix.length;
    } else {
      result += `, ${suffix}`;
      used += suffix.length + 2;
    }
  }
  return `${result})`;
}

/** Stands for the entries that a summary leaves out. */
const gap = -1;

/** One print in progress: what all of its dimensions share. */
interface Layout {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
  readonly column: Column;
  readonly linewidth: number;
  /** The entries shown of a dimension of that size, in order. */
  shown(size: number): number[];
}

function formatData({ shape, data, dtype }: PrintedTensor, options: PrintOptions): string {
  const { edgeitems, threshold, linewidth } = options;
  const summarised = data.length > threshold;
  const shown = (size: number): number[] => {
    if (!summarised || size <= 2 * edgeitems) return Array.from({ length: size }, (_, i) => i);
    const start = Array.from({ length: edgeitems }, (_, i) => i);
    return [...start, gap, ...start.map((i) => size - edgeitems + i)];
  };
  const column = columnOf(shownValues(shape, data, shown), dtype, options);
  return block({ shape, data, column, linewidth, shown }, 0, 0, indentOfData);
}

/** The elements that will be shown, in order. */
function shownValues(
  shape: readonly number[],
  data: ArrayLike<number>,
  shown: Layout["shown"],
): number[] {
  let offsets = [0];
  for (const size of shape) {
    const entries = shown(size).filter((entry) => entry !== gap);
    offsets = offsets.flatMap((offset) => entries.map((entry) => offset * size + entry));
  }
  return offsets.map((offset) => data[offset]!);
}

/** The part of the tensor below dimension `depth` that is number `index` of its kind. */
function block(layout: Layout, depth: number, index: number, indent: number): string {
  const { shape, data, column, shown } = layout;
  if (depth === shape.length) return column.text(data[index]!);
  const size = shape[depth]!;
  const entries = shown(size);
  if (depth === shape.length - 1) {
    // PyTorch sets these dots one column to the right, unless they stand alone.
    const dots = entries.length === 1 ? "..." : " ...";
    const cells = entries.map((entry) =>
      entry === gap ? dots : column.text(data[index * size + entry]!),
    );
    return row(cells, layout, indent);
  }
  const inner = entries.map((entry) =>
    entry === gap ? "..." : block(layout, depth + 1, index * size + entry, indent + 1),
  );
  const newlines = "\n".repeat(shape.length - depth - 1);
  return `[${inner.join(`,${newlines}${" ".repeat(indent + 1)}`)}]`;
}

/** A one-dimensional run of elements, broken where the line is full. */
function row(cells: readonly string[], { column, linewidth }: Layout, indent: number): string {
  const separator = ", ";
  const room = Math.floor((linewidth - indent) / (column.width + separator.length));
  const perLine = Math.min(Math.max(1, room), cells.length);
  const lines: string[] = [];
  for (let start = 0; start < cells.length; start += perLine) {
    lines.push(cells.slice(start, start + perLine).join(separator));
  }
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}
