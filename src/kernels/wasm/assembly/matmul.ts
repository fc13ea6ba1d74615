// Matrix products as instructions.
//
//   matmulF32, matmulF64   result = A B   a: A   b: B
//   addmmF32, addmmF64     result = f0 A B + f1 C   a: C   b: A   c: B
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
  gemm<T>(m, n, k, a, rowA, columnA, b, rowB, columnB, c, size * n, false);
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
  let out: usize = load<u32>(ins, 8);
  let from: usize = load<u32>(ins, 12);
  product<T>(ins, load<u32>(ins, 16), load<u32>(ins, 20), out);
  const m: usize = load<u32>(ins, 32);
  const bytes = <usize>load<u32>(ins, 36) * sizeof<T>();
  const flags = load<i32>(ins, 44);
  const hasColumns = (flags & codes.hasColumns) != 0;
  const nextRow = flags & codes.hasRows ? (hasColumns ? bytes : sizeof<T>()) : 0;
  const alpha = <T>load<f64>(ins, 48);
  const beta = <T>load<f64>(ins, 56);
  for (let i: usize = 0; i < m; i++) {
    addRow<T>(out, bytes, alpha, from, beta, hasColumns);
    out += bytes;
    from += nextRow;
  }
}

/** row = alpha row + beta times another row, or one number; 0 times anything is nothing. */
function addRow<T>(row: usize, bytes: usize, alpha: T, from: usize, beta: T, many: bool): void {
  const adds = beta != 0;
  let j: usize = 0;
  for (; j < (bytes & ~15); j += 16) {
    let sum = v128.mul<T>(v128.splat<T>(alpha), v128.load(row + j));
    const other = many ? v128.load(from + j) : v128.load_splat<T>(from);
    if (adds) sum = v128.add<T>(sum, v128.mul<T>(v128.splat<T>(beta), other));
    v128.store(row + j, sum);
  }
  for (; j < bytes; j += sizeof<T>()) {
    const sum = <T>(alpha * load<T>(row + j));
    const other = load<T>(many ? from + j : from);
    store<T>(row + j, adds ? <T>(sum + beta * other) : sum);
  }
}
