// The command: `node profile.mjs <bench> <contender> [part of a case's name]`. Runs one contender
// alone under V8's sampling profiler and prints where its time goes, function by function, in ns per
// step.

import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { SourceMap } from "node:module";
import { buildOurs, bundle } from "./build.mjs";
import { detachOneBuffer } from "./harness.mjs";

const [benchName = "tutorial-step", contenderName = "persistent", match = ""] =
  process.argv.slice(2);
const MS = 1500;

await buildOurs();
detachOneBuffer();
const { default: bench } = await import(`./${benchName}/index.mjs`);
const theCase = bench.cases({ quick: false, torch: null }).find(({ name }) => name.includes(match));
const contender = theCase?.contenders.find(({ name }) => name === contenderName);
if (!contender) throw new Error(`${benchName} has no contender "${contenderName}" there`);
const { step } = await contender.create();

let next = 0;
function runFor(duration) {
  const started = performance.now();
  let elapsed = 0;
  let steps = 0;
  let count = 1;
  while (elapsed < duration) {
    for (let k = 0; k < count; k++) step(next++);
    steps += count;
    elapsed = performance.now() - started;
    // The clock is looked at every few ms.
    if (elapsed < 5) count *= 2;
  }
  return (elapsed * 1e6) / steps;
}

runFor(500);
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 100 });
await session.post("Profiler.start");
const perStep = runFor(MS);
const { profile } = await session.post("Profiler.stop");

const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
/** Where a function stands in its source. */
function home({ url, lineNumber, columnNumber }) {
  if (!url.endsWith(".build/ours.js")) {
    return url ? `${url.split("/").slice(-2).join("/")}:${lineNumber + 1}` : "V8";
  }
  const entry = map.findEntry(lineNumber, columnNumber);
  if (!entry.originalSource) return `ours.js:${lineNumber + 1}`;
  return `${entry.originalSource.split("/").slice(-2).join("/")}:${entry.originalLine + 1}`;
}

const self = new Map();
for (const node of profile.nodes) {
  if (!node.hitCount) continue;
  const key = `${node.callFrame.functionName || "(anonymous)"}  ${home(node.callFrame)}`;
  self.set(key, (self.get(key) ?? 0) + node.hitCount);
}
const total = [...self.values()].reduce((a, b) => a + b, 0);
process.stdout.write(
  `${theCase.label}, ${contender.label}: ${perStep.toFixed(0)} ns per step, profiled\n`,
);
for (const [key, hits] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 30)) {
  const share = hits / total;
  const ns = (share * perStep).toFixed(0).padStart(7);
  process.stdout.write(`${ns} ns ${(share * 100).toFixed(1).padStart(5)} %  ${key}\n`);
}
process.exit(0);
