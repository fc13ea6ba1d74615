// PyTorch's `torch.autograd`.

import "./methods";

export { backward, grad } from "./backward";
export { gradcheck, gradgradcheck } from "./gradcheck";
