// Linear algebra: PyTorch's `torch.linalg`.

export { multiDot } from "../ops/linalgChains";
export { linalgCholesky as cholesky } from "../ops/linalgCholesky";
export { linalgCross as cross } from "../ops/linalgCross";
export { linalgDet as det, linalgSlogdet as slogdet } from "../ops/linalgDet";
export { inv, linalgMatrixPower as matrixPower } from "../ops/linalgInverse";
export { linalgNorm as norm, matrixNorm } from "../ops/linalgNorm";
export { solve } from "../ops/linalgSolve";
export { solveTriangular } from "../ops/linalgTriangular";
export { vectorNorm } from "../ops/norm";
