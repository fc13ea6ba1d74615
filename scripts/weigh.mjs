// What a page loads of the package for a program: bundled from the build and minified, without Solid.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, minify } from "vite";
import { root } from "./setup.mjs";

const dist = join(root, "dist");
const entries = new Map(
  ["", "/components", "/code", "/python"].map((name) => [
    `solid-autograd${name}`,
    join(dist, `${name.slice(1) || "index"}.js`),
  ]),
);

/** What is loaded apart: the kernels in WebAssembly. */
export const wasmKernels = /\/wasm\.js$/;

/** The code that a page would load for a program.
 * @param {string} text
 * @param {RegExp} [apart] files that are weighed elsewhere
 * @returns {Promise<string>}
 */
export async function loaded(text, apart = wasmKernels) {
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
          if (apart.test(source)) return { id: source, external: true };
          return entries.get(source) ?? null;
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

/** Bytes after gzip. @param {string} text */
export const gzipped = (text) => gzipSync(text).length;
