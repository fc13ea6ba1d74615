// Bench: what a drag allocates in steady state, and whether the heap grows. Node only.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { figure } from "../tables.mjs";
import { SCENARIOS } from "./scenarios.mjs";

const child = fileURLToPath(new URL("child.mjs", import.meta.url));
/** Megabytes: more than any scenario allocates while it is read. */
const YOUNG = 512;

/** Runs one scenario in a process of its own. */
function measure({ name, drags }) {
  const flags = [
    "--expose-gc",
    "--trace-gc",
    `--min-semi-space-size=${YOUNG}`,
    `--max-semi-space-size=${YOUNG}`,
  ];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...flags, child, name, String(drags)],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`allocation, ${name}: ${stderr}`);
  const between = stdout.slice(stdout.lastIndexOf("\nbegin\n"), stdout.lastIndexOf("\nend\n"));
  const collections = between.split("\n").filter((text) => / ms: /.test(text)).length;
  return { ...JSON.parse(/^result (.*)$/m.exec(stdout)[1]), collections };
}

export default {
  name: "allocation",
  title: "Allocation in steady state",
  async run({ quick }) {
    const measured = SCENARIOS.map((scenario) => {
      const drags = quick ? Math.ceil(scenario.drags / 10) : scenario.drags;
      return { ...scenario, drags, ...measure({ ...scenario, drags }) };
    });
    const find = (name) => measured.find((result) => result.name === name);
    const [nothing, kept, watched, solid] = ["nothing", "kept", "watched", "solid"].map(find);
    return {
      name: "allocation",
      title: this.title,
      description:
        "Bytes of JavaScript heap that one drag allocates, read as the difference of used heap over " +
        "all drags, in a process of its own whose young generation is too large to be collected " +
        "meanwhile; and by how much heap and array buffers have grown after a full collection.",
      tables: [
        {
          header: [
            "a drag",
            "drags",
            "bytes per drag",
            "collections",
            "heap growth",
            "buffer growth",
          ],
          rows: measured.map((result) => [
            result.label,
            String(result.drags),
            figure(result.perDrag),
            String(result.collections),
            `${figure(result.growth / 1024)} KB`,
            `${figure(result.buffers / 1024)} KB`,
          ]),
        },
      ],
      goals: [
        {
          text: "without watchers the engine allocates nothing (bytes per drag)",
          value: Math.max(0, kept.perDrag),
          atMost: 1,
        },
        {
          text: "with 3 effects, beyond what Solid takes for a signal with 3 effects (bytes per drag)",
          value: Math.max(0, watched.perDrag - solid.perDrag),
        },
        {
          text: "no heap growth over all drags: the worst, in KB beyond that of empty drags",
          value: Math.max(0, ...measured.map(({ growth }) => growth - nothing.growth)) / 1024,
          atMost: 100, // one byte a drag
        },
      ],
      figures: measured.map(({ create, ...result }) => result),
    };
  },
};
