// Other names of operations.

const aliases: Readonly<Record<string, string>> = {
  absolute: "abs",
  arccos: "acos",
  arccosh: "acosh",
  arcsin: "asin",
  arcsinh: "asinh",
  arctan: "atan",
  arctan2: "atan2",
  arctanh: "atanh",
  clip: "clamp",
  concat: "cat",
  concatenate: "cat",
  divide: "div",
  true_divide: "div",
  fix: "trunc",
  ger: "outer",
  greater: "gt",
  greater_equal: "ge",
  less: "lt",
  less_equal: "le",
  moveaxis: "movedim",
  multiply: "mul",
  negative: "neg",
  not_equal: "ne",
  row_stack: "vstack",
  subtract: "sub",
  swapdims: "swapaxes",
};

/** The other names that PyTorch has for an operation. */
export const aliasesOf = (name: string): string[] =>
  Object.keys(aliases).filter((alias) => aliases[alias] === name);
