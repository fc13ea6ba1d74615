// The TypeScript side of each part: the very files that run, less what serves only this repository.

import accumulate from "../models/accumulate.ts?raw";
import backwardTwice from "../models/backwardTwice.ts?raw";
import controlFlow from "../models/controlFlow.ts?raw";
import descent from "../models/descent.ts?raw";
import gradModes from "../models/gradModes.ts?raw";
import network from "../models/network.ts?raw";
import type { PartName } from "../state/models";

/** The widest line that a panel shows without scrolling. */
const widest = 62;

/** A long import over several lines, as many names in each as fit. */
export function broken(whole: string, names: string, from: string): string {
  if (whole.length <= widest) return whole;
  const lines = [""];
  for (const name of names.split(", ")) {
    const longer = `${lines.at(-1)} ${name},`;
    if (longer.length + 1 > widest) lines.push(` ${name},`);
    else lines[lines.length - 1] = longer;
  }
  return `import {\n${lines.map((line) => ` ${line}`).join("\n")}\n} from ${from};`;
}

/** Without the opening comment; with the import as a reader of the page would write it. */
const shown = (source: string): string =>
  source
    .replace(/^(\/\/.*\n)+\n/, "")
    .replace('"../../src/index"', '"solid-autograd"')
    .replace(/^import \{ (.+) \} from (.+);$/gm, broken)
    .replace(/^export /gm, "")
    .trim();

export const typescript: Record<PartName, string> = {
  network: shown(network),
  backwardTwice: shown(backwardTwice),
  accumulate: shown(accumulate),
  controlFlow: shown(controlFlow),
  gradModes: shown(gradModes),
  descent: shown(descent),
};
