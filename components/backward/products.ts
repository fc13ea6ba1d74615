// The rules of matrix products and of operations that move elements without changing them.

import { weighted } from "./reductions";
import { passedOn, type Rules, type Site } from "./rule";

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
    input: { formula: "{grad} ∗ {weight}", note: (words) => words.kernelTurned },
    weight: { formula: "{input} ⋆ {grad}", note: (words) => words.kernelSlid },
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
const written = {
  input: passedOn((words) => words.overwritten),
  values: passedOn((words) => words.itsPart),
};
const added = { input: "{grad}", values: passedOn((words) => words.itsPart) };

export const movements: Rules = {
  alias: { input: "{grad}" },
  addAt: added,
  cat: { tensors: passedOn((words) => words.itsPart) },
  diag: { input: passedOn((words) => words.onDiagonal) },
  diagEmbed: { input: passedOn((words) => words.onDiagonal) },
  diagonal: { input: passedOn((words) => words.onDiagonal) },
  embeddingLookup: { weight: passedOn((words) => words.rowsOfUses) },
  expand: { input: passedOn((words) => words.summedCopies) },
  flatten: { input: reshaped },
  flattenCopy: { input: reshaped },
  flip: { input: putBack },
  gatherPick: { input: picked },
  indexAddInto: added,
  indexPick: { input: picked },
  indexSelectPick: { input: picked },
  maskedSelectPick: { input: picked },
  maxPoolPick: { input: passedOn((words) => words.largestOfWindow) },
  medianAll: { input: picked },
  medianPick: { input: picked },
  permute: { input: putBack },
  pick: { input: picked },
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
  t: { input: "{grad}ᵀ" },
  takeFrom: { input: picked },
  takePick: { input: picked },
  topkPick: { input: picked },
  transpose: { input: "{grad}ᵀ" },
  tril: { input: "tril({grad})" },
  triu: { input: "triu({grad})" },
  unbindPart: { input: picked },
  unflatten: { input: reshaped },
  unsqueeze: { input: reshaped },
  view: { input: reshaped },
};
