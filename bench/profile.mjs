// The command: `node profile.mjs <bench> <contender> [ms]`. Runs one contender alone under V8's
// sampling profiler and prints where its time goes, function by function, in ns per step.

import { readFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { SourceMap } from "node:module";
import { buildOurs, bundle } from "./build.mjs";
import { detachOneBuffer } from "./harness.mjs";

const [benchName = "tutorial-step", contenderName = "persistent", ms = "1500"] =
  process.argv.slice(2);

await buildOurs();
detachOneBuffer();
const { default: bench } = await import(`./${benchName}/index.mjs`);
const contender = bench.contenders.find((c) => c.name === contenderName);
if (!contender) throw new Error(`${benchName} has no contender "${contenderName}"`);
const { step } = await contender.create();

let next = 0;
function runFor(duration) {
  const started = performance.now();
  let elapsed = 0;
  let steps = 0;
  while (elapsed < duration) {
    for (let k = 0; k < 200; k++) step(next++);
    steps += 200;
    elapsed = performance.now() - started;
  }
  return (elapsed * 1e6) / steps;
}

runFor(500);
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 100 });
await session.post("Profiler.start");
const perStep = runFor(Number(ms));
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
process.stdout.write(`${contender.label}: ${perStep.toFixed(0)} ns per step, profiled\n`);
for (const [key, hits] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 30)) {
  const share = hits / total;
  const ns = (share * perStep).toFixed(0).padStart(7);
  process.stdout.write(`${ns} ns ${(share * 100).toFixed(1).padStart(5)} %  ${key}\n`);
}
process.exit(0);
