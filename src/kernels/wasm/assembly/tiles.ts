// The innermost loops of matrix products: a tile of the result is summed in registers. Four rows by
// two vectors is the largest tile whose sums, factors and products fit the sixteen registers that
// every engine has. Generic over f32 and f64: a vector is four or two numbers.
//
// Sums run over k in order, so that a product of doubles equals the plain loop's to the last bit.
// With `add` the tile is added to what is there: singles as a sum of blocks, which rounds less;
// doubles by going on from it, which keeps the order.

/** A tile's columns: two vectors. */
export function widthOf<T>(): usize {
  return 32 / sizeof<T>();
}

export function zeros(): v128 {
  return i64x2.splat(0);
}

/**
 * Rows c0 … c3, two vectors wide, of A B. Element (i, p) of A is at ai + p · stepA; row p of B at
 * b + p · stepB.
 */
export function tile<T>(
  k: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  add: bool,
): void {
  let s00 = zeros();
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  if (sizeof<T>() == 8 && add) {
    s00 = v128.load(c0);
    s01 = v128.load(c0, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
  }
  for (let p: usize = 0; p < k; p++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<T>(a0);
    s00 = v128.add<T>(s00, v128.mul<T>(x, b0));
    s01 = v128.add<T>(s01, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a1);
    s10 = v128.add<T>(s10, v128.mul<T>(x, b0));
    s11 = v128.add<T>(s11, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a2);
    s20 = v128.add<T>(s20, v128.mul<T>(x, b0));
    s21 = v128.add<T>(s21, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a3);
    s30 = v128.add<T>(s30, v128.mul<T>(x, b0));
    s31 = v128.add<T>(s31, v128.mul<T>(x, b1));
    a0 += stepA;
    a1 += stepA;
    a2 += stepA;
    a3 += stepA;
    b += stepB;
  }
  if (sizeof<T>() == 4 && add) {
    s00 = v128.add<T>(s00, v128.load(c0));
    s01 = v128.add<T>(s01, v128.load(c0, 16));
    s10 = v128.add<T>(s10, v128.load(c1));
    s11 = v128.add<T>(s11, v128.load(c1, 16));
    s20 = v128.add<T>(s20, v128.load(c2));
    s21 = v128.add<T>(s21, v128.load(c2, 16));
    s30 = v128.add<T>(s30, v128.load(c3));
    s31 = v128.add<T>(s31, v128.load(c3, 16));
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** The same, one vector wide: for what is left at the right of a matrix. */
export function narrowTile<T>(
  k: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  add: bool,
): void {
  let s0 = zeros();
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  if (sizeof<T>() == 8 && add) {
    s0 = v128.load(c0);
    s1 = v128.load(c1);
    s2 = v128.load(c2);
    s3 = v128.load(c3);
  }
  for (let p: usize = 0; p < k; p++) {
    const row = v128.load(b);
    s0 = v128.add<T>(s0, v128.mul<T>(v128.load_splat<T>(a0), row));
    s1 = v128.add<T>(s1, v128.mul<T>(v128.load_splat<T>(a1), row));
    s2 = v128.add<T>(s2, v128.mul<T>(v128.load_splat<T>(a2), row));
    s3 = v128.add<T>(s3, v128.mul<T>(v128.load_splat<T>(a3), row));
    a0 += stepA;
    a1 += stepA;
    a2 += stepA;
    a3 += stepA;
    b += stepB;
  }
  if (sizeof<T>() == 4 && add) {
    s0 = v128.add<T>(s0, v128.load(c0));
    s1 = v128.add<T>(s1, v128.load(c1));
    s2 = v128.add<T>(s2, v128.load(c2));
    s3 = v128.add<T>(s3, v128.load(c3));
  }
  v128.store(c0, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}
