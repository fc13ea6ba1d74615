// All benches, in the order in which they are run and reported.

/** In Node and in a page. */
export const EVERYWHERE = [
  "tutorial-step",
  "rebuild",
  "scalar-graph",
  "matmul",
  "elementwise",
  "mlp-step",
  "lenet",
  "transformer",
  "growth",
];
/** These look into a process or build packages. */
export const NODE_ONLY = ["allocation", "size"];
/** These open pages of their own. */
export const PAGE_ONLY = ["drag"];
