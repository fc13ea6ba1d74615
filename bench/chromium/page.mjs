// What runs in the page: the benches, called by name from outside.

import elementwise from "../elementwise/index.mjs";
import growth from "../growth/index.mjs";
import lenet from "../lenet/index.mjs";
import matmul from "../matmul/index.mjs";
import { measureBench } from "../measureBench.mjs";
import mlpStep from "../mlp-step/index.mjs";
import rebuild from "../rebuild/index.mjs";
import scalarGraph from "../scalar-graph/index.mjs";
import transformer from "../transformer/index.mjs";
import tutorialStep from "../tutorial-step/index.mjs";

const benches = [
  tutorialStep,
  rebuild,
  scalarGraph,
  matmul,
  elementwise,
  mlpStep,
  lenet,
  transformer,
  growth,
];

/**
 * Runs one bench.
 * @param {string} name
 * @param {{ quick: boolean, only?: string[], match?: string }} options
 */
globalThis.runBench = async (name, options) => {
  const context = { ...options, torch: null, coarse: true, log: (text) => console.info(text) };
  const bench = benches.find((candidate) => candidate.name === name);
  const result = bench.run ? await bench.run(context) : await measureBench(bench, context);
  // The plot of Node's run is the one that is shown.
  const { files, image, ...rest } = result;
  return rest;
};
