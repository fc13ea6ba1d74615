// The rules of operations that work on each element by itself.

import { minus } from "../numbers";
import { argument, numel, type Rules, type Site, scaled, slope, times } from "./rule";

/** Between two factors: a tensor is multiplied element by element, a number simply. */
const by = ({ shape }: Site, slot: string): string => (shape(slot)?.length === 0 ? "·" : "⊙");

const nothing = { input: "0" };
const same = { input: "{grad}" };

export const functions: Rules = {
  abs: slope("sign({input})"),
  acos: { input: "−{grad} / √(1 − {input}²)" },
  acosh: { input: "{grad} / √({input}² − 1)" },
  asin: { input: "{grad} / √(1 − {input}²)" },
  asinh: { input: "{grad} / √({input}² + 1)" },
  atan: { input: "{grad} / (1 + {input}²)" },
  atanh: { input: "{grad} / (1 − {input}²)" },
  ceil: nothing,
  clone: same,
  contiguous: same,
  cos: { input: times("−sin({input})") },
  cosh: slope("sinh({input})"),
  deg2rad: { input: "π / 180 · {grad}" },
  digamma: slope("polygamma(1, {input})"),
  erf: slope("2 / √π · exp(−{input}²)"),
  erfc: slope("−2 / √π · exp(−{input}²)"),
  exp: slope("{out}"),
  exp2: slope("ln 2 · {out}"),
  expm1: slope("({out} + 1)"),
  floor: nothing,
  frac: same,
  lgamma: slope("digamma({input})"),
  log: { input: "{grad} / {input}" },
  log10: { input: "{grad} / (ln 10 · {input})" },
  log1p: { input: "{grad} / (1 + {input})" },
  log2: { input: "{grad} / (ln 2 · {input})" },
  logit: {
    input: ({ node }) => (node.args.eps == null ? "{grad} / ({input} ⊙ (1 − {input}))" : null),
  },
  neg: { input: "−{grad}" },
  rad2deg: { input: "180 / π · {grad}" },
  reciprocal: slope("−{out}²"),
  round: nothing,
  rsqrt: slope("−½ {out}³"),
  sign: nothing,
  sin: slope("cos({input})"),
  sinh: slope("cosh({input})"),
  sqrt: { input: "{grad} / (2 · {out})" },
  tan: slope("(1 + {out}²)"),
  to: same,
  trunc: nothing,
};

/** `+ 1`, `− 0.5`. */
const plus = (value: number): string => (value < 0 ? `− ${-value}` : `+ ${value}`);

/** Shrinking lets through what is far from 0. */
const beyond = (site: Site): string =>
  times(minus(`(|{input}| > ${argument(site, "lambd", 0.5)})`));

export const activations: Rules = {
  elu: {
    input: (site) => times(`({input} > 0 ? 1 : {out} ${plus(argument(site, "alpha", 1))})`),
  },
  gelu: {
    input: ({ node }) =>
      node.args.approximate === "none" ? times("(Φ({input}) + {input} ⊙ φ({input}))") : null,
  },
  hardshrink: { input: beyond },
  hardsigmoid: slope("⅙ · (−3 < {input} < 3)"),
  hardtanh: {
    input: (site) =>
      times(minus(`(${argument(site, "minVal", -1)} < {input} < ${argument(site, "maxVal", 1)})`)),
  },
  leakyRelu: {
    input: (site) =>
      times(`({input} > 0 ? 1 : ${minus(String(argument(site, "negativeSlope", 0.01)))})`),
  },
  logsigmoid: slope("(1 − σ({input}))"),
  prelu: {
    input: ({ shape }) => ({
      formula: times("({input} > 0 ? 1 : {weight})"),
      note: (words) => (numel(shape("weight")) > 1 ? words.perChannel : ""),
    }),
    weight: times("min({input}, 0)"),
  },
  relu: slope("({input} > 0)"),
  sigmoid: slope("{out} ⊙ (1 − {out})"),
  silu: slope("σ({input}) ⊙ (1 + {input} ⊙ (1 − σ({input})))"),
  softplus: {
    input: (site) => {
      const z = `${scaled(argument(site, "beta", 1))}{input}`;
      const threshold = argument(site, "threshold", 20);
      // From 20 on, σ is 1 to eight digits.
      if (threshold >= 20) return times(`σ(${z})`);
      return times(`(${z} > ${minus(String(threshold))} ? 1 : σ(${z}))`);
    },
  },
  softshrink: { input: beyond },
  tanh: slope("(1 − {out}²)"),
  threshold: { input: (site) => times(minus(`({input} > ${argument(site, "threshold", 0)})`)) },
};

