// The instruction codes of the tape machine. One file for both sides: TypeScript writes them into
// instructions, AssemblyScript switches on them.
//
//   1 –  99  elementwise, reductions, softmax, normalisation, optimisers
// 100 – 149  matrix products and convolutions
// 150 – 249  small tensors in double precision, bit for bit as the JavaScript kernels

/** Does nothing but take the time: a view that shares its input's elements. */
export const alias = 0;
