// The cases in which something of PyTorch cannot be matched, and why. Only what is named is exempt:
// everything else of these cases is compared like all others. A case that matches after all fails,
// so that this table stays short.

/** What differs: the name of the gradient function, or the result's last digits. */
export interface Reason {
  readonly differs: "grad_fn" | "output";
  readonly because: string;
}

const cScalar =
  "PyTorch's C++ divides this mean by a C++ number, which has a gradient function of its own name";

/** The reason by the case's id. */
export const reasons: Readonly<Record<string, Reason>> = {
  "nn/nn.functional.cross_entropy/probabilities_mean": { differs: "grad_fn", because: cScalar },
  "nn/nn.functional.cross_entropy/probabilities_weight_smooth": {
    differs: "grad_fn",
    because: cScalar,
  },
  "reductions/sum/dtype_float32": {
    differs: "output",
    because:
      "PyTorch rounds to float32 after each addition, and two digits cancel; here sums are accumulated in double precision",
  },
  "binary/python.sub/scalar_tensor": {
    differs: "grad_fn",
    because:
      "Python's 2.5 - x calls x.__rsub__; JavaScript has no such operator, and sub(2.5, x) is SubBackward0",
  },
  "binary/python.div/scalar_tensor": {
    differs: "grad_fn",
    because:
      "Python's 2.5 / x calls x.__rdiv__, a reciprocal and a product; here it is div(2.5, x), DivBackward0",
  },
};