const superscripts: Record<number, string> = { 1: "", 2: "²", 3: "³", 4: "⁴", 5: "⁵" };

/** `n · xⁿ⁻¹` for a plain number n. */
function power(site: Site): string {
  const n = site.number("exponent");
  if (n === null) return times("{exponent} ⊙ {input}^({exponent} − 1)");
  if (n === 0) return "0";
  if (n === 1) return "{grad}";
  const raised = superscripts[n - 1] ?? `^${minus(String(n - 1))}`;
  return times(`${minus(String(n))} · {input}${raised}`);
}

export const pairs: Rules = {
  add: { input: "{grad}", other: (site) => `${scaled(argument(site, "alpha", 1))}{grad}` },
  addcdiv: {
    input: "{grad}",
    tensor1: (site) => `${scaled(argument(site, "value", 1))}{grad} / {tensor2}`,
    tensor2: (site) => times(`${scaled(-argument(site, "value", 1))}{tensor1} / {tensor2}²`),
  },
  addcmul: {
    input: "{grad}",
    tensor1: (site) => times(`${scaled(argument(site, "value", 1))}{tensor2}`),
    tensor2: (site) => times(`${scaled(argument(site, "value", 1))}{tensor1}`),
  },
  atan2: {
    input: times("{other} / ({input}² + {other}²)"),
    other: times("−{input} / ({input}² + {other}²)"),
  },
  clamp: {
    input: ({ shape }) => {
      const [low, high] = [
        shape("min") === null ? "" : "{min} ≤ ",
        shape("max") === null ? "" : " ≤ {max}",
      ];
      return times(`(${low}{input}${high})`);
    },
    // Where min is above max, the result is max.
    min: ({ shape }) =>
      times(shape("max") === null ? "({input} < {min})" : "({input} < {min} < {max})"),
    max: ({ shape }) =>
      times(shape("min") === null ? "({input} > {max})" : "(max({input}, {min}) > {max})"),
  },
  div: {
    input: ({ node }) => (node.args.roundingMode == null ? "{grad} / {other}" : "0"),
    other: ({ node }) => (node.args.roundingMode == null ? times("−{out} / {other}") : "0"),
  },
  fmod: { input: "{grad}", other: times("−trunc({input} / {other})") },
  hypot: { input: times("{input} / {out}"), other: times("{other} / {out}") },
  lerp: {
    input: times("(1 − {weight})"),
    end: times("{weight}"),
    weight: times("({end} − {input})"),
  },
  logaddexp: { input: times("exp({input} − {out})"), other: times("exp({other} − {out})") },
  maskedFill: { input: times("(1 − {mask})"), value: times("{mask}") },
  maximum: {
    input: { formula: times("({input} > {other})"), note: (words) => words.tiesHalf },
    other: { formula: times("({other} > {input})"), note: (words) => words.tiesHalf },
  },
  minimum: {
    input: { formula: times("({input} < {other})"), note: (words) => words.tiesHalf },
    other: { formula: times("({other} < {input})"), note: (words) => words.tiesHalf },
  },
  mul: {
    input: (site) => `{other} ${by(site, "other")} {grad}`,
    other: (site) => `{input} ${by(site, "input")} {grad}`,
  },
  pow: { input: power, exponent: times("{out} ⊙ ln({input})") },
  remainder: { input: "{grad}", other: times("−floor({input} / {other})") },
  rsub: { input: (site) => `${scaled(-argument(site, "alpha", 1))}{grad}`, other: "{grad}" },
  sub: { input: "{grad}", other: (site) => `${scaled(-argument(site, "alpha", 1))}{grad}` },
  where: { input: times("{condition}"), other: times("(1 − {condition})") },
  xlogy: { input: times("ln({other})"), other: times("{input} / {other}") },
};
