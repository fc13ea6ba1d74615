// Products with a single row or column: every element of the matrix is used once, so that it is read
// in the order in which it lies and nothing is packed.

/** c = a B: row by row of B, four at a time; elements of `a` are `stepA` bytes apart. */
export function rowTimes<T>(
  n: usize,
  k: usize,
  a: usize,
  stepA: usize,
  b: usize,
  rowB: usize,
  c: usize,
): void {
  const bytes = n * sizeof<T>();
  const vectors = bytes & ~15;
  memory.fill(c, 0, bytes);
  let p: usize = 0;
  for (; p + 4 <= k; p += 4) {
    const x0 = load<T>(a);
    const x1 = load<T>(a + stepA);
    const x2 = load<T>(a + 2 * stepA);
    const x3 = load<T>(a + 3 * stepA);
    const y0 = v128.splat<T>(x0);
    const y1 = v128.splat<T>(x1);
    const y2 = v128.splat<T>(x2);
    const y3 = v128.splat<T>(x3);
    const b1 = b + rowB;
    const b2 = b1 + rowB;
    const b3 = b2 + rowB;
    let j: usize = 0;
    for (; j < vectors; j += 16) {
      let sum = v128.load(c + j);
      sum = v128.add<T>(sum, v128.mul<T>(y0, v128.load(b + j)));
      sum = v128.add<T>(sum, v128.mul<T>(y1, v128.load(b1 + j)));
      sum = v128.add<T>(sum, v128.mul<T>(y2, v128.load(b2 + j)));
      v128.store(c + j, v128.add<T>(sum, v128.mul<T>(y3, v128.load(b3 + j))));
    }
    for (; j < bytes; j += sizeof<T>()) {
      let sum = load<T>(c + j);
      sum = <T>(sum + x0 * load<T>(b + j));
      sum = <T>(sum + x1 * load<T>(b1 + j));
      sum = <T>(sum + x2 * load<T>(b2 + j));
      store<T>(c + j, <T>(sum + x3 * load<T>(b3 + j)));
    }
    a += 4 * stepA;
    b = b3 + rowB;
  }
  for (; p < k; p++) {
    const x = load<T>(a);
    const y = v128.splat<T>(x);
    let j: usize = 0;
    for (; j < vectors; j += 16) {
      v128.store(c + j, v128.add<T>(v128.load(c + j), v128.mul<T>(y, v128.load(b + j))));
    }
    for (; j < bytes; j += sizeof<T>()) {
      store<T>(c + j, <T>(load<T>(c + j) + x * load<T>(b + j)));
    }
    a += stepA;
    b += rowB;
  }
}

/** c = the products of `a` with the `n` rows of B, k elements each. */
export function dots<T>(
  n: usize,
  k: usize,
  a: usize,
  b: usize,
  rowB: usize,
  c: usize,
): void {
  for (let j: usize = 0; j < n; j += 4) {
    // Rows that are missing are computed as the last one, and not stored.
    const here = min(4, n - j);
    const b1 = b + rowB * min(1, here - 1);
    const b2 = b + rowB * min(2, here - 1);
    const b3 = b + rowB * min(3, here - 1);
    let t0: T = 0;
    let t1: T = 0;
    let t2: T = 0;
    let t3: T = 0;
    let p: usize = 0;
    const bytes = k * sizeof<T>();
    if (sizeof<T>() == 4) {
      let s0 = f32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      for (; p < (bytes & ~15); p += 16) {
        const x = v128.load(a + p);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b + p)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b1 + p)));
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b2 + p)));
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b3 + p)));
      }
      t0 = <T>acrossF32(s0);
      t1 = <T>acrossF32(s1);
      t2 = <T>acrossF32(s2);
      t3 = <T>acrossF32(s3);
    }
    for (; p < bytes; p += sizeof<T>()) {
      const x = load<T>(a + p);
      t0 = <T>(t0 + x * load<T>(b + p));
      t1 = <T>(t1 + x * load<T>(b1 + p));
      t2 = <T>(t2 + x * load<T>(b2 + p));
      t3 = <T>(t3 + x * load<T>(b3 + p));
    }
    store<T>(c, t0);
    if (here > 1) store<T>(c + sizeof<T>(), t1);
    if (here > 2) store<T>(c + 2 * sizeof<T>(), t2);
    if (here > 3) store<T>(c + 3 * sizeof<T>(), t3);
    b += 4 * rowB;
    c += 4 * sizeof<T>();
  }
}

function acrossF32(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<i64>(v, v, 1, 0));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
