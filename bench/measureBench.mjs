// Runs a bench, in Node or in a page: its cases one after the other, its tables, its goals.

import { detachOneBuffer, growHeap, measure } from "./harness.mjs";
import { settingsFor } from "./settings.mjs";
import { tablesOf } from "./tables.mjs";

/**
 * What a bench's goals are computed from: the facts of a measured case (not its data, which may be
 * large), and how to find a contender's row in it.
 */
function makeMeasured({ contenders, expected, positions, ...facts }, rows) {
  return {
    theCase: facts,
    rows,
    peers: rows.filter(({ group }) => group === "peer"),
    row: (name) => rows.find((row) => row.name === name),
  };
}

/**
 * Runs a bench that compares contenders.
 * @param {object} bench  As matmul/index.mjs exports it.
 * @param {{ quick: boolean, coarse?: boolean, torch: object | null, only?: string[], match?: string,
 *   log?: (text: string) => void }} context
 * @returns {Promise<object>} name, title, description, method, tables, goals, figures
 */
export async function measureBench(bench, context) {
  const { only, match, log } = context;
  const settings = settingsFor(bench.cases(context), context);
  const cases = bench.cases(context).filter(({ name }) => !match || name.includes(match));
  detachOneBuffer();
  growHeap();
  const measured = [];
  // One leaves the list when its turn comes, so that its data can go after it.
  for (let theCase = cases.shift(); theCase; theCase = cases.shift()) {
    // The floor always runs: ratios refer to it.
    const contenders = theCase.contenders.filter(
      ({ name, group }) => !only || group === "floor" || only.includes(name),
    );
    log?.(`${bench.name}: ${theCase.label}`);
    const rows = await measure({ ...theCase, contenders }, settings);
    measured.push(makeMeasured(theCase, rows));
  }
  const { name, title, description } = bench;
  return {
    name,
    title,
    description,
    method: `${settings.rounds} rounds of ${settings.sampleMs} ms`,
    tables: tablesOf(bench, measured),
    goals: only || match ? [] : bench.goals(measured),
    figures: measured.map(({ theCase, rows }) => ({
      case: theCase.label,
      rows: rows.map(({ samples, ...row }) => row),
    })),
  };
}
