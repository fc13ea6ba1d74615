// `npm run build`: the package, as ECMAScript modules with types, in dist/.
//
//   index.js               the engine
//   nn.js, optim.js, …     its namespaces: a bundler takes single names out of modules, not of objects
//   python.js, bridge.js   the interpreter of Python, and what of the engine only it may see
//   engine/                what these share: core.js and the kernels in WebAssembly
//   components.js          the components, compiled for the browser
//   components.server.js   the same, compiled for a server: safe to import where there is no DOM
//   components.jsx         the same with JSX kept, for a Solid project to compile (`solid` condition)
//   layoutWorker.js        the layout of large graphs, for a worker of the browser's: whole, with dagre
//   code.js, …             the code cell, likewise: an entry of its own, for an editor comes with it
//   types/                 declarations
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, normalizePath } from "vite";
import solid from "vite-plugin-solid";
import { enginePlugin } from "./engine-plugin.mjs";
import { root } from "./setup.mjs";
import { solidPreset } from "./solid-preset.mjs";

const dist = join(root, "dist");
const external = [
  /^solid-js(\/|$)/,
  /^@codemirror\//,
  /^@lezer\//,
  /^@dagrejs\/dagre$/,
  /^d3-scale-chromatic$/,
];

/** What other entries import by the package's own name: it must exist once, not be bundled into each.
 * @type {Record<string, string>}
 */
const entries = {
  "src/index": "solid-autograd",
  src: "solid-autograd",
  "src/python/engine": "solid-autograd",
  "src/python/index": "solid-autograd/python",
  "components/index": "solid-autograd/components",
};

/** A file's place in the project. @param {string} path */
const inProject = (path) => normalizePath(relative(root, path));

/** @type {import("vite").Plugin} */
const entriesStayApart = {
  name: "entries-stay-apart",
  enforce: "pre",
  resolveId(source, importer) {
    if (!importer || !source.startsWith(".")) return null;
    const target = inProject(resolve(dirname(importer), source)).replace(/\.ts$/, "");
    if (target === "src/bridge") return { id: "./bridge.js", external: true };
    const name = entries[target];
    return name === undefined ? null : { id: name, external: true };
  },
};

const workerFile = "./layoutWorker.js";
const workerSource = 'new URL("./layoutWorker.ts", import.meta.url)';
const workerMark = "__LAYOUT_WORKER__";

/** The components name their worker by its file beside them: the reader's bundler finds it there, and so
 * does a browser without one. Vite would put it elsewhere, under an address of its own.
 * @type {import("vite").Plugin}
 */
const workerStaysOutside = {
  name: "worker-stays-outside",
  enforce: "pre",
  transform: (code) => exchanged(code, workerSource, workerMark),
  renderChunk: (code) => exchanged(code, workerMark, `new URL("${workerFile}", import.meta.url)`),
};

/** Within a line, so that the map of the lines still holds.
 * @param {string} code
 * @param {string} from
 * @param {string} to
 */
function exchanged(code, from, to) {
  return code.includes(from) ? { code: code.replace(from, to), map: null } : undefined;
}

/** The engine's namespaces: what `export * as` names in the module of its public names.
 * @type {Record<string, string>}
 */
const namespaces = {
  autograd: "src/autograd/index.ts",
  func: "src/namespaces/func.ts",
  linalg: "src/namespaces/linalg.ts",
  special: "src/namespaces/special.ts",
  nn: "src/nn/index.ts",
  "nn.functional": "src/nn/functional.ts",
  "nn.init": "src/nn/init.ts",
  "nn.utils": "src/nn/utils.ts",
  optim: "src/optim/index.ts",
  "optim.lrScheduler": "src/optim/lrScheduler/index.ts",
};

/** All of the engine that is in no namespace is one module: with its functions come its methods.
 * @type {import("vite").Rolldown.OutputOptions}
 */
const engineFiles = {
  chunkFileNames: "engine/[name].js",
  codeSplitting: {
    groups: [
      { name: "wasm", test: /\/src\/kernels\/wasm\/binary\.ts$/, priority: 1 },
      { name: "core", test: /\/src\/(?!nn\/|optim\/|namespaces\/|index\.ts$)/ },
    ],
  },
};

/** Keeps `export * as nn from` in what is written: the bundler would make an object of the namespace,
 * and who uses one of its names would get them all.
 * @type {import("vite").Plugin}
 */
