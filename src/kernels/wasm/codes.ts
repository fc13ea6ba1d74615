// The instruction codes of the tape machine. One file for both sides: TypeScript writes them into
// instructions, AssemblyScript switches on them.
//
//   1 –  99  elementwise, reductions, softmax, normalisation, optimisers
// 100 – 149  matrix products and convolutions
// 150 – 249  small tensors in double precision, bit for bit as the JavaScript kernels

/** Does nothing but take the time: a view that shares its input's elements. */
export const alias = 0;

export const matmulF32 = 100;
export const matmulF64 = 101;
export const addmmF32 = 102;
export const addmmF64 = 103;
/** Flags of matrix products: an operand lies transposed; what is added has columns, or rows, of its own. */
export const transposedA = 1;
export const transposedB = 2;
export const hasColumns = 4;
export const hasRows = 8;

export const exactMatmulF32 = 150;
export const exactMatmulF64 = 151;
export const outerF32 = 152;
export const outerF64 = 153;
export const logitsF32 = 154;
export const logitsF64 = 155;
export const residualF32 = 156;
export const residualF64 = 157;
/** A function of one number for each element; p0 says which, below. */
export const mapF32 = 160;
export const mapF64 = 161;

// The first three are computed two at a time.
export const mapExp = 0;
export const mapTanh = 1;
export const mapSigmoid = 2;
export const mapLog = 3;
export const mapLog1p = 4;
export const mapExpm1 = 5;
export const mapSin = 6;
export const mapCos = 7;
