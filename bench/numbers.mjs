// Numbers that are the same in every run and for every contender.

/** Float32 values, uniform in [-1, 1), from a linear congruential generator. */
export function uniforms(count, seed = 12345) {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** The same, multiplied. */
export const scaled = (count, scale, seed) => uniforms(count, seed).map((value) => value * scale);

/** `count` whole numbers below `below`. */
export const integers = (count, below, seed) =>
  Int32Array.from(uniforms(count, seed), (value) => Math.floor(((value + 1) / 2) * below));
