// Bringing the operands of a matrix product into the order in which tiles read them, so that they
// stream through the caches whatever way the matrix lies. A matrix is a pointer and the bytes from
// one row to the next and from one column to the next; one of the two is the size of an element.

/** Transposes a square of as many vectors as one has elements. */
function transposeSquare<T>(from: usize, step: usize, to: usize, stepTo: usize): void {
  const x = v128.load(from);
  const y = v128.load(from + step);
  if (sizeof<T>() == 8) {
    v128.store(to, v128.shuffle<i64>(x, y, 0, 2));
    v128.store(to + stepTo, v128.shuffle<i64>(x, y, 1, 3));
    return;
  }
  const z = v128.load(from + 2 * step);
  const w = v128.load(from + 3 * step);
  const xyLow = v128.shuffle<i32>(x, y, 0, 4, 1, 5);
  const xyHigh = v128.shuffle<i32>(x, y, 2, 6, 3, 7);
  const zwLow = v128.shuffle<i32>(z, w, 0, 4, 1, 5);
  const zwHigh = v128.shuffle<i32>(z, w, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(xyLow, zwLow, 0, 2));
  v128.store(to + stepTo, v128.shuffle<i64>(xyLow, zwLow, 1, 3));
  v128.store(to + 2 * stepTo, v128.shuffle<i64>(xyHigh, zwHigh, 0, 2));
  v128.store(to + 3 * stepTo, v128.shuffle<i64>(xyHigh, zwHigh, 1, 3));
}

/**
 * Writes `count` columns of k elements as k rows, one after the other; columns that are missing are
 * zeros. A row takes `step` bytes, one vector or two.
 */
export function packColumns<T>(
  from: usize,
  rowStep: usize,
  columnStep: usize,
  k: usize,
  count: usize,
  step: usize,
  to: usize,
): void {
  if (count * sizeof<T>() < step) {
    return packRagged<T>(from, rowStep, columnStep, k, count, step, to);
  }
  if (columnStep == sizeof<T>()) {
    for (let p: usize = 0; p < k; p++) {
      v128.store(to, v128.load(from));
      if (step == 32) v128.store(to, v128.load(from, 16), 16);
      from += rowStep;
      to += step;
    }
    return;
  }
  const lanes: usize = 16 / sizeof<T>();
  let p: usize = 0;
  for (; p + lanes <= k; p += lanes) {
    transposeSquare<T>(from, columnStep, to, step);
    if (step == 32) transposeSquare<T>(from + lanes * columnStep, columnStep, to + 16, step);
    from += 16;
    to += lanes * step;
  }
  packRagged<T>(from, rowStep, columnStep, k - p, count, step, to);
}

/** The same, element by element. */
function packRagged<T>(
  from: usize,
  rowStep: usize,
  columnStep: usize,
  k: usize,
  count: usize,
  step: usize,
  to: usize,
): void {
  const used = count * sizeof<T>();
  for (let p: usize = 0; p < k; p++) {
    let at = from;
    let j: usize = 0;
    for (; j < used; j += sizeof<T>()) {
      store<T>(to + j, load<T>(at));
      at += columnStep;
    }
    for (; j < step; j += sizeof<T>()) store<T>(to + j, 0);
    from += rowStep;
    to += step;
  }
}
