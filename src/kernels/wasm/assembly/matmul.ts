// Matrix products as instructions.
//
//   matmulF32, matmulF64   result = A B   a: A   b: B
//   addmmF32, addmmF64     result = f0 A B + f1 C   a: C   b: A   c: B
//   exactProductF32, exactAddmmF32   the same, summed in double precision: bit for bit as the JavaScript
//                          kernel, for one product of small matrices
//
// p0 p1 p2: m n k, the sizes of one product of m×k by k×n. p3: flags, see codes.ts: A lies as k×m, B as
// n×k; C has columns, and rows, of its own. As many products are made as the result has room for;
// matmul's f0 and f1 are the elements from one A to the next and from one B to the next, 0 where an
// operand serves them all.

import * as codes from "../codes";
import { convolve, transposed, weights } from "./conv";
import { gemm } from "./gemm";

/** Carries out one instruction of this file. */
export function step(code: i32, ins: usize): void {
  switch (code) {
    case codes.matmulF32:
      return matmul<f32>(ins);
    case codes.matmulF64:
      return matmul<f64>(ins);
    case codes.addmmF32:
      return addmm<f32>(ins);
    case codes.addmmF64:
      return addmm<f64>(ins);
    case codes.exactProductF32:
      return exactProduct(ins, load<u32>(ins, 12), load<u32>(ins, 16));
    case codes.exactAddmmF32:
      return exactAddmm(ins);
    case codes.convolveF32:
      return convolve(ins);
    case codes.transposedF32:
      return transposed(ins);
    case codes.weightsF32:
      return weights(ins);
    default:
      unreachable();
  }
}

/** One product, with the sizes and flags of an instruction. */
function product<T>(ins: usize, a: usize, b: usize, c: usize): void {
  const m: usize = load<u32>(ins, 32);
  const n: usize = load<u32>(ins, 36);
  const k: usize = load<u32>(ins, 40);
  const flags = load<i32>(ins, 44);
  const size: usize = sizeof<T>();
  const rowA = flags & codes.transposedA ? size : size * k;
  const columnA = flags & codes.transposedA ? size * m : size;
  const rowB = flags & codes.transposedB ? size : size * n;
  const columnB = flags & codes.transposedB ? size * k : size;
  gemm<T>(m, n, k, a, rowA, columnA, b, rowB, columnB, c);
}

function matmul<T>(ins: usize): void {
  let out: usize = load<u32>(ins, 8);
  let a: usize = load<u32>(ins, 12);
  let b: usize = load<u32>(ins, 16);
  const bytes = <usize>load<u32>(ins, 32) * load<u32>(ins, 36) * sizeof<T>();
  const end = out + <usize>load<u32>(ins, 4) * sizeof<T>();
  for (; out < end; out += bytes) {
    product<T>(ins, a, b, out);
    a += <usize>load<f64>(ins, 48) * sizeof<T>();
    b += <usize>load<f64>(ins, 56) * sizeof<T>();
  }
}

function addmm<T>(ins: usize): void {
  product<T>(ins, load<u32>(ins, 16), load<u32>(ins, 20), load<u32>(ins, 8));
  addScaled<T>(ins);
}

function exactAddmm(ins: usize): void {
  exactProduct(ins, load<u32>(ins, 16), load<u32>(ins, 20));
  addScaled<f32>(ins);
}

/** result = f0 result + f1 C, in double precision; 0 times anything is nothing. */
function addScaled<T>(ins: usize): void {
  let out: usize = load<u32>(ins, 8);
  const end = out + <usize>load<u32>(ins, 4) * sizeof<T>();
  const bytes = <usize>load<u32>(ins, 36) * sizeof<T>();
  const flags = load<i32>(ins, 44);
  const next: usize = flags & codes.hasColumns ? sizeof<T>() : 0;
  const nextRow = flags & codes.hasRows ? (next ? bytes : sizeof<T>()) : 0;
  const alpha = load<f64>(ins, 48);
  const beta = load<f64>(ins, 56);
  for (let row: usize = load<u32>(ins, 12); out < end; row += nextRow) {
    let from = row;
    for (const stop = out + bytes; out < stop; out += sizeof<T>()) {
      const sum = alpha * <f64>load<T>(out);
      store<T>(out, <T>(beta == 0 ? sum : sum + beta * <f64>load<T>(from)));
      from += next;
    }
  }
}

/** A product of single numbers, summed in double precision. */
function exactProduct(ins: usize, a: usize, b: usize): void {
  let to: usize = load<u32>(ins, 8);
  const m: usize = load<u32>(ins, 32);
  const n: usize = load<u32>(ins, 36);
  const k: usize = load<u32>(ins, 40);
  const flags = load<i32>(ins, 44);
  const rowA: usize = flags & codes.transposedA ? 4 : 4 * k;
  const columnA: usize = flags & codes.transposedA ? 4 * m : 4;
  const rowB: usize = flags & codes.transposedB ? 4 : 4 * n;
  const columnB: usize = flags & codes.transposedB ? 4 * k : 4;
  for (let i: usize = 0; i < m; i++) {
    for (let j: usize = 0; j < n; j++) {
      let total: f64 = 0;
      let x = a + i * rowA;
      let y = b + j * columnB;
      for (let p: usize = 0; p < k; p++) {
        total += <f64>load<f32>(x) * <f64>load<f32>(y);
        x += columnA;
        y += rowB;
      }
      store<f32>(to, <f32>total);
      to += 4;
    }
  }
}
