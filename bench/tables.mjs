// From measured rows to tables: contenders as rows where a bench has a few cases, contenders as
// columns and cases as rows where it has many. A table is { header, rows } of texts.

import { fastest, ratio } from "./statistics.mjs";

/** Three significant digits, without exponents. */
export function figure(value) {
  if (value === undefined || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (size >= 1000) return String(Math.round(value));
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return size >= 0.1 || size === 0 ? value.toFixed(2) : value.toPrecision(2);
}

/** The quartiles of a row as its bench shows them, the smaller first. */
function middleHalf(bench, row, theCase) {
  const ends = [row.q1, row.q3].map((median) => bench.value({ ...row, median }, theCase));
  return ends
    .sort((a, b) => a - b)
    .map(figure)
    .join(" – ");
}

/** One case, its contenders below each other. */
function tableOfCase(bench, { theCase, rows, row }) {
  const floor = rows.find(({ group }) => group === "floor");
  const ours = row(bench.ours);
  const counted = bench.perOp && rows.some(({ ops }) => ops);
  const header = [
    theCase.label,
    bench.unit,
    "middle half",
    ...(floor ? ["× floor"] : []),
    "× ours",
    ...(counted ? ["µs per op node"] : []),
  ];
  const lines = rows.map((line) => [
    line.label,
    figure(bench.value(line, theCase)),
    middleHalf(bench, line, theCase),
    ...(floor ? [figure(ratio(line, floor))] : []),
    ours ? figure(ratio(line, ours)) : "",
    ...(counted ? [line.ops ? `${figure(line.median / line.ops)} (${line.ops})` : ""] : []),
  ]);
  return { header, rows: lines };
}

/** All cases, a line each. */
function grid(bench, measured) {
  const columns = new Map(
    measured.flatMap(({ rows }) => rows.map(({ name, label }) => [name, label])),
  );
  const native = columns.has("torch");
  const header = [
    bench.unit,
    ...columns.values(),
    "spread",
    "best peer ÷ ours",
    ...(native ? ["torch ÷ ours"] : []),
  ];
  const rows = measured.map(({ theCase, peers, row }) => {
    const ours = row(bench.ours);
    const best = fastest(peers);
    const shown = [...columns.keys()].map((name) => row(name));
    return [
      theCase.label,
      ...shown.map((line) => (line ? figure(bench.value(line, theCase)) : "")),
      ours ? `${Math.round((100 * (ours.q3 - ours.q1)) / ours.median)} %` : "",
      ours && best ? figure(ratio(best, ours)) : "",
      ...(native ? [ours && row("torch") ? figure(ratio(row("torch"), ours)) : ""] : []),
    ];
  });
  return { header, rows };
}

/** The tables of a bench. */
export const tablesOf = (bench, measured) =>
  measured.length > 6
    ? [grid(bench, measured)]
    : measured.map((result) => tableOfCase(bench, result));
