// The rules of operations that bring many elements together: sums, norms, extremes, losses.

import { minus } from "../numbers";
import { argument, numel, passedOn, type Rule, type Rules, type Site, scaled, times } from "./rule";

/** How many elements went into each of the result. */
const count = ({ node, shape }: Site): number =>
  numel(shape("input")) / Math.max(1, numel(node.tensor.shape));

const toAll = (formula: string): Rule => ({ formula, note: (words) => words.toAll });

const averageToAll = (site: Site): Rule =>
  toAll(count(site) === 1 ? "{grad}" : `{grad} / ${count(site)}`);

/** The dimensions that a reduction or a softmax goes along; none where that is all there are. */
function along({ node, shape }: Site): readonly number[] {
  const rank = shape("input")?.length ?? shape("values")?.length ?? 0;
  const given = node.args.dim;
  const dims = [given ?? []]
    .flat()
    .map((dim) => (Number(dim) < 0 ? Number(dim) + rank : Number(dim)));
  return dims.length === rank ? [] : dims.sort((a, b) => a - b);
}

/** `formula`, whose Σ or mean goes along these dimensions. */
const summedAlong =
  (formula: string) =>
  (site: Site): Rule => ({
    formula,
    note: (words) => (along(site).length === 0 ? "" : words.sumOver(along(site))),
  });
const meanAlong = (formula: string, site: Site): Rule => ({
  formula,
  note: (words) => (along(site).length === 0 ? "" : words.meanOver(along(site))),
});

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

const variance = (site: Site): Rule | null =>
  freedom(site) > 0
    ? meanAlong(times(`2 / ${freedom(site)} · ({input} − mean({input}))`), site)
    : null;
const deviation = (site: Site): Rule | null =>
  freedom(site) > 0
    ? meanAlong(times(`({input} − mean({input})) / (${freedom(site)} · {out})`), site)
    : null;

/** Not the product divided by the element, which may be 0. */
const others: Rule = { formula: times("∏ⱼ≠ᵢ {input}ⱼ"), note: (words) => words.productOfOthers };
const othersAlong = (site: Site): Rule => ({
  formula: others.formula,
  note: (words) =>
    along(site).length === 0
      ? words.productOfOthers
      : `${words.productOfOthers}, ${words.productOver(along(site))}`,
});

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
  mean: { input: averageToAll },
  medianAll: { input: { formula: times("({input} = {out})"), note: (words) => words.tiesMedian } },
  minAll: { input: extreme },
  minAlong: { input: first },
  nansum: { input: { formula: "{grad}", note: (words) => words.toNumbers } },
  norm: { input: norm("p") },
  prodAll: { input: others },
  prodAlong: { input: othersAlong },
  std: { input: deviation },
  stdMeanMean: { input: averageToAll },
  stdMeanSpread: { input: deviation },
  sum: { input: toAll("{grad}") },
  trace: { input: passedOn((words) => words.onDiagonal) },
  var: { input: variance },
  varMeanMean: { input: averageToAll },
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
      const targets = site.values("target");
      const counted = targets.filter((target) => target !== site.node.args.ignoreIndex).length;
      if (counted === 0) return null;
      return {
        formula:
          site.node.args.reduction === "mean" && counted > 1 ? `−{grad} / ${counted}` : "−{grad}",
        note: (words) => (counted < targets.length ? words.atTargetIgnoring : words.atTarget),
      };
    },
  },
  smoothL1Loss: {
    input: (site) => {
      const beta = argument(site, "beta", 1);
      const ratio = beta === 1 ? "{input} − {target}" : `({input} − {target}) / ${beta}`;
      return averaged(site, `clamp(${ratio}, −1, 1)`);
    },
  },
  logSoftmax: { input: summedAlong("{grad} − exp({out}) ⊙ Σ {grad}") },
  softmax: { input: summedAlong("{out} ⊙ ({grad} − Σ {out} ⊙ {grad})") },
};

/** Weight and bias of a normalisation get a sum, unless there is one sample of their shape. */
const summed = ({ node, slot, shape }: Site): boolean =>
  node.tensor.shape.length > (shape(slot)?.length ?? 0);
const standardised = (site: Site): Rule => ({
  formula: summed(site) ? "Σ x̂ ⊙ {grad}" : "x̂ ⊙ {grad}",
  note: (words) =>
    summed(site) ? `${words.standardised}, ${words.overPositions}` : words.standardised,
});
const overPositions = (site: Site): string | Rule =>
  summed(site) ? { formula: "Σ {grad}", note: (words) => words.overPositions } : "{grad}";

/** Divided by the size of the window: the same for all, or that of the part that lies on the input. */
function averagePool({ node }: Site): Rule | null {
  const { kernelSize, padding, ceilMode, countIncludePad, divisorOverride } = node.args;
  const padded = [padding].flat().some((n) => Number(n) > 0);
  const whole = ceilMode !== true && (!padded || countIncludePad === true);
  if (whole || typeof divisorOverride === "number") {
    const [height, width = height] = [kernelSize].flat().map(Number) as [number, number?];
    const divisor = typeof divisorOverride === "number" ? divisorOverride : height * width;
    return { formula: `{grad} / ${minus(String(divisor))}`, note: (words) => words.toWindow };
  }
  // Padding that counts, beside windows that hang over its edge.
  return padded && countIncludePad === true ? null : passedOn((words) => words.spread);
}

export const normalisations: Rules = {
  layerNorm: {
    weight: standardised,
    bias: overPositions,
  },
  nativeBatchNorm: {
    weight: standardised,
    bias: overPositions,
  },
  nativeGroupNorm: {
    weight: standardised,
    bias: overPositions,
  },
  adaptiveAvgPool: { input: passedOn((words) => words.spread) },
  avgPool2d: { input: averagePool },
  softmaxBackward: { cotangent: summedAlong("{values} ⊙ ({grad} − Σ {values} ⊙ {grad})") },
  sigmoidBackward: { cotangent: times("{at} ⊙ (1 − {at})") },
  tanhBackward: { cotangent: times("(1 − {at}²)") },
  reluBackward: { cotangent: times("({at} > 0)") },
};

/** `alpha · `, for products with something added. */
export const weighted = (site: Site, name: string, formula: string): string =>
  scaled(argument(site, name, 1)) + formula;
