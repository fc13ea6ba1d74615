// The log of part 2: what each call did, with equal calls in a row counted instead of repeated.

/** What a call did: how many gradients `w.grad` then held, or what was thrown. */
export type Outcome = { sum: number } | { error: string };

/** A call, and how often it was made in a row. */
export interface Entry {
  retained: boolean;
  outcome: Outcome;
  times: number;
}

const kindOf = (outcome: Outcome): string =>
  "error" in outcome ? outcome.error : outcome.sum === 1 ? "filled" : "added";

/** `entries` with one more call: a new entry, or the last one counted up and brought up to date. */
export function logged(
  entries: readonly Entry[],
  retained: boolean,
  outcome: Outcome,
): readonly Entry[] {
  const last = entries.at(-1);
  const again = last?.retained === retained && kindOf(last.outcome) === kindOf(outcome);
  if (last === undefined || !again) return [...entries, { retained, outcome, times: 1 }];
  return [...entries.slice(0, -1), { retained, outcome, times: last.times + 1 }];
}

/** How many gradients have been added up by `entries`. */
export const summed = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { outcome, times }) => sum + ("sum" in outcome ? times : 0), 0);
