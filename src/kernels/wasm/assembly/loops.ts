// How elementwise kernels go through memory: what all loops have in common.
//
// Elements begin at multiples of 16 bytes and have room up to the next one: the last vector of a tensor
// may be read and written whole.

/** A loop over vectors: from `a` to `out`, until `end` in the output. */
export type Map = (out: usize, a: usize, end: usize, ins: usize) => void;

/** A loop over two operands; a step of 0 repeats one vector. */
export type Pairs = (
  out: usize,
  a: usize,
  b: usize,
  stepA: usize,
  stepB: usize,
  end: usize,
  ins: usize,
) => void;

type Vector = (x: v128) => v128;

@inline
export function sizeOf(ins: usize): usize {
  return load<u32>(ins, 4);
}

@inline
export function resultOf(ins: usize): usize {
  return load<u32>(ins, 8);
}

@inline
export function operand(ins: usize, which: usize): usize {
  return load<u32>(ins + (which << 2), 12);
}

@inline
export function word(ins: usize, which: usize): usize {
  return load<u32>(ins + (which << 2), 32);
}

@inline
export function parameter(ins: usize, which: usize): f64 {
  return load<f64>(ins + (which << 3), 48);
}

/** The end of `n` elements of 2^shift bytes, by vectors. */
@inline
export function endOf(start: usize, n: usize, shift: usize): usize {
  return start + (((n << shift) + 15) & ~15);
}

/** One loop over the whole tensor. */
export function mapped(ins: usize, loop: Map, shift: usize): void {
  const out = resultOf(ins);
  loop(out, operand(ins, 0), endOf(out, sizeOf(ins), shift), ins);
}

/**
 * The range that a fast loop serves: |x - middle| ≤ reach; without a reach, that x - middle is a normal
 * positive number. Both mean that an unsigned number is no larger than a bound.
 */
let middle: f32 = 0;
let reach: f32 = 0;

@inline
function measure(x: v128): v128 {
  const moved = f32x4.sub(x, f32x4.splat(middle));
  const sized = v128.and(moved, i32x4.splat(reach > 0 ? i32.MAX_VALUE : -1));
  return i32x4.sub(sized, i32x4.splat(reach > 0 ? 0 : 0x00800000));
}

@inline
function beyond(measured: v128): v128 {
  return i32x4.gt_u(measured, i32x4.splat(reach > 0 ? reinterpret<i32>(reach) : 0x7effffff));
}

/** Whether all numbers from `a` to `end` lie in the range. */
function within(a: usize, end: usize): bool {
  let most = i32x4.splat(0);
  for (; a + 16 < end; a += 32) {
    const larger = i32x4.max_u(measure(v128.load(a)), measure(v128.load(a, 16)));
    most = i32x4.max_u(most, larger);
  }
  if (a < end) most = i32x4.max_u(most, measure(v128.load(a)));
  return !v128.any_true(beyond(most));
}

const two = memory.data(32, 16);

/** A loop by two vectors, for one. */
function single(loop: Map, x: v128, ins: usize): v128 {
  v128.store(two, x);
  v128.store(two, x, 16);
  loop(two, two, two + 32, ins);
  return v128.load(two);
}

/** Numbers are looked at and computed by as many as stay in the cache between. */
const block: usize = 4096;

/**
 * A fast loop, by two vectors at a time, where all of a block lies in its range; else every number by
 * the loop or by `wide`, so that its result does not depend on its neighbours.
 */
export function ranged(ins: usize, loop: Map, wide: Vector, around: f32, by: f32): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const end = endOf(out, sizeOf(ins), 2);
  middle = around;
  reach = by;
  while (out < end) {
    const stop = min(out + block, end);
    const inputEnd = a + (stop - out);
    if (within(a, inputEnd)) {
      const even = stop - ((stop - out) & 16);
      if (even > out) loop(out, a, even, ins);
      if (even < stop) v128.store(even, single(loop, v128.load(inputEnd - 16), ins));
      a = inputEnd;
    }
    for (; a < inputEnd; a += 16, out += 16) {
      const x = v128.load(a);
      v128.store(out, v128.bitselect(wide(x), single(loop, x, ins), beyond(measure(x))));
    }
    out = stop;
  }
}
