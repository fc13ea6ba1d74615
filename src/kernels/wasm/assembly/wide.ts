// Floats as doubles: where a result in single precision would be rounded more than once.

/** The first two of four floats. */
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two of four floats. */
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
}

/** Two and two doubles, rounded to floats. */
@inline
export function demoted(first: v128, second: v128): v128 {
  const left = f32x4.demote_f64x2_zero(first);
  return i64x2.shuffle(left, f32x4.demote_f64x2_zero(second), 0, 2);
}

/** Two floats in memory. */
@inline
export function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}
