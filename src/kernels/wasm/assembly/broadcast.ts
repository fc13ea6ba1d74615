// Operands of different shapes. One of them has as many elements as the result; how the other repeats
// is in p0 … p3 of the instruction:
//
//   p0  0 not at all; 1 operand a, 2 operand b is that other one
//   p1  elements of a row of the result, along which the other operand steps, or stands still
//   p2  rows that follow each other before the other operand begins again
//   p3  1 if it steps along a row, 0 if one element serves a row

import { endOf, operand, Pairs, resultOf, sizeOf, word } from "./loops";

/** Room for the other operand written out as it repeats: 8 KiB, and a vector for a single number. */
const room = memory.data(8192, 16);
const single = memory.data(16, 16);

/** A number in all lanes of a vector. */
function splat(at: usize, from: usize, shift: usize): void {
  if (shift === 2) v128.store(at, v128.load32_splat(from));
  else v128.store(at, v128.load64_splat(from));
}

/** A loop over whole tensors. */
export function paired(ins: usize, loop: Pairs, shift: usize): void {
  const out = resultOf(ins);
  const a = operand(ins, 0);
  const b = operand(ins, 1);
  const n = sizeOf(ins);
  const which = word(ins, 0);
  if (which === 0) {
    loop(out, a, b, 16, 16, endOf(out, n, shift), ins);
    return;
  }
  const full = which === 1 ? b : a;
  const other = which === 1 ? a : b;
  const length = word(ins, 1);
  if (length === n) {
    splat(single, other, shift);
    part(ins, loop, which, out, full, single, 0, endOf(out, n, shift));
  } else if (length >= 64) byRows(ins, loop, shift, which, full, other);
  else byBlocks(ins, loop, shift, which, full, other);
}

@inline
function part(
  ins: usize,
  loop: Pairs,
  which: usize,
  out: usize,
  full: usize,
  other: usize,
  step: usize,
  end: usize,
): void {
  if (which === 1) loop(out, other, full, step, 16, end, ins);
  else loop(out, full, other, 16, step, end, ins);
}

const lastFull = memory.data(16, 16);
const lastOther = memory.data(16, 16);

/** Long rows, one by one. What is left of a row is done beside it: behind it is the next one. */
function byRows(
  ins: usize,
  loop: Pairs,
  shift: usize,
  which: usize,
  full: usize,
  other: usize,
): void {
  const end = sizeOf(ins) << shift;
  const bytes = word(ins, 1) << shift;
  const period = word(ins, 2);
  const steps = word(ins, 3) !== 0;
  const whole = bytes & ~15;
  const left = bytes & 15;
  let out = resultOf(ins);
  let row: usize = 0;
  for (const stop = out + end; out < stop; out += bytes, full += bytes) {
    let from = single;
    if (steps) from = other + row * bytes;
    else splat(single, other + (row << shift), shift);
    part(ins, loop, which, out, full, from, steps ? 16 : 0, out + whole);
    if (left !== 0) {
      memory.copy(lastFull, full + whole, left);
      if (steps) memory.copy(lastOther, from + whole, left);
      else v128.store(lastOther, v128.load(single));
      part(ins, loop, which, lastFull, lastFull, lastOther, 16, lastFull + 16);
      memory.copy(out + whole, lastFull, left);
    }
    if (++row === period) row = 0;
  }
}

/** Short rows: the other operand is written out for many of them, once if it begins again after few. */
function byBlocks(
  ins: usize,
  loop: Pairs,
  shift: usize,
  which: usize,
  full: usize,
  other: usize,
): void {
  const out = resultOf(ins);
  const n = sizeOf(ins);
  const length = word(ins, 1);
  const period = word(ins, 2);
  const steps = word(ins, 3);
  const most: usize = 8192 >> shift;
  const whole = length * period;
  // A multiple of 4 elements, so that vectors never straddle two blocks.
  const again = whole << 2 <= most;
  const size = again ? most - (most % (whole << 2)) : most;
  let at: usize = 0;
  let row: usize = 0;
  for (let i: usize = 0; i < n; i += size) {
    const count = min(size, n - i);
    if (i === 0 || !again) {
      for (let k: usize = 0; k < count; k++) {
        const from = steps !== 0 ? row * length + at : row;
        if (shift === 2) store<u32>(room + (k << 2), load<u32>(other + (from << 2)));
        else store<u64>(room + (k << 3), load<u64>(other + (from << 3)));
        if (++at === length) {
          at = 0;
          if (++row === period) row = 0;
        }
      }
    }
    const to = out + (i << shift);
    part(ins, loop, which, to, full + (i << shift), room, 16, endOf(to, count, shift));
  }
}
