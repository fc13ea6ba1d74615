// Turns measured rows into text: the same table for the terminal, for RESULTS.md and, with the raw
// figures, results.json.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";

const at = (path) => new URL(path, import.meta.url);

/** Three significant digits, without exponents. */
export function figure(value) {
  if (value >= 1000) return String(Math.round(value));
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The machine, Node and the versions measured. */
export function environment() {
  const require = createRequire(import.meta.url);
  const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const versions = {
    ...manifest.dependencies,
    "solid-js": require("solid-js/package.json").version,
  };
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} × ${cpu.model.trim()}`,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    versions,
  };
}

/** Whether a goal is met; nothing for a figure that stands without one. */
function verdict(goal) {
  if ("atMost" in goal) return goal.value <= goal.atMost ? "met" : "missed";
  return "atLeast" in goal ? (goal.value >= goal.atLeast ? "met" : "missed") : "";
}

/**
 * One bench as Markdown.
 * @param {object} result  What run.mjs gathers: title, description, rows, goals, environment, settings.
 * @returns {string}
 */
export function markdown({ title, description, rows, goals, environment: env, settings }) {
  const floor = rows.find((row) => row.group === "floor");
  const busy = floor.q3 / floor.q1 > 1.2;
  const lines = [
    `## ${title}`,
    "",
    description,
    "",
    "| contender | µs per step | middle half | × floor | × our best | µs per op node |",
    "|---|--:|--:|--:|--:|--:|",
    ...rows.map((row) =>
      [
        "",
        row.label,
        figure(row.median),
        `${figure(row.q1)} – ${figure(row.q3)}`,
        figure(row.toFloor),
        row.toOurs === undefined ? "" : figure(row.toOurs),
        row.ops ? `${figure(row.median / row.ops)} (${row.ops})` : "",
        "",
      ]
        .join(" | ")
        .trim(),
    ),
    "",
  ];
  if (goals.length > 0) {
    lines.push("| goal | measured | |", "|---|--:|---|");
    for (const goal of goals)
      lines.push(`| ${goal.text} | ${figure(goal.value)} | ${verdict(goal)} |`);
    lines.push("");
  }
  const versions = Object.entries(env.versions).map(([name, version]) => `${name} ${version}`);
  lines.push(
    `${env.date}, ${env.cpu}, ${env.platform}, Node ${env.node} (V8 ${env.v8}), ` +
      `${versions.join(", ")}; ${settings.rounds} rounds of ${settings.sampleMs} ms.`,
    "",
  );
  if (busy) lines.push("The machine was busy (see the floor's middle half): run again.", "");
  return lines.join("\n");
}

/** Stores one bench's result beside the others, and writes RESULTS.md from all of them. */
export function save(name, result) {
  let all = {};
  try {
    all = JSON.parse(readFileSync(at("results.json"), "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  all[name] = result;
  writeFileSync(at("results.json"), `${JSON.stringify(all, null, 2)}\n`);
  const head =
    "# Results\n\nWritten by `npm run bench`; how to read it is in [README.md](README.md).\n";
  writeFileSync(at("RESULTS.md"), [head, ...Object.values(all).map(markdown)].join("\n"));
}
