// Small tensors: plain loops in double precision, rounded when stored, bit for bit as the JavaScript
// kernels compute them. What takes long is done for two elements at a time.

import * as codes from "../codes";
import { exp, log1pOfUnit, sigmoid, tanh } from "./double";

// @ts-ignore: decorator
@external("math", "log")
declare function hostLog(x: f64): f64;
// @ts-ignore: decorator
@external("math", "log1p")
declare function hostLog1p(x: f64): f64;
// @ts-ignore: decorator
@external("math", "expm1")
declare function hostExpm1(x: f64): f64;
// @ts-ignore: decorator
@external("math", "sin")
declare function hostSin(x: f64): f64;
// @ts-ignore: decorator
@external("math", "cos")
declare function hostCos(x: f64): f64;

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  switch (code) {
    case codes.mapF32:
      return map<f32>(ins);
    case codes.outerF32:
      return outer<f32>(ins);
    case codes.logitsF32:
      return logits<f32>(ins);
    case codes.residualF32:
      return residual<f32>(ins);
    case codes.mapF64:
      return map<f64>(ins);
    case codes.outerF64:
      return outer<f64>(ins);
    case codes.logitsF64:
      return logits<f64>(ins);
    case codes.residualF64:
      return residual<f64>(ins);
    default:
      unreachable();
  }
}

// @ts-ignore: decorator
@inline
function at<T>(pointer: usize, i: i32): f64 {
  return <f64>load<T>(pointer + (<usize>i * sizeof<T>()));
}

// @ts-ignore: decorator
@inline
function put<T>(pointer: usize, i: i32, value: f64): void {
  store<T>(pointer + (<usize>i * sizeof<T>()), <T>value);
}

/** Elements i and i + 1; the last of an odd number twice. */
// @ts-ignore: decorator
@inline
function pairAt<T>(pointer: usize, i: i32, n: i32): v128 {
  const from = pointer + (<usize>i * sizeof<T>());
  if (i + 1 >= n) return f64x2.splat(<f64>load<T>(from));
  if (sizeof<T>() == 8) return v128.load(from);
  return f64x2.promote_low_f32x4(v128.load64_zero(from));
}

// @ts-ignore: decorator
@inline
function putPair<T>(pointer: usize, i: i32, n: i32, pair: v128): void {
  put<T>(pointer, i, f64x2.extract_lane(pair, 0));
  if (i + 1 < n) put<T>(pointer, i + 1, f64x2.extract_lane(pair, 1));
}

/** A function of one number; p0 says which. */
function map<T>(ins: usize): void {
  const n = load<i32>(ins, 4);
  const out = <usize>load<u32>(ins, 8);
  const a = <usize>load<u32>(ins, 12);
  const f = load<i32>(ins, 32);
  if (f <= codes.mapSigmoid) {
    for (let i = 0; i < n; i += 2) putPair<T>(out, i, n, applyToPair(f, pairAt<T>(a, i, n)));
  } else {
    for (let i = 0; i < n; i++) put<T>(out, i, apply(f, at<T>(a, i)));
  }
}

// @ts-ignore: decorator
@inline
function applyToPair(f: i32, x: v128): v128 {
  if (f == codes.mapExp) return exp(x);
  if (f == codes.mapTanh) return tanh(x);
  return sigmoid(x);
}

// @ts-ignore: decorator
@inline
function apply(f: i32, x: f64): f64 {
  switch (f) {
    case codes.mapLog:
      return hostLog(x);
    case codes.mapLog1p:
      return hostLog1p(x);
    case codes.mapExpm1:
      return hostExpm1(x);
    case codes.mapSin:
      return hostSin(x);
    default:
      return hostCos(x);
  }
}

/** Column times row: p0 rows, p1 columns. */
function outer<T>(ins: usize): void {
  const out = <usize>load<u32>(ins, 8);
  const a = <usize>load<u32>(ins, 12);
  const b = <usize>load<u32>(ins, 16);
  const m = load<i32>(ins, 32);
  const n = load<i32>(ins, 36);
  // One product rounds the same in its own precision as in double and then to it.
  const end = b + (<usize>n * sizeof<T>());
  let to = out;
  for (let i = 0; i < m; i++) {
    const x = load<T>(a + (<usize>i * sizeof<T>()));
    for (let from = b; from < end; from += sizeof<T>(), to += sizeof<T>()) {
      store<T>(to, <T>(x * load<T>(from)));
    }
  }
}

/**
 * Binary cross entropy of logits a against targets b: p0 elements, p1 reduction (0 none, 1 mean,
 * 2 sum).
 */
function logits<T>(ins: usize): void {
  const out = <usize>load<u32>(ins, 8);
  const a = <usize>load<u32>(ins, 12);
  const b = <usize>load<u32>(ins, 16);
  const n = load<i32>(ins, 32);
  const reduction = load<i32>(ins, 36);
  const zero = f64x2.splat(0.0);
  const one = f64x2.splat(1.0);
  let total: f64 = 0.0;
  for (let i = 0; i < n; i += 2) {
    const x = pairAt<T>(a, i, n);
    const y = pairAt<T>(b, i, n);
    const below = log1pOfUnit(exp(f64x2.neg(f64x2.abs(x))));
    const hinge = f64x2.add(f64x2.max(f64x2.neg(x), zero), below);
    const loss = f64x2.add(f64x2.mul(f64x2.sub(one, y), x), hinge);
    if (reduction == 0) putPair<T>(out, i, n, loss);
    else {
      total += f64x2.extract_lane(loss, 0);
      if (i + 1 < n) total += f64x2.extract_lane(loss, 1);
    }
  }
  if (reduction != 0) store<T>(out, <T>(reduction == 1 ? total / <f64>n : total));
}

/** cotangent a · (σ(logits b) − targets c) · f0; p0 tells whether the cotangent is one number. */
function residual<T>(ins: usize): void {
  const n = load<i32>(ins, 4);
  const out = <usize>load<u32>(ins, 8);
  const g = <usize>load<u32>(ins, 12);
  const b = <usize>load<u32>(ins, 16);
  const c = <usize>load<u32>(ins, 20);
  const single = load<i32>(ins, 32) != 0;
  const scale = f64x2.splat(load<f64>(ins, 48));
  const whole = f64x2.splat(at<T>(g, 0));
  for (let i = 0; i < n; i += 2) {
    const cotangent = single ? whole : pairAt<T>(g, i, n);
    const slope = f64x2.sub(sigmoid(pairAt<T>(b, i, n)), pairAt<T>(c, i, n));
    putPair<T>(out, i, n, f64x2.mul(f64x2.mul(cotangent, slope), scale));
  }
}
