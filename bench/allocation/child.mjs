// The measured process: `node <flags> child.mjs <scenario> <drags>`. Its young generation is so large
// that nothing is collected between the two readings, so that their difference is what was allocated.

import { getHeapStatistics } from "node:v8";
import { detachOneBuffer } from "../harness.mjs";
import { SCENARIOS } from "./scenarios.mjs";

const [name, count] = process.argv.slice(2);
const drags = Number(count);
const used = () => getHeapStatistics().used_heap_size;

detachOneBuffer();
const { step } = SCENARIOS.find((scenario) => scenario.name === name).create();
const run = new Function(
  "step",
  "return function run(from, count) { for (let s = from; s < from + count; s++) step(s); }",
)(step);
let from = 0;
const advance = (steps) => {
  run(from, steps);
  from += steps;
};

/** Between the marks nothing but the drags allocates; what the reading itself takes is subtracted. */
function measure(steps) {
  globalThis.gc();
  const settled = used();
  const buffers = process.memoryUsage().arrayBuffers;
  const own = -used() + used();
  process.stdout.write("\nbegin\n");
  const before = used();
  advance(steps);
  const after = used();
  process.stdout.write("\nend\n");
  globalThis.gc();
  return {
    perDrag: (after - before - own) / steps,
    growth: used() - settled,
    buffers: process.memoryUsage().arrayBuffers - buffers,
  };
}

// Until V8 has compiled everything for good, this function included: what it allocates meanwhile is
// not ours.
for (let k = 0; k < 10; k++) advance(Math.ceil(drags / 4));
measure(Math.ceil(drags / 10));
const result = measure(drags);
process.stdout.write(`\nresult ${JSON.stringify(result)}\n`);
process.exit(0);
