// The instruction codes of the tape machine. One file for both sides: TypeScript writes them into
// instructions, AssemblyScript switches on them.
//
//   1 –  99  elementwise, reductions, softmax, normalisation, optimisers
// 100 – 149  matrix products and convolutions
// 150 – 249  small tensors in double precision, bit for bit as the JavaScript kernels

/** Does nothing but take the time: a view that shares its input's elements. */
export const alias = 0;

// Functions of one number, approximate: single precision throughout.
export const expF32 = 1;
export const expm1F32 = 2;
export const logF32 = 3;
export const log1pF32 = 4;
export const tanhF32 = 5;
export const sigmoidF32 = 6;
export const siluF32 = 7;
export const softplusF32 = 8;
export const sinF32 = 9;
export const cosF32 = 10;
export const erfF32 = 11;
export const geluF32 = 12;
export const tanhGeluF32 = 13;

// Arithmetic with one operand, exact.
export const negF32 = 16;
export const absF32 = 17;
export const sqrtF32 = 18;
export const squareF32 = 19;
export const reciprocalF32 = 20;
export const reluF32 = 21;
export const clampF32 = 22;
export const leakyReluF32 = 23;
export const rsqrtF32 = 25;
export const negF64 = 26;

// Arithmetic with two operands, exact; p0 … p3 say how one of them repeats.
export const addF32 = 30;
export const subF32 = 31;
export const mulF32 = 32;
export const divF32 = 33;
export const maximumF32 = 34;
export const minimumF32 = 35;
export const addScaledF32 = 36;
export const addF64 = 37;
export const mulF64 = 38;
export const divF64 = 39;

// Derivatives: a is the cotangent, b the output, exact; from silu on b is the input, approximate.
export const reluBackwardF32 = 44;
export const tanhBackwardF32 = 45;
export const sigmoidBackwardF32 = 46;
export const siluBackwardF32 = 47;
export const geluBackwardF32 = 48;

// Reductions over [p0, p1, p2], of which p1 is folded; sums are exact.
export const sumF32 = 50;
export const sumF64 = 51;
export const extremeF32 = 52;
export const softmaxF32 = 53;
export const softmaxBackwardF32 = 54;
export const layerNormF32 = 55;
export const standardizeBackwardF32 = 56;

// Optimisers: the result is the parameter.
export const sgdF32 = 60;
export const momentumF32 = 61;
export const adamF32 = 62;

// A copy through strides; see assembly/strided.ts.
export const gatherF32 = 70;

/** A number where a mask holds; the mask begins again after p0 elements. */
export const maskedFillF32 = 71;

export const matmulF32 = 100;
export const matmulF64 = 101;
export const addmmF32 = 102;
export const addmmF64 = 103;
export const convolveF32 = 104;
export const transposedF32 = 105;
export const weightsF32 = 106;
export const exactProductF32 = 107;
export const exactAddmmF32 = 108;
/** Flags of matrix products: an operand lies transposed; what is added has columns, or rows, of its own. */
export const transposedA = 1;
export const transposedB = 2;
export const hasColumns = 4;
export const hasRows = 8;

export const outerF32 = 152;
export const outerF64 = 153;
export const logitsF32 = 154;
export const logitsF64 = 155;
export const residualF32 = 156;
export const residualF64 = 157;
/** Many operations on single numbers: p0 of them, packed from p1 on; see assembly/packed.ts. */
export const packed = 158;
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
