// The command: `node run.mjs [bench…] [--in=node|chromium] [--quick] [--only=a,b] [--match=text]
// [--no-save]`. Builds ours, checks and times the contenders, in Node and then in Chromium, prints the
// tables, and stores full runs in RESULTS.md and results.json.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EVERYWHERE, NODE_ONLY, PAGE_ONLY } from "./benches.mjs";
import { buildOurs } from "./build.mjs";
import { openChromium } from "./chromium/index.mjs";
import { measureBench } from "./measureBench.mjs";
import { openTorch } from "./peers/torch.mjs";
import { environment, markdown, save } from "./report.mjs";

const IN_NODE = [...EVERYWHERE, ...NODE_ONLY];
const NAMES = [...IN_NODE, ...PAGE_ONLY];
const ORDER = [...IN_NODE, ...[...PAGE_ONLY, ...EVERYWHERE].map((name) => `chromium/${name}`)];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    in: { type: "string" },
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    match: { type: "string" },
    "no-save": { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !NAMES.includes(name));
if (unknown.length > 0)
  throw new Error(`no bench "${unknown.join('", "')}"; there are ${NAMES.join(", ")}`);

const { quick, match } = flags;
const only = flags.only?.split(",");
const stores = !quick && !only && !match && !flags["no-save"];
const wanted = (names) =>
  names.filter((name) => positionals.length === 0 || positionals.includes(name));
const log = (text) => process.stderr.write(`${text}\n`);

/** Prints a result, and stores it with the files that come with it. */
function finish(key, { files = {}, ...figures }, engine, torch) {
  const result = { ...figures, environment: environment(engine, torch) };
  process.stdout.write(`\n${markdown(result)}\n`);
  if (!stores) return;
  save(key, result, ORDER);
  for (const [file, text] of Object.entries(files))
    writeFileSync(new URL(file, import.meta.url), text);
}

async function inNode() {
  if (wanted(IN_NODE).length === 0) return;
  const torch = await openTorch();
  if (!torch) log("No torch here ($TORCH_PYTHON or python3): its column is left out.");
  const engine = `Node ${process.version} (V8 ${process.versions.v8})`;
  for (const name of wanted(IN_NODE)) {
    const { default: bench } = await import(`./${name}/index.mjs`);
    const context = { quick, only, match, torch, log };
    const result = bench.run ? await bench.run(context) : await measureBench(bench, context);
    finish(name, result, engine, torch);
  }
}

/** Benches of what a reader sees, in pages of their own. */
async function inPages() {
  for (const name of wanted(PAGE_ONLY)) {
    const { default: bench } = await import(`./${name}/index.mjs`);
    const result = await bench.run({ quick, match, log });
    if (result) finish(`chromium/${name}`, result, `Chromium ${result.version}, headless`, null);
    else log("No Chromium here: its tables stay as they are.");
  }
}

async function inChromium() {
  const names = wanted(EVERYWHERE);
  if (names.length === 0) return;
  const chromium = await openChromium(log);
  if (!chromium) {
    log("No Chromium here: its tables stay as they are.");
    return;
  }
  const engine = `Chromium ${chromium.version}, headless`;
  for (const name of names) {
    const result = await chromium.run(name, { quick, only, match });
    finish(`chromium/${name}`, result, engine, null);
  }
  await chromium.close();
}

await buildOurs();
if (flags.in !== "chromium") await inNode();
if (flags.in !== "node") {
  await inPages();
  await inChromium();
}
// jax-js, tfjs and torch may keep handles open.
process.exit(0);
