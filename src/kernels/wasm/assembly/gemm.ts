// C = A B, for matrices that lie row by row or column by column. B is packed into panels as wide as a
// tile, in blocks that stay in the second-level cache; A is read where it lies, unless its columns are
// far apart. Small matrices are not packed at all.

import { packColumns } from "./pack";
import { narrowTile, tile, widthOf } from "./tiles";
import { dots, rowTimes } from "./vectors";

/** How deep a block of sums is; a panel of that depth fits the first-level cache. */
const depth: usize = 256;
export const bytesB: usize = 524288;
const bytesA: usize = 131072;
/** Packed panels, here and in convolutions. */
export const packedB = memory.data(524288, 64);
const packedA = memory.data(131072, 64);
/** A tile that is not all inside C is computed here. */
const corner = memory.data(128, 64);
/** A B of no more bytes than this is read in place, and so is one that is used for a few rows only. */
const smallB: usize = 16384;
const fewRows: usize = 8;

/** `m`×`k` times `k`×`n`. Of each operand the bytes between rows and between columns. */
export function gemm<T>(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  rowA: usize,
  columnA: usize,
  b: usize,
  rowB: usize,
  columnB: usize,
  c: usize,
): void {
  if (m == 1) {
    if (columnB == sizeof<T>()) rowTimes<T>(n, k, a, columnA, b, rowB, c);
    else dots<T>(n, k, a, b, columnB, c);
    return;
  }
  if (n == 1) {
    if (columnA == sizeof<T>()) dots<T>(m, k, b, a, rowA, c);
    else rowTimes<T>(m, k, b, rowB, a, columnA, c);
    return;
  }
  if (k == 1) {
    for (let i: usize = 0; i < m; i++) {
      rowTimes<T>(n, 1, a, columnA, b, rowB, c);
      a += rowA;
      c += n * sizeof<T>();
    }
    return;
  }
  blocks<T>(m, n, k, a, rowA, columnA, b, rowB, columnB, c);
}

function blocks<T>(
  m: usize,
  n: usize,
  k: usize,
  a: usize,
  rowA: usize,
  columnA: usize,
  b: usize,
  rowB: usize,
  columnB: usize,
  c: usize,
): void {
  const size: usize = sizeof<T>();
  const rowC = n * size;
  const width = widthOf<T>();
  const inPlace = columnB == size && (m <= fewRows || n * k * size <= smallB);
  const packA = columnA != size && n > 4 * width;
  const mostColumns = bytesB / size / depth;
  const mostRows = bytesA / size / depth;
  for (let p: usize = 0; p < k; p += depth) {
    const depthNow = min(depth, k - p);
    for (let j: usize = 0; j < n; j += mostColumns) {
      const columns = min(mostColumns, n - j);
      const fromB = b + p * rowB + j * columnB;
      packPanels<T>(columns, depthNow, fromB, rowB, columnB, inPlace);
      for (let i: usize = 0; i < m; i += mostRows) {
        const rows = min(mostRows, m - i);
        let fromA = a + i * rowA + p * columnA;
        let nextRow = rowA;
        let nextTile = rowA * 4;
        let stepA = columnA;
        if (packA) {
          packTiles<T>(rows, depthNow, fromA, rowA, columnA);
          fromA = packedA;
          nextRow = size;
          nextTile = size * 4 * depthNow;
          stepA = size * 4;
        }
        const toC = c + i * rowC + j * size;
        for (let panel: usize = 0; panel < columns; panel += width) {
          const count = min(width, columns - panel);
          const where = isWhole<T>(count) && inPlace;
          const at = where ? fromB + panel * size : packedB + panel * depthNow * size;
          const stepB = where ? rowB : panelStep<T>(count);
          const to = toC + panel * size;
          strip<T>(
            rows,
            count,
            depthNow,
            fromA,
            nextRow,
            nextTile,
            stepA,
            at,
            stepB,
            to,
            rowC,
            p > 0,
          );
        }
      }
    }
  }
}

/** Whether this many columns are one or two vectors. */
function isWhole<T>(count: usize): bool {
  return count == widthOf<T>() || count == widthOf<T>() / 2;
}

/** The bytes between rows of a packed panel. */
function panelStep<T>(count: usize): usize {
  return count > widthOf<T>() / 2 ? 32 : 16;
}

/** Packs a block of B; one that is read in place needs only the panel that is not whole. */
function packPanels<T>(
  columns: usize,
  k: usize,
  from: usize,
  row: usize,
  column: usize,
  inPlace: bool,
): void {
  const width = widthOf<T>();
  for (let j: usize = 0; j < columns; j += width) {
    const count = min(width, columns - j);
    if (inPlace && isWhole<T>(count)) continue;
    const to = packedB + j * k * sizeof<T>();
    packColumns<T>(from + j * column, row, column, k, count, panelStep<T>(count), to);
  }
}

/** Packs a block of A that lies column by column: four rows make a panel of their own. */
function packTiles<T>(rows: usize, k: usize, from: usize, row: usize, column: usize): void {
  const step = 4 * sizeof<T>();
  for (let i: usize = 0; i < rows; i += 4) {
    const to = packedA + i * k * sizeof<T>();
    packColumns<T>(from + i * row, column, row, k, min(4, rows - i), step, to);
  }
}

/** One panel of B with all rows of a block of A. */
function strip<T>(
  rows: usize,
  count: usize,
  k: usize,
  a: usize,
  nextRow: usize,
  nextTile: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  c: usize,
  rowC: usize,
  add: bool,
): void {
  const narrow = count <= widthOf<T>() / 2;
  const whole = isWhole<T>(count);
  for (let i: usize = 0; i < rows; i += 4) {
    const here = min(4, rows - i);
    const inside = whole && here == 4;
    const to = inside ? c : corner;
    const step: usize = inside ? rowC : 32;
    if (!inside && add) copyTile<T>(here, count, c, rowC, corner, 32);
    // Rows that are missing are computed as the last one, in the corner.
    const a1 = a + nextRow * min(1, here - 1);
    const a2 = a + nextRow * min(2, here - 1);
    const a3 = a + nextRow * min(3, here - 1);
    const c1 = to + step;
    const c2 = c1 + step;
    const c3 = c2 + step;
    if (narrow) narrowTile<T>(k, a, a1, a2, a3, stepA, b, stepB, to, c1, c2, c3, add);
    else tile<T>(k, a, a1, a2, a3, stepA, b, stepB, to, c1, c2, c3, add);
    if (!inside) copyTile<T>(here, count, corner, 32, c, rowC);
    a += nextTile;
    c += 4 * rowC;
  }
}

function copyTile<T>(
  rows: usize,
  count: usize,
  from: usize,
  rowFrom: usize,
  to: usize,
  rowTo: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < count * sizeof<T>(); j += sizeof<T>()) {
      store<T>(to + j, load<T>(from + j));
    }
    from += rowFrom;
    to += rowTo;
  }
}