const namespacesStayApart = {
  name: "namespaces-stay-apart",
  enforce: "pre",
  resolveId(source, importer) {
    if (!importer) return null;
    const from = inProject(importer);
    if (from !== "src/index.ts" && !Object.values(namespaces).includes(from)) return null;
    const target = inProject(resolve(dirname(importer), source));
    const name = Object.keys(namespaces).find((key) =>
      [target, `${target}.ts`, `${target}/index.ts`].includes(namespaces[key] ?? ""),
    );
    return name === undefined ? null : { id: `./${name}.js`, external: true };
  },
};

/** Bundles one entry into one file, or several that share what they have in common.
 * @param {string | Record<string, string>} entry
 * @param {string} fileName
 * @param {import("vite").InlineConfig} [config]
 * @param {import("vite").Rolldown.OutputOptions} [output]
 * @param {readonly RegExp[]} [outside] the packages that stay outside
 * @param {boolean} [shaken] whether code that nothing reaches is left out
 */
async function bundle(
  entry,
  fileName,
  config = {},
  output = {},
  outside = external,
  shaken = true,
) {
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    ...config,
    build: {
      target: "es2022",
      outDir: dist,
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      lib: {
        entry,
        formats: ["es"],
        fileName: (_format, name) => fileName.replace("[name]", name),
      },
      rolldownOptions: { external: [...outside], output, treeshake: shaken },
    },
  });
}

/** Bundles an entry that has a view: for the browser, for a server, and for a Solid project.
 * @param {string} entry
 * @param {string} name
 */
async function bundleView(entry, name) {
  const apart = [entriesStayApart, workerStaysOutside];
  await bundle(entry, `${name}.js`, { plugins: [...apart, solid({ solid: solidPreset })] });
  await bundle(entry, `${name}.server.js`, {
    plugins: [...apart, solid({ solid: { ...solidPreset, generate: "ssr" } })],
  });
  // Vite's own compiler would take JSX for React's; the bundler keeps it as tsconfig.json says. It must
  // leave nothing out: it does not know that `ref={canvas}` assigns, and takes `canvas` for undefined.
  const kept = { plugins: apart, oxc: /** @type {const} */ (false) };
  await bundle(entry, `${name}.jsx`, kept, { minify: false }, external, false);
}

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Node's rule for modules wants whole file names in declarations too; the sources leave them out. */
function completeTypeImports() {
  for (const file of filesUnder(join(dist, "types"))) {
    if (!file.endsWith(".d.ts")) continue;
    const text = readFileSync(file, "utf8");
    const complete = text.replace(
      /(from\s+|import\(|import\s+|declare module )"(\.[^"]*)"/g,
      (whole, lead, path) => {
        const target = resolve(dirname(file), path);
        if (existsSync(`${target}.d.ts`)) return `${lead}"${path}.js"`;
        if (existsSync(join(target, "index.d.ts"))) return `${lead}"${path}/index.js"`;
        return whole;
      },
    );
    if (complete !== text) writeFileSync(file, complete);
  }
}

/** Builds everything from nothing. */
export async function buildPackage() {
  rmSync(dist, { recursive: true, force: true });
  const plugins = [namespacesStayApart, enginePlugin()];
  const engine = { index: "src/index.ts", bridge: "src/bridge.ts", ...namespaces };
  await bundle(engine, "[name].js", { plugins }, engineFiles);
  await bundle("src/python/index.ts", "python.js", { plugins: [entriesStayApart] });
  await bundleView("components/index.ts", "components");
  await bundleView("components/code/index.ts", "code");
  // A worker knows no import map and no bundler: all that it needs is in its file.
  await bundle("components/graph/layoutWorker.ts", "layoutWorker.js", {}, {}, []);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  completeTypeImports();
}

/** Builds unless dist/ is newer than every source: what examples and tests call. */
export async function buildIfStale() {
  const last = join(dist, "types/src/index.d.ts");
  const built = existsSync(last) ? statSync(last).mtimeMs : 0;
  const sources = ["src", "components", "scripts"].flatMap((folder) =>
    filesUnder(join(root, folder)),
  );
  const newest = [...sources, join(root, "package.json")].map((path) => statSync(path).mtimeMs);
  if (built < Math.max(...newest)) await buildPackage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage();
