// The few statistics that the tables are made of. A row's samples are one per round; NaN where a
// slow contender sat a round out.

/** The `p`-quantile (0 … 1) of `sorted`, interpolated. */
export function quantile(sorted, p) {
  const at = (sorted.length - 1) * p;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.ceil(at)] - sorted[low]) * (at - low);
}

/** The measured samples in ascending order. */
export const sortedSamples = (samples) => samples.filter((time) => !Number.isNaN(time)).sort();

/**
 * How much slower `a` is than `b`: the median over the rounds of their quotient within a round, so
 * that a slow moment, which meets both, cancels.
 * @param {{ samples: Float64Array }} a
 * @param {{ samples: Float64Array }} b
 */
export function ratio(a, b) {
  const quotients = a.samples.map((time, round) => time / b.samples[round]);
  return quantile(sortedSamples(quotients), 0.5);
}

/** The row with the least median; undefined of none. */
export const fastest = (rows) =>
  rows.reduce((best, row) => (best && best.median <= row.median ? best : row), undefined);

/** The geometric mean: the right one for ratios. */
export const geometricMean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
