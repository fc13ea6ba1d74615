// How long everything is measured.

/**
 * For benches of few cases: whoever stands in a goal is measured well.
 * @type {import("./harness.mjs").Settings}
 */
export const FULL = { rounds: 101, budgetMs: 700, sampleMs: 5, warmUpMs: 500 };
/** For benches of very many cases. */
export const FULL_OF_MANY = { rounds: 25, budgetMs: 60, sampleMs: 2, warmUpMs: 50 };
/** For a quick look; the figures wobble. */
export const QUICK = { rounds: 31, budgetMs: 150, sampleMs: 3, warmUpMs: 200 };
export const QUICK_OF_MANY = { rounds: 15, budgetMs: 40, sampleMs: 2, warmUpMs: 30 };

/** A page's clock has steps of 0.1 ms. */
const COARSE_SAMPLE_MS = 5;

/**
 * The settings of a run; the smaller ones where a bench has more than a dozen cases.
 * @param {unknown[]} cases
 * @param {{ quick: boolean, coarse?: boolean }} context
 */
export function settingsFor(cases, { quick, coarse }) {
  const many = cases.length > 12;
  const settings = many ? (quick ? QUICK_OF_MANY : FULL_OF_MANY) : quick ? QUICK : FULL;
  if (!coarse) return settings;
  return { ...settings, sampleMs: Math.max(settings.sampleMs, COARSE_SAMPLE_MS) };
}
