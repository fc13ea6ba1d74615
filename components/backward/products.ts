// The rules of matrix products and of operations that move elements without changing them.

import { minus } from "../numbers";
import { weighted } from "./reductions";
import { passedOn, type Rule, type Rules, type Site } from "./rule";

/** x in `x · w`, of a rank for each: a row times a column, a matrix times a column, and the rest. */
function left({ shape }: Site): string {
  const [x, w] = [shape("input")?.length ?? 0, shape("other")?.length ?? 0];
  if (w === 1) return x === 1 ? "{other} · {grad}" : "{grad} ⊗ {other}";
  return "{grad} · {other}ᵀ";
}

function right({ shape }: Site): string {
  const [x, w] = [shape("input")?.length ?? 0, shape("other")?.length ?? 0];
  return x === 1 && w === 1 ? "{input} · {grad}" : "{input}ᵀ · {grad}";
}

export const products: Rules = {
  addmm: {
    input: (site) => weighted(site, "beta", "{grad}"),
    mat1: (site) => weighted(site, "alpha", "{grad} · {mat2}ᵀ"),
    mat2: (site) => weighted(site, "alpha", "{mat1}ᵀ · {grad}"),
  },
  addmv: {
    input: (site) => weighted(site, "beta", "{grad}"),
    mat: (site) => weighted(site, "alpha", "{grad} ⊗ {vec}"),
    vec: (site) => weighted(site, "alpha", "{mat}ᵀ · {grad}"),
  },
  baddbmm: {
    input: (site) => weighted(site, "beta", "{grad}"),
    batch1: (site) => weighted(site, "alpha", "{grad} · {batch2}ᵀ"),
    batch2: (site) => weighted(site, "alpha", "{batch1}ᵀ · {grad}"),
  },
  bmm: { input: "{grad} · {mat2}ᵀ", mat2: "{input}ᵀ · {grad}" },
  convolution: {
    // A transposed convolution spreads its input through the kernel; what comes back is an ordinary one.
    input: ({ node }) =>
      node.args.transposed === true
        ? { formula: "{grad} ⋆ {weight}", note: (words) => words.kernelSlidBack }
        : { formula: "{grad} ∗ {weight}", note: (words) => words.kernelTurned },
    weight: ({ node }) =>
      node.args.transposed === true
        ? { formula: "{grad} ⋆ {input}", note: (words) => words.kernelSlidBack }
        : { formula: "{input} ⋆ {grad}", note: (words) => words.kernelSlid },
    bias: { formula: "Σ {grad}", note: (words) => words.overPositions },
  },
  dot: { input: "{other} · {grad}", other: "{input} · {grad}" },
  matmul: { input: left, other: right },
  mm: { input: "{grad} · {mat2}ᵀ", mat2: "{input}ᵀ · {grad}" },
  mv: { input: "{grad} ⊗ {vec}", vec: "{input}ᵀ · {grad}" },
  outer: { input: "{grad} · {vec2}", vec2: "{input} · {grad}" },
  vdot: { input: "{other} · {grad}", other: "{input} · {grad}" },
};

/** Said of an input whose elements went elsewhere unchanged. */
const reshaped = passedOn((words) => words.reshaped);
const putBack = passedOn((words) => words.putBack);
const picked = passedOn((words) => words.picked);
/** What was picked by an index may have been picked more than once. */
const used = passedOn((words) => words.sumOfUses);
const written = {
  input: passedOn((words) => words.overwritten),
  values: passedOn((words) => words.itsPart),
};
const added = { input: "{grad}", values: passedOn((words) => words.itsPart) };

/** A diagonal is put into a matrix of zeros, or taken out of a matrix. */
const diagonals = ({ node, shape }: Site): Rule =>
  passedOn((words) =>
    (shape("input")?.length ?? 0) < node.tensor.shape.length ? words.itsDiagonal : words.onDiagonal,
  );

/** The rows of an embedding: summed or averaged over their uses, but for the row of the padding. */
const rows = ({ node }: Site): Rule => {
  const { paddingIdx, scaleGradByFreq } = node.args;
  return passedOn((words) => {
    const said = scaleGradByFreq === true ? words.rowsMeanOfUses : words.rowsOfUses;
    return typeof paddingIdx === "number" ? `${said}, ${words.exceptRow(paddingIdx)}` : said;
  });
};

/** ᵀ swaps the last two dimensions; a swap of others is said in words. */
function swapped({ node, shape }: Site): string | Rule {
  const rank = shape("input")?.length ?? 0;
  const dims = ["dim0", "dim1"].map((name) => {
    const dim = Number(node.args[name]);
    return dim < 0 ? dim + rank : dim;
  });
  if (dims[0] === dims[1]) return "{grad}";
  return Math.min(...dims) === rank - 2 && Math.max(...dims) === rank - 1 ? "{grad}ᵀ" : putBack;
}

/** `tril(g)`, `tril(g, 1)`. */
const triangle =
  (name: string) =>
  ({ node }: Site): string =>
    node.args.diagonal === 0
      ? `${name}({grad})`
      : `${name}({grad}, ${minus(String(node.args.diagonal))})`;

export const movements: Rules = {
  alias: { input: "{grad}" },
  addAt: added,
  cat: { tensors: passedOn((words) => words.itsPart) },
  diag: { input: diagonals },
  diagEmbed: { input: diagonals },
  diagonal: { input: passedOn((words) => words.onDiagonal) },
  adaptiveMaxPoolPick: { input: passedOn((words) => words.largestOfWindow) },
  embeddingLookup: { weight: rows },
  expand: { input: passedOn((words) => words.summedCopies) },
  flatten: { input: reshaped },
  flattenCopy: { input: reshaped },
  flip: { input: putBack },
  gatherPick: { input: used },
  indexAddInto: added,
  indexPick: { input: used },
  indexSelectPick: { input: used },
  maskedSelectPick: { input: picked },
  maxPoolPick: { input: passedOn((words) => words.largestOfWindow) },
  medianPick: { input: picked },
  permute: { input: putBack },
  pick: { input: used },
  putAt: written,
  repeat: { input: passedOn((words) => words.summedCopies) },
  reshape: { input: reshaped },
  reshapeCopy: { input: reshaped },
  roll: { input: putBack },
  rot90: { input: putBack },
  scatterAddInto: added,
  scatterInto: written,
  select: { input: picked },
  slice: { input: picked },
  sortPick: { input: putBack },
  splitPart: { input: picked },
  splitWithSizesPart: { input: picked },
  squeeze: { input: reshaped },
  stack: { tensors: passedOn((words) => words.itsPart) },
  t: { input: ({ shape }) => (shape("input")?.length === 2 ? "{grad}ᵀ" : "{grad}") },
  takeFrom: { input: used },
  takePick: { input: used },
  topkPick: { input: picked },
  transpose: { input: swapped },
  tril: { input: triangle("tril") },
  triu: { input: triangle("triu") },
  unbindPart: { input: picked },
  unflatten: { input: reshaped },
  unsqueeze: { input: reshaped },
  view: { input: reshaped },
};
