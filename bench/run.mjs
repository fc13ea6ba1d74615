// The command: `node run.mjs [bench…] [--quick] [--only=a,b] [--no-save]`. Builds ours, checks and
// times the contenders, prints the table, and stores a full run in RESULTS.md and results.json.

import { parseArgs } from "node:util";
import { buildOurs } from "./build.mjs";
import { FULL, measure, QUICK, ratio } from "./harness.mjs";
import { environment, markdown, save } from "./report.mjs";

const BENCHES = ["tutorial-step"];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    "no-save": { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0)
  throw new Error(`no bench "${unknown.join('", "')}"; there are ${BENCHES.join(", ")}`);

const settings = flags.quick ? QUICK : FULL;
const wanted = flags.only?.split(",");

/** The rows as they are reported: the samples give way to what they say in comparison. */
function withRatios(measured) {
  const floor = measured.find((row) => row.group === "floor");
  const fastest = measured
    .filter((row) => row.group === "ours")
    .reduce((best, row) => (best && best.median <= row.median ? best : row), undefined);
  return measured.map(({ samples, ...row }) => ({
    ...row,
    toFloor: ratio({ samples }, floor),
    toOurs: fastest && ratio({ samples }, fastest),
  }));
}

await buildOurs();
for (const name of positionals.length > 0 ? positionals : BENCHES) {
  const { default: bench } = await import(`./${name}/index.mjs`);
  const missing = wanted?.filter((key) => !bench.contenders.some((c) => c.name === key)) ?? [];
  if (missing.length > 0) throw new Error(`${name} has no contender "${missing.join('", "')}"`);
  // The floor always runs: every ratio refers to it.
  const contenders = bench.contenders.filter(
    (c) => !wanted || c.group === "floor" || wanted.includes(c.name),
  );
  const measured = await measure({ ...bench, contenders }, settings);
  const goals = wanted ? [] : bench.goals((key) => measured.find((row) => row.name === key));
  const { title, description } = bench;
  const rows = withRatios(measured);
  const result = { title, description, environment: environment(), settings, rows, goals };
  process.stdout.write(`\n${markdown(result)}\n`);
  if (!flags.quick && !wanted && !flags["no-save"]) save(name, result);
}
// jax-js and tfjs may keep handles open.
process.exit(0);
