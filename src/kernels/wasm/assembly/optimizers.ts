// One step of an optimiser over a whole parameter, in double precision, rounded when stored: bit for bit
// as src/optim computes it. The result is the parameter, changed in place; a is the gradient, b to d are
// what the optimiser remembers, p0 points to its numbers.

import { endOf, operand, resultOf, sizeOf, word } from "./loops";
import { demoted, high, low } from "./wide";

@inline
function number(ins: usize, which: usize): v128 {
  return v128.load64_splat(word(ins, 0) + (which << 3));
}

/** The gradient with its sign and the penalty's part, if there is one. */
@inline
function penalised(g: v128, sign: v128, decay: v128, p: v128, decays: bool): v128 {
  const signed = f64x2.mul(g, sign);
  return decays ? f64x2.add(signed, f64x2.mul(decay, p)) : signed;
}

/** Numbers: lr, sign, decay. */
export function sgd(ins: usize): void {
  let p = resultOf(ins);
  let g = operand(ins, 0);
  const end = endOf(p, sizeOf(ins), 2);
  const lr = number(ins, 0);
  const sign = number(ins, 1);
  const decay = number(ins, 2);
  const decays = f64x2.extract_lane(decay, 0) !== 0;
  for (; p < end; p += 16, g += 16) {
    const x = v128.load(p);
    const d = v128.load(g);
    const first = penalised(low(d), sign, decay, low(x), decays);
    const second = penalised(high(d), sign, decay, high(x), decays);
    const left = f64x2.sub(low(x), f64x2.mul(lr, first));
    v128.store(p, demoted(left, f64x2.sub(high(x), f64x2.mul(lr, second))));
  }
}

/** Numbers: lr, sign, decay, momentum, 1 - dampening, whether by Nesterov, whether it is the first step. */
export function momentum(ins: usize): void {
  let p = resultOf(ins);
  let g = operand(ins, 0);
  let b = operand(ins, 1);
  const end = endOf(p, sizeOf(ins), 2);
  const lr = number(ins, 0);
  const sign = number(ins, 1);
  const decay = number(ins, 2);
  const keep = number(ins, 3);
  const fresh = number(ins, 4);
  const nesterov = f64x2.extract_lane(number(ins, 5), 0) !== 0;
  const begins = f64x2.extract_lane(number(ins, 6), 0) !== 0;
  const decays = f64x2.extract_lane(decay, 0) !== 0;
  for (; p < end; p += 16, g += 16, b += 16) {
    const x = v128.load(p);
    const d = v128.load(g);
    const old = v128.load(b);
    let first = penalised(low(d), sign, decay, low(x), decays);
    let second = penalised(high(d), sign, decay, high(x), decays);
    const buffer = begins
      ? demoted(first, second)
      : demoted(
          f64x2.add(f64x2.mul(low(old), keep), f64x2.mul(first, fresh)),
          f64x2.add(f64x2.mul(high(old), keep), f64x2.mul(second, fresh)),
        );
    v128.store(b, buffer);
    if (nesterov) {
      first = f64x2.add(first, f64x2.mul(keep, low(buffer)));
      second = f64x2.add(second, f64x2.mul(keep, high(buffer)));
    } else {
      first = low(buffer);
      second = high(buffer);
    }
    const left = f64x2.sub(low(x), f64x2.mul(lr, first));
    v128.store(p, demoted(left, f64x2.sub(high(x), f64x2.mul(lr, second))));
  }
}

/** p·shrink - stepSize·m / (√v / correction + eps) */
@inline
function moved(
  p: v128,
  shrink: v128,
  size: v128,
  m: v128,
  v: v128,
  correction: v128,
  eps: v128,
): v128 {
  const spread = f64x2.add(f64x2.div(f64x2.sqrt(v), correction), eps);
  return f64x2.sub(f64x2.mul(p, shrink), f64x2.div(f64x2.mul(size, m), spread));
}

/** old·keep + new·fresh, rounded to floats */
@inline
function mixed(old: v128, keep: v128, first: v128, second: v128, fresh: v128): v128 {
  return demoted(
    f64x2.add(f64x2.mul(low(old), keep), f64x2.mul(first, fresh)),
    f64x2.add(f64x2.mul(high(old), keep), f64x2.mul(second, fresh)),
  );
}

/**
 * Numbers: step size, sign, decay, β₁, 1 - β₁, β₂, 1 - β₂, √(1 - β₂ᵗ), eps, shrink, whether the largest
 * second moment counts, which is in d then.
 */
export function adam(ins: usize): void {
  let p = resultOf(ins);
  let g = operand(ins, 0);
  let m = operand(ins, 1);
  let v = operand(ins, 2);
  let top = operand(ins, 3);
  const end = endOf(p, sizeOf(ins), 2);
  const size = number(ins, 0);
  const sign = number(ins, 1);
  const decay = number(ins, 2);
  const keep = number(ins, 3);
  const fresh = number(ins, 4);
  const keepSquares = number(ins, 5);
  const freshSquares = number(ins, 6);
  const correction = number(ins, 7);
  const eps = number(ins, 8);
  const shrink = number(ins, 9);
  const largest = f64x2.extract_lane(number(ins, 10), 0) !== 0;
  const decays = f64x2.extract_lane(decay, 0) !== 0;
  for (; p < end; p += 16, g += 16, m += 16, v += 16, top += 16) {
    const x = v128.load(p);
    const d = v128.load(g);
    const first = penalised(low(d), sign, decay, low(x), decays);
    const second = penalised(high(d), sign, decay, high(x), decays);
    const mean = mixed(v128.load(m), keep, first, second, fresh);
    let square = mixed(
      v128.load(v),
      keepSquares,
      f64x2.mul(first, first),
      f64x2.mul(second, second),
      freshSquares,
    );
    v128.store(m, mean);
    v128.store(v, square);
    if (largest) {
      square = f32x4.max(v128.load(top), square);
      v128.store(top, square);
    }
    const left = moved(low(x), shrink, size, low(mean), low(square), correction, eps);
    const right = moved(high(x), shrink, size, high(mean), high(square), correction, eps);
    v128.store(p, demoted(left, right));
  }
}
