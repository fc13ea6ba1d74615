// `npm run size`: lines of source per folder, and the weight of what a page would load.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, minify } from "vite";
import { buildIfStale } from "./build.mjs";
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

const dist = join(root, "dist");

/** What a page would load of the package for a program, minified.
 * @param {string} text
 * @param {RegExp} [apart] files that are weighed elsewhere
 * @returns {Promise<string>}
 */
async function loaded(text, apart = /\/wasm\.js$/) {
  const entry = join(dist, "program.js");
  const result = await build({
    configFile: false,
    root,
    logLevel: "error",
    plugins: [
      {
        name: "program",
        enforce: "pre",
        resolveId(source) {
          // There is no such file.
          if (source === entry) return entry;
          // Weighed apart.
          if (source !== entry && apart.test(source)) return { id: source, external: true };
          return source === "solid-autograd" ? join(dist, "index.js") : null;
        },
        load: (id) => (id === entry ? text : null),
      },
    ],
    build: {
      target: "es2022",
      write: false,
      lib: { entry, formats: ["es"], fileName: "program" },
      rolldownOptions: { external: [/^solid-js/] },
    },
  });
  const { output } = /** @type {import("vite").Rolldown.RolldownOutput} */ (
    Array.isArray(result) ? result[0] : result
  );
  return (await minify("program.js", output[0].code, { module: true })).code;
}

/** @param {string} label @param {string} code */
function printWeight(label, code) {
  const gz = gzipSync(code).length;
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
  await loaded('export * from "./python.js"', /^solid-autograd$|\/bridge\.js$/),
);
const components = readFileSync(join(dist, "components.js"), "utf8");
printWeight(
  "the components, without the engine",
  (await minify("components.js", components, { module: true })).code,
);
