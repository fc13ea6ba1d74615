// `npm run size`: lines of source per folder, and the weight of what a page would load.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build, minify } from "vite";
import { buildIfStale } from "./build.mjs";
import { firstLoad } from "./first-load.mjs";
import { root } from "./setup.mjs";
import { gzipped, loaded } from "./weigh.mjs";

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

const dist = join(root, "dist");

/** @param {string} label @param {string} code */
function printWeight(label, code) {
  const gz = gzipped(code);
  console.log(`${label.padEnd(72)} ${kilobytes(code.length)} min ${kilobytes(gz)} gz`);
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} KB`;

/** PyTorch's tutorial on automatic differentiation. */
const tutorial = `
  import { matmul, nn, ones, randn, zeros } from "solid-autograd";
  const [x, y] = [ones(5), zeros(3)];
  const w = randn(5, 3, { requiresGrad: true });
  const b = randn(3, { requiresGrad: true });
  const z = matmul(x, w).add(b);
  nn.functional.binaryCrossEntropyWithLogits(z, y).backward();
  console.log(String(w.grad), String(b.grad));`;

await buildIfStale();
console.log("\nWhat a page would load, without Solid (WebAssembly apart):");
const core = readFileSync(join(dist, "engine/core.js"), "utf8");
printWeight("everything", await loaded(`export * from "solid-autograd"`));
printWeight(
  "the engine with every op and JS kernel, without layers and optimizers",
  (await minify("core.js", core, { module: true })).code,
);
printWeight("the tutorial's program", await loaded(tutorial));
const wasm = join(dist, "engine/wasm.js");
if (existsSync(wasm)) printWeight("the kernels in WebAssembly", readFileSync(wasm, "utf8"));
printWeight(
  "the interpreter of Python with its parser, without the engine",
  await loaded('export * from "solid-autograd/python"', /^solid-autograd$|\/bridge\.js$/),
);
const components = readFileSync(join(dist, "components.js"), "utf8");
printWeight(
  "the components, without the engine",
  (await minify("components.js", components, { module: true })).code,
);

// In a folder of its own: dist-page/ is somebody's.
const site = mkdtempSync(join(tmpdir(), "solid-autograd-size-"));
process.env.NODE_ENV = "production";
await build({ root, logLevel: "error", build: { outDir: site, emptyOutDir: true } });
console.log("\nWhat our own pages load before they can be used:");
for (const html of ["index.html", "gallery.html"]) {
  const weights = await firstLoad(html, async (name) => readFileSync(join(site, name), "utf8"));
  const gz = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  console.log(`${html.padEnd(72)} ${" ".repeat(13)} ${kilobytes(gz)} gz`);
  for (const [name, weight] of weights)
    console.log(`  ${name.padEnd(70)} ${" ".repeat(13)} ${kilobytes(weight)} gz`);
}
rmSync(site, { recursive: true });
