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
 * Whether |x - middle| ≤ reach for all x from `a` to `end`; without a reach, whether x - middle is a
 * normal positive number.
 */
function within(a: usize, end: usize, middle: f32, reach: f32): bool {
  const shift = f32x4.splat(-middle);
  const mask = i32x4.splat(reach > 0 ? i32.MAX_VALUE : -1);
  const least = i32x4.splat(reach > 0 ? 0 : 0x00800000);
  let most = i32x4.splat(0);
  for (; a + 16 < end; a += 32) {
    const x = v128.and(f32x4.add(v128.load(a), shift), mask);
    const y = v128.and(f32x4.add(v128.load(a, 16), shift), mask);
    most = i32x4.max_u(most, i32x4.max_u(i32x4.sub(x, least), i32x4.sub(y, least)));
  }
  if (a < end) {
    const x = v128.and(f32x4.add(v128.load(a), shift), mask);
    most = i32x4.max_u(most, i32x4.sub(x, least));
  }
  const span = reach > 0 ? reinterpret<i32>(reach) : 0x7effffff;
  return !v128.any_true(i32x4.gt_u(most, i32x4.splat(span)));
}

const two = memory.data(32, 16);

/** A loop by two vectors: one that is left over is done beside itself. */
function evenly(loop: Map, out: usize, a: usize, end: usize, ins: usize): void {
  if ((end - out) & 16) {
    end -= 16;
    const x = v128.load(a + (end - out));
    v128.store(two, x);
    v128.store(two, x, 16);
    loop(two, two, two + 32, ins);
    if (end > out) loop(out, a, end, ins);
    v128.store(end, v128.load(two));
  } else loop(out, a, end, ins);
}

/** Numbers are looked at and computed by as many as stay in the cache between. */
const block: usize = 4096;

/**
 * A fast loop, by two vectors at a time, where all of a block is `within` a range; else one by single
 * vectors, which gives the same for numbers within.
 */
export function ranged(ins: usize, loop: Map, wide: Vector, middle: f32, reach: f32): void {
  let out = resultOf(ins);
  let a = operand(ins, 0);
  const end = endOf(out, sizeOf(ins), 2);
  while (out < end) {
    const stop = min(out + block, end);
    const inputEnd = a + (stop - out);
    if (within(a, inputEnd, middle, reach)) evenly(loop, out, a, stop, ins);
    else {
      for (; a < inputEnd; a += 16, out += 16) v128.store(out, wide(v128.load(a)));
    }
    a = inputEnd;
    out = stop;
  }
}
