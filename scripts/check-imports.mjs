// The house rules for imports: arrows point one way. Part of `npm run lint`; run by hand as
// `node scripts/check-imports.mjs [folder]`. Prints each breach as `file: what is wrong`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { root } from "./setup.mjs";

/**
 * The layers of src/, lowest first: a file imports from its own layer and from lower ones. A name is
 * a file of src/ or a whole folder. A new file is given its place here.
 */
const layers = [
  ["errors", "dtype", "shape", "scope"],
  ["kernels", "nested", "format", "random"],
  [
    "graph",
    "place",
    "trace",
    "program",
    "staging",
    "scratch",
    "order",
    "evaluate",
    "drivers",
    "dynamic",
    "watch",
    "link",
    "cone",
    "modes",
    "leaf",
  ],
  ["tensor"],
  [
    "numbers",
    "params",
    "definition",
    "promotion",
    "notes",
    "views",
    "op",
    "composite",
    "overloads",
  ],
  ["ops", "creation"],
  ["autograd"],
  ["nn", "optim", "inspect", "substitute", "table", "inplace", "assignment", "namespaces"],
  ["reactive", "attach"],
  ["index", "bridge"],
  ["python"],
];

/** Types only, which may point up: the handle's methods are declared beside the ops they come from. */
const exceptions = [{ from: "src/tensor.ts", to: "src/ops/methods" }];

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The first part of a path inside a folder, without ending: `kernels` for `src/kernels/add.ts`.
 * @param {string} folder
 * @param {string} path
 */
function roomOf(folder, path) {
  const [first] = relative(folder, path).split(sep);
  return first.replace(/\.tsx?$/, "");
}

/** @param {string} room */
const rank = (room) => layers.findIndex((layer) => layer.includes(room));

/** What is wrong with an import of a file of src/, or nothing.
 * @param {string} src
 * @param {string} file
 * @param {string} imported
 */
function breachInEngine(src, file, imported) {
  const room = roomOf(src, file);
  if (rank(room) < 0) return `src/${room} has no layer in scripts/check-imports.mjs`;
  if (!imported.startsWith(".")) {
    if (room === "python" && imported.startsWith("@lezer/")) return undefined;
    if (!/^solid-js(\/|$)/.test(imported))
      return `src imports no package but solid-js, not "${imported}"`;
    return room === "reactive" ? undefined : "only src/reactive imports solid-js";
  }
  const target = resolve(dirname(file), imported);
  if (relative(src, target).startsWith(".."))
    return `src imports nothing outside src: "${imported}"`;
  const other = roomOf(src, target) || "index";
  if (room === "python") {
    return ["index", "bridge", room].includes(other)
      ? undefined
      : "src/python imports src/index and src/bridge only";
  }
  if (rank(other) < 0) return `src/${other} has no layer in scripts/check-imports.mjs`;
  const place = (/** @type {string} */ path) => join("src", relative(src, path));
  if (exceptions.some(({ from, to }) => place(file) === join(from) && place(target) === join(to))) {
    return undefined;
  }
  return rank(other) > rank(room) ? `src/${room} is below src/${other}` : undefined;
}

/** What the components and the page may import of src/. */
const entries = ["", "index", "index.ts", join("python", "index")];

/** What is wrong with an import of a file outside src/, or nothing.
 * @param {string} src
 * @param {string} file
 * @param {string} imported
 */
function breachOutside(src, file, imported) {
  if (!imported.startsWith(".")) return undefined;
  const inside = relative(src, resolve(dirname(file), imported));
  if (inside.startsWith("..") || entries.includes(inside)) return undefined;
  return `the engine is imported through src/index only, not "${imported}"`;
}

/** Every breach below a project's folder.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function checkImports(folder = root) {
  const src = join(folder, "src");
  /** @type {string[]} */
  const breaches = [];
  for (const place of ["src", "components", "page", "gallery"]) {
    for (const file of sources(join(folder, place))) {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, true);
      for (const { fileName } of importedFiles) {
        const check = place === "src" ? breachInEngine : breachOutside;
        const breach = check(src, file, fileName);
        if (breach) breaches.push(`${relative(folder, file)}: ${breach}`);
      }
    }
  }
  return [...new Set(breaches)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const breaches = checkImports(process.argv[2]);
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exitCode = 1;
  else console.log("Imports: every arrow points one way.");
}
