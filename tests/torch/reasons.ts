// The cases in which something of PyTorch cannot be matched, and why. Only the name of the gradient
// function is exempt: values, dtypes and derivatives of these cases are compared like all others.
// A case that matches after all fails, so that this table stays short.

/** The reason by the case's id. */
export const reasons: Readonly<Record<string, string>> = {};
