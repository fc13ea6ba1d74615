// The products: square ones in all transpositions, and the five of a training step of the
// 784-128-10 network. A matrix that is transposed is stored transposed.

import { uniforms } from "../numbers.mjs";

/** Sizes of the square products. */
export const SQUARE = [16, 32, 64, 128, 256, 512, 1024];
/** The first letter is A's, the second B's; T: stored as its transpose. */
export const TRANSPOSES = ["NN", "NT", "TN", "TT"];
/** A training step's products: forward, then backward, as m × k · k × n. */
export const RECTANGULAR = [
  { what: "x · w1", m: 64, k: 784, n: 128, transpose: "NN" },
  { what: "h · w2", m: 64, k: 128, n: 10, transpose: "NN" },
  { what: "hᵀ · dz2", m: 128, k: 64, n: 10, transpose: "TN" },
  { what: "dz2 · w2ᵀ", m: 64, k: 10, n: 128, transpose: "NT" },
  { what: "xᵀ · dz1", m: 784, k: 64, n: 128, transpose: "TN" },
];

/** Which numbers of the result are checked. */
const CHECKED = 64;

/** One product: its data, and what its result must be. */
export function makeProblem({ m, k, n, transpose }) {
  const a = uniforms(m * k, 1);
  const b = uniforms(k * n, 2);
  const aT = transpose[0] === "T";
  const bT = transpose[1] === "T";
  const positions = Int32Array.from({ length: CHECKED }, (_, i) =>
    i === 0 ? 0 : Math.floor((i * m * n) / CHECKED),
  );
  /** The checked numbers in float64, with A's first element replaced by `first`. */
  function expected(first = a[0]) {
    return Float64Array.from(positions, (at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let p = 0; p < k; p++) {
        const x = i === 0 && p === 0 ? first : a[aT ? p * m + i : i * k + p];
        sum += x * b[bT ? j * k + p : p * n + j];
      }
      return sum;
    });
  }
  const constant = expected();
  return {
    m,
    k,
    n,
    transpose,
    aT,
    bT,
    a,
    b,
    aShape: aT ? [k, m] : [m, k],
    bShape: bT ? [n, k] : [k, n],
    positions,
    expected,
    constant: () => constant,
  };
}
