// Sine and cosine, four floats at a time: to the nearest multiple of π/2 in double precision, then two
// polynomials, of which the quadrant says which one counts.

import { all, madd } from "./math";

@external("math", "sin")
declare function hostSin(x: f64): f64;
@external("math", "cos")
declare function hostCos(x: f64): f64;

/** The function of r + quadrant·π/2 for |r| ≤ π/4; the sine, or with quadrants moved by 1 the cosine. */
@inline
function fromQuadrant(r: v128, quadrant: v128): v128 {
  const u = f32x4.mul(r, r);
  const s = madd(
    madd(u, all(-0.00019514630548655987), all(0.008332155644893646)),
    u,
    all(-0.16666655242443085),
  );
  const sine = madd(f32x4.mul(s, u), r, r);
  const c = madd(
    madd(u, all(2.4432411009911448e-5), all(-0.0013887309469282627)),
    u,
    all(0.04166664555668831),
  );
  const cosine = madd(f32x4.mul(c, u), u, madd(u, all(-0.5), all(1)));
  const odd = i32x4.ne(v128.and(quadrant, i32x4.splat(1)), i32x4.splat(0));
  const value = v128.bitselect(cosine, sine, odd);
  return v128.xor(value, i32x4.shl(v128.and(quadrant, i32x4.splat(2)), 30));
}

/** Adding it rounds a double to an integer, which the low bits then hold. */
@inline const magic: f64 = 6755399441055744;

/** 0 for sines, 1 for cosines: quadrants that are added to an angle. */
let moved: i32 = 0;

export function setQuadrant(quadrant: i32): void {
  moved = quadrant;
}

/** The sine of x + moved·π/2 for |x| ≤ 2¹⁷. */
@inline
export function turned(x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
  const nLow = f64x2.add(f64x2.mul(low, f64x2.splat(0.6366197723675814)), f64x2.splat(magic));
  const nHigh = f64x2.add(f64x2.mul(high, f64x2.splat(0.6366197723675814)), f64x2.splat(magic));
  const r = i64x2.shuffle(
    f32x4.demote_f64x2_zero(less(low, nLow)),
    f32x4.demote_f64x2_zero(less(high, nHigh)),
    0,
    2,
  );
  const quadrant = i32x4.shuffle(nLow, nHigh, 0, 2, 4, 6);
  return fromQuadrant(r, i32x4.add(quadrant, i32x4.splat(moved)));
}

/** x - n π/2, with π/2 in two pieces: products of the first with n are exact. */
@inline
function less(x: v128, bits: v128): v128 {
  const n = f64x2.sub(bits, f64x2.splat(magic));
  const high = f64x2.sub(x, f64x2.mul(n, f64x2.splat(1.5707963267341256)));
  return f64x2.sub(high, f64x2.mul(n, f64x2.splat(6.077100506506192e-11)));
}

function turnedOne(x: f64): v128 {
  return all(<f32>(moved === 0 ? hostSin(x) : hostCos(x)));
}

/** The same for large x, whose multiples of π/2 take more digits than a double has: the host knows. */
export function turnedWide(x: v128): v128 {
  const a = turnedOne(<f64>f32x4.extract_lane(x, 0));
  const b = turnedOne(<f64>f32x4.extract_lane(x, 1));
  const c = turnedOne(<f64>f32x4.extract_lane(x, 2));
  const d = turnedOne(<f64>f32x4.extract_lane(x, 3));
  return i64x2.shuffle(i32x4.shuffle(a, b, 0, 4, 0, 4), i32x4.shuffle(c, d, 0, 4, 0, 4), 0, 2);
}
