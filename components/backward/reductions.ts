// The rules of operations that bring many elements together: sums, norms, extremes, losses.

import { argument, numel, passedOn, type Rule, type Rules, type Site, scaled, times } from "./rule";

/** How many elements went into each of the result. */
const count = ({ node, shape }: Site): number =>
  numel(shape("input")) / Math.max(1, numel(node.tensor.shape));

const toAll = (formula: string): Rule => ({ formula, note: (words) => words.toAll });

/** A loss's factor, divided by the number of its terms if it is their mean; null where it broadcasts. */
function averaged(site: Site, factor: string): string | null {
  const [input, target] = [site.shape("input"), site.shape("target")];
  if (input?.join() !== target?.join()) return null;
  const terms = numel(input);
  return times(site.node.args.reduction === "mean" && terms > 1 ? `${factor} / ${terms}` : factor);
}

/** The degrees of freedom of a variance. */
function freedom(site: Site): number {
  const { correction, unbiased } = site.node.args;
  return count(site) - (typeof correction === "number" ? correction : unbiased === false ? 0 : 1);
}

const variance = (site: Site): string => times(`2 / ${freedom(site)} · ({input} − mean({input}))`);
const deviation = (site: Site): string =>
  times(`({input} − mean({input})) / (${freedom(site)} · {out})`);

const norm =
  (order: string) =>
  (site: Site): string | null => {
    const p = site.node.args[order];
    if (p === 2 || p === "fro") return times("{input} / {out}");
    if (p === 1) return times("sign({input})");
    return null;
  };

const extreme: Rule = { formula: times("({input} = {out})"), note: (words) => words.tiesShare };
const first: Rule = { formula: times("({input} = {out})"), note: (words) => words.tiesFirst };

export const reductions: Rules = {
  amax: { input: extreme },
  amin: { input: extreme },
  cumsum: { input: { formula: "{grad}", note: (words) => words.runningSum } },
  logsumexp: { input: times("exp({input} − {out})") },
  maxAll: { input: extreme },
  maxAlong: { input: first },
  mean: { input: (site) => toAll(`{grad} / ${count(site)}`) },
  minAll: { input: extreme },
  minAlong: { input: first },
  nansum: { input: toAll("{grad}") },
  norm: { input: norm("p") },
  prodAll: { input: times("{out} / {input}") },
  prodAlong: { input: times("{out} / {input}") },
  std: { input: deviation },
  stdMeanMean: { input: (site) => toAll(`{grad} / ${count(site)}`) },
  stdMeanSpread: { input: deviation },
  sum: { input: toAll("{grad}") },
  trace: { input: passedOn((words) => words.onDiagonal) },
  var: { input: variance },
  varMeanMean: { input: (site) => toAll(`{grad} / ${count(site)}`) },
  varMeanSpread: { input: variance },
  vectorNorm: { input: norm("ord") },
};

export const losses: Rules = {
  binaryCrossEntropy: {
    input: (site) =>
      site.shape("weight") === null
        ? averaged(site, "({input} − {target}) / ({input} ⊙ (1 − {input}))")
        : null,
  },
  binaryCrossEntropyWithLogits: {
    input: (site) => {
      if (site.shape("posWeight") !== null) return null;
      const weight = site.shape("weight") === null ? "" : "{weight} ⊙ ";
      return averaged(site, `${weight}(σ({input}) − {target})`);
    },
    target: (site) =>
      site.shape("weight") === null && site.shape("posWeight") === null
        ? averaged(site, "−{input}")
        : null,
  },
  huberLoss: {
    input: (site) => {
      const delta = argument(site, "delta", 1);
      return averaged(site, `clamp({input} − {target}, −${delta}, ${delta})`);
    },
  },
  mseLoss: {
    input: (site) => averaged(site, "2 · ({input} − {target})"),
    target: (site) => averaged(site, "2 · ({target} − {input})"),
  },
  nllLoss: {
    input: (site) => {
      if (site.shape("weight") !== null) return null;
      const rows = numel(site.shape("target"));
      const share =
        site.node.args.reduction === "mean" && rows > 1 ? `−{grad} / ${rows}` : "−{grad}";
      return { formula: share, note: (words) => words.atTarget };
    },
  },
  smoothL1Loss: {
    input: (site) => {
      const beta = argument(site, "beta", 1);
      const ratio = beta === 1 ? "{input} − {target}" : `({input} − {target}) / ${beta}`;
      return averaged(site, `clamp(${ratio}, −1, 1)`);
    },
  },
  logSoftmax: { input: "{grad} − exp({out}) ⊙ Σ {grad}" },
  softmax: { input: "{out} ⊙ ({grad} − Σ {out} ⊙ {grad})" },
};

export const normalisations: Rules = {
  layerNorm: {
    weight: { formula: "Σ x̂ ⊙ {grad}", note: (words) => words.standardised },
    bias: "Σ {grad}",
  },
  nativeBatchNorm: {
    weight: { formula: "Σ x̂ ⊙ {grad}", note: (words) => words.standardised },
    bias: "Σ {grad}",
  },
  nativeGroupNorm: {
    weight: { formula: "Σ x̂ ⊙ {grad}", note: (words) => words.standardised },
    bias: "Σ {grad}",
  },
  adaptiveAvgPool: { input: passedOn((words) => words.spread) },
  avgPool2d: { input: passedOn((words) => words.spread) },
  softmaxBackward: { cotangent: "{values} ⊙ ({grad} − Σ {values} ⊙ {grad})" },
  sigmoidBackward: { cotangent: times("{at} ⊙ (1 − {at})") },
  tanhBackward: { cotangent: times("(1 − {at}²)") },
  reluBackward: { cotangent: times("({at} > 0)") },
};

/** `alpha · `, for products with something added. */
export const weighted = (site: Site, name: string, formula: string): string =>
  scaled(argument(site, name, 1)) + formula;
