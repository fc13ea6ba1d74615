// Which elements of a tensor a table shows: all, or of each long dimension the ends, as PyTorch prints.

/** The indices along one dimension; null stands for those that are left out. */
export type Shown = readonly (number | null)[];

/** Of `size` indices the first and last `edge`, if `limited` and there are more. */
export function shownAlong(size: number, limited: boolean, edge: number): Shown {
  if (!limited || size <= 2 * edge) return Array.from({ length: size }, (_, i) => i);
  const ends = Array.from({ length: edge }, (_, i) => i);
  return [...ends, null, ...ends.map((i) => size - edge + i)];
}

/** One slice of the last two dimensions, by its indices in the leading ones; null for what is left out. */
export interface Section {
  readonly index: readonly number[] | null;
  /** The row-major place of its first element. */
  readonly start: number;
}

/** The parts of a table. */
export interface Parts {
  readonly sections: readonly Section[];
  readonly rows: Shown;
  readonly columns: Shown;
  /** Elements from row to row. */
  readonly stride: number;
}

/** The parts of a table of a tensor of this shape; above `threshold` elements it shows only the ends. */
export function partsOf(shape: readonly number[], threshold: number, edge: number): Parts {
  const count = shape.reduce((product, size) => product * size, 1);
  const limited = count > threshold;
  const stride = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const leading = shape.slice(0, -2);
  let sections: Section[] = [{ index: [], start: 0 }];
  for (const size of leading) {
    sections = sections.flatMap(({ index, start }): Section[] =>
      index === null
        ? [{ index, start }]
        : shownAlong(size, limited, edge).map((i) => ({
            index: i === null ? null : [...index, i],
            start: start * size + (i ?? 0),
          })),
    );
  }
  return {
    sections: sections.map(({ index, start }) => ({ index, start: start * rows * stride })),
    rows: shownAlong(rows, limited, edge),
    columns: shownAlong(stride, limited, edge),
    stride,
  };
}

/** All elements as lines of values with tabs between them, a blank line between slices. */
export function tabbed(shape: readonly number[], text: (place: number) => string): string {
  const { sections, rows, columns, stride } = partsOf(shape, Number.POSITIVE_INFINITY, 0);
  return sections
    .map(({ start }) =>
      rows
        .map((row) =>
          columns.map((column) => text(start + (row ?? 0) * stride + (column ?? 0))).join("\t"),
        )
        .join("\n"),
    )
    .join("\n\n");
}
