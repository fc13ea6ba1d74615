// `npm run size`: lines of source per folder, and the weight of what a page would load.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { minify } from "vite";
import { root } from "./setup.mjs";

/** @param {string} folder @returns {string[]} source files below it, in order */
function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["node_modules", "data"].includes(entry.name) ? [] : sources(path);
    return /\.(ts|tsx|mjs|css|html)$/.test(entry.name) ? [path] : [];
  });
}

/** @param {string} path */
const lines = (path) => readFileSync(path, "utf8").trimEnd().split("\n").length;

/** @param {string} label @param {string[]} files */
function printLines(label, files) {
  if (files.length === 0) return;
  const counts = files.map(lines);
  const total = counts.reduce((a, b) => a + b, 0);
  const longest = Math.max(...counts);
  const name = relative(root, files[counts.indexOf(longest)]);
  console.log(
    `${label.padEnd(20)} ${String(files.length).padStart(4)} files ${String(total).padStart(6)} lines` +
      `   longest ${longest} ${name}`,
  );
}

for (const folder of ["src", "components", "page", "tests", "bench", "scripts"]) {
  const files = sources(join(root, folder));
  printLines(folder, files);
  if (folder !== "src") continue;
  for (const room of readdirSync(join(root, folder)).sort()) {
    const path = join(root, folder, room);
    if (statSync(path).isDirectory()) printLines(`  src/${room}`, sources(path));
  }
}
for (const entry of ["index.js", "components.js"]) {
  const path = join(root, "dist", entry);
  if (!existsSync(path)) continue;
  const code = readFileSync(path, "utf8");
  const { code: small } = await minify(entry, code, { module: true });
  console.log(
    `dist/${entry}: ${code.length} bytes, minified ${small.length}, gz ${gzipSync(small).length}`,
  );
}
