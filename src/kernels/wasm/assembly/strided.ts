// Copying floats through strides: transposing, expanding, slicing. Element (i, j, k, l) of the
// result is at p0 + i·p4 + j·p5 + k·p6 + l·p7 in the operand; its sizes are the high and the low half of
// p1, p2 and p3.

import { operand, resultOf, word } from "./loops";

/** One row of `n` elements that are `step` bytes apart; returns where the next one begins. */
@inline
function row(out: usize, from: usize, n: usize, step: usize): usize {
  const end = out + (n << 2);
  if (step === 4) {
    memory.copy(out, from, end - out);
    return end;
  }
  if (step === 0) {
    const all = v128.load32_splat(from);
    for (; out + 16 <= end; out += 16) v128.store(out, all);
  }
  for (; out < end; out += 4, from += step) store<f32>(out, load<f32>(from));
  return end;
}

/** Four rows that lie beside each other in the operand, four elements at a time. */
function fourRows(out: usize, from: usize, n: usize, step: usize): void {
  const bytes = n << 2;
  const end = out + bytes;
  const whole = out + (bytes & ~15);
  for (; out < whole; out += 16, from += step << 2) {
    const a = v128.load(from);
    const b = v128.load(from + step);
    const c = v128.load(from + (step << 1));
    const d = v128.load(from + step * 3);
    const e = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const f = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const g = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const h = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(out, i64x2.shuffle(e, f, 0, 2));
    v128.store(out + bytes, i64x2.shuffle(e, f, 1, 3));
    v128.store(out + (bytes << 1), i64x2.shuffle(g, h, 0, 2));
    v128.store(out + bytes * 3, i64x2.shuffle(g, h, 1, 3));
  }
  for (; out < end; out += 4, from += step) {
    for (let r: usize = 0; r < 4; r++) store<f32>(out + r * bytes, load<f32>(from + (r << 2)));
  }
}

export function gather(ins: usize): void {
  let out = resultOf(ins);
  const start = operand(ins, 0) + (word(ins, 0) << 2);
  const blocks = word(ins, 1) >> 16;
  const columns = word(ins, 1) & 0xffff;
  const rows = word(ins, 2);
  const n = word(ins, 3);
  const steps = word(ins, 6) << 2;
  const step = word(ins, 7) << 2;
  for (let i: usize = 0; i < blocks; i++) {
    for (let j: usize = 0; j < columns; j++) {
      let from = start + ((i * word(ins, 4) + j * word(ins, 5)) << 2);
      let k: usize = 0;
      if (steps === 4) {
        for (; k + 4 <= rows; k += 4, from += 16, out += n << 4) fourRows(out, from, n, step);
      }
      for (; k < rows; k++, from += steps) out = row(out, from, n, step);
    }
  }
}
