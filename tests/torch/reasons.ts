// The cases in which something of PyTorch cannot be matched, and why. Only what is named is exempt:
// everything else of these cases is compared like all others. A case that matches after all fails,
// so that this table stays short.

/**
 * What differs: the name of the gradient function, the result's last digits, a derivative that is
 * zero up to rounding (then both must be below 1e-15), a gradient as a whole, or a second one.
 */
export interface Reason {
  readonly differs: "grad_fn" | "output" | "zero" | "gradient" | "second derivative";
  readonly because: string;
}

const cScalar =
  "PyTorch's C++ divides this mean by a C++ number, which has a gradient function of its own name";

const noise =
  "a derivative is a difference of equal numbers; what is left of it is rounding, here as in PyTorch";

/** The reason by the case's id. */
export const reasons: Readonly<Record<string, Reason>> = {
  "nn/nn.functional.group_norm/g2_2x4": {
    differs: "second derivative",
    because:
      "large terms cancel: in 60-digit arithmetic element 6 is -1.04175988793e-7, PyTorch is off by 1.5e-9 of it and this by 4e-10",
  },
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
  "binary/hypot/same_tensor_twice": { differs: "zero", because: noise },
  "reductions/prod/nonfinite": {
    differs: "gradient",
    because:
      "PyTorch divides the product by each element, and ∞/∞ is NaN; here the other elements are multiplied, and 2 stays 2",
  },
};
