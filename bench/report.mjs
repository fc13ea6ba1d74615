// Turns results into text: the same tables for the terminal and for RESULTS.md; with the figures
// behind them they are kept in results.json.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { figure } from "./tables.mjs";

const at = (path) => new URL(path, import.meta.url);

/** The machine and the versions measured; `engine` is Node or a browser, with its version. */
export function environment(engine, torch) {
  const require = createRequire(import.meta.url);
  const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const versions = {
    ...manifest.dependencies,
    "solid-js": require("solid-js/package.json").version,
    ...(torch ? { torch: torch.version } : {}),
  };
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} × ${cpu.model.trim()}`,
    platform: `${process.platform} ${process.arch}`,
    engine,
    versions,
  };
}

/** Whether a goal is met; nothing for a figure that stands without one. */
function verdict(goal) {
  if ("atMost" in goal) return goal.value <= goal.atMost ? "met" : "missed";
  return "atLeast" in goal ? (goal.value >= goal.atLeast ? "met" : "missed") : "";
}

const line = (cells) => `| ${cells.join(" | ")} |`;

/** The first columns are words, the others numbers. */
function tableLines({ header, rows, words = 1 }) {
  const rule = header.map((_, column) => (column < words ? "---" : "--:"));
  return [line(header), `|${rule.join("|")}|`, ...rows.map(line), ""];
}

/**
 * One bench's result as Markdown.
 * @param {object} result  What measureBench gives, or a bench of its own kind, with `environment`.
 * @returns {string}
 */
export function markdown({ title, description, tables, goals, method, environment: env, image }) {
  const lines = [`## ${title}`, "", description, ""];
  if (image) lines.push(`![${image.alt}](${image.file})`, "");
  for (const table of tables) lines.push(...tableLines(table));
  if (goals.length > 0) {
    lines.push("| goal | measured | |", "|---|--:|---|");
    for (const goal of goals) lines.push(line([goal.text, figure(goal.value), verdict(goal)]));
    lines.push("");
  }
  if (env) lines.push(`${env.date}, ${env.engine}${method ? `; ${method}` : ""}.`, "");
  return lines.join("\n");
}

/** Everything stored, by key. */
function stored() {
  try {
    return JSON.parse(readFileSync(at("results.json"), "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return {};
  }
}

/** Every goal in one list: what a reader wants first. */
function summary(results) {
  const rows = results.flatMap(({ title, goals }) =>
    goals
      .filter((goal) => verdict(goal) !== "")
      .map((goal) => [title, goal.text, figure(goal.value), verdict(goal)]),
  );
  return tableLines({ header: ["bench", "goal", "measured", ""], rows, words: 2 });
}

/** The machine and the versions of all results, in words; PyTorch is part of some only. */
function setting(environments) {
  const { cpu, platform } = environments[environments.length - 1];
  const versions = Object.assign({}, ...environments.map((environment) => environment.versions));
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${platform}; ${list.join(", ")}.`;
}

/** Node's results, or Chromium's: their goals, then each bench. */
const part = (name, results) =>
  results.length === 0
    ? []
    : [`# ${name}`, "", "## Goals", "", ...summary(results), ...results.map(markdown)];

/**
 * Stores one result beside the others, and writes RESULTS.md from all of them, in the given order.
 * @param {string} key  A bench's name, or `chromium/` and its name.
 * @param {object} result
 * @param {readonly string[]} order  What is not in it is dropped.
 */
export function save(key, result, order) {
  const all = { ...stored(), [key]: result };
  const kept = order.filter((name) => all[name]);
  const json = Object.fromEntries(kept.map((name) => [name, all[name]]));
  writeFileSync(at("results.json"), `${JSON.stringify(json, null, 1)}\n`);
  const inPage = (name) => name.startsWith("chromium/");
  const resultsOf = (names) => names.map((name) => all[name]);
  const text = [
    "# Results",
    "",
    "Written by `npm run bench`; how to read it is in [README.md](README.md).",
    "",
    setting(resultsOf(kept).map((each) => each.environment)),
    "",
    ...part("In Node", resultsOf(kept.filter((name) => !inPage(name)))),
    ...part("In Chromium", resultsOf(kept.filter(inPage))),
  ];
  writeFileSync(at("RESULTS.md"), text.join("\n"));
}
