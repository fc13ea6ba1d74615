// Every recorded op case whose op is in the table, against PyTorch: one test per case. The closing
// line of each file says how many matched, of those that can be called, of all.

import { afterAll, describe, expect, it } from "vitest";
import { recordedCases } from "./cases";
import { notRunnable, type OpCase } from "./op-case";
import { check } from "./op-check";
import { reasons } from "./reasons";

const files = [
  "unary",
  "binary",
  "reductions",
  "linalg",
  "shape",
  "nn",
  "fuzz",
  "large",
  "programs",
  "float32",
] as const;

const casesOf = new Map(files.map((file) => [file, recordedCases<OpCase>(file)]));

/** `name × 3, other × 2`: what is missing, most frequent first. */
function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, n]) => `${name} × ${n}`).join(", ");
}

describe.each(files)("%s.json", (file) => {
  const cases = casesOf.get(file) as OpCase[];
  const runnable = cases.filter((recorded) => notRunnable(recorded) === null);
  const missing = cases.flatMap((recorded) => notRunnable(recorded) ?? []);
  let matched = 0;

  it.each(runnable.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    check(recorded);
    matched++;
  });

  afterAll(() => {
    const rest = missing.length > 0 ? `; not in the table yet: ${tally(missing)}` : "";
    console.log(
      `${file}: ${matched} matched / ${runnable.length} runnable / ${cases.length} total${rest}`,
    );
  });
});

it("has no reasons for cases that are not there", () => {
  const ids = new Set([...casesOf.values()].flat().map(({ id }) => id));
  expect(Object.keys(reasons).filter((id) => !ids.has(id))).toEqual([]);
});
