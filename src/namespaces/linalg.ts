// Linear algebra: PyTorch's `torch.linalg`.

export { linalgNorm as norm, vectorNorm } from "../ops/norm";
