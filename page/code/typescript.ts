// The TypeScript side of each part: the very files that run, less what serves only this repository.

import accumulate from "../models/accumulate.ts?raw";
import backwardTwice from "../models/backwardTwice.ts?raw";
import controlFlow from "../models/controlFlow.ts?raw";
import gradModes from "../models/gradModes.ts?raw";
import network from "../models/network.ts?raw";
import type { PartName } from "./python";

/** Without the opening comment; with the import as a reader of the page would write it. */
const shown = (source: string): string =>
  source
    .replace(/^(\/\/.*\n)+\n/, "")
    .replace('"../../src/index"', '"solid-autograd"')
    .replace(/^export /gm, "")
    .trim();

export const typescript: Record<PartName, string> = {
  network: shown(network),
  backwardTwice: shown(backwardTwice),
  accumulate: shown(accumulate),
  controlFlow: shown(controlFlow),
  gradModes: shown(gradModes),
};
