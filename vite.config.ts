// The page and the gallery: `npm start` serves them, `npm run build:page` builds them into dist-page/.
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";
import { enginePlugin } from "./scripts/engine-plugin.mjs";
import { solidPreset } from "./scripts/solid-preset.mjs";

/** Of the components, a page loads those that it shows: none does anything by being loaded. */
const componentsByUse: Plugin = {
  name: "components-by-use",
  apply: "build",
  enforce: "post",
  transform: {
    filter: { id: /\/components\/.*\.tsx?$/ },
    handler: () => ({ moduleSideEffects: false }),
  },
};

export default defineConfig({
  // Relative addresses, so that the built page works in any folder of any site.
  base: "./",
  plugins: [solid({ solid: solidPreset }), enginePlugin(), componentsByUse],
  server: { port: 5173 },
  // All that the page imports, bundled before the first page is served: what Vite discovers while it
  // serves makes it bundle again, and a fresh clone's first page would load twice.
  optimizeDeps: {
    include: [
      "solid-js",
      "solid-js/web",
      "@dagrejs/dagre",
      "d3-scale-chromatic",
      "@codemirror/commands",
      "@codemirror/lang-python",
      "@codemirror/language",
      "@codemirror/state",
      "@codemirror/view",
      "@lezer/highlight",
      "@lezer/python",
    ],
    noDiscovery: true,
  },
  build: {
    outDir: "dist-page",
    target: "es2022",
    rolldownOptions: {
      input: { index: "index.html", gallery: "gallery.html" },
      output: {
        codeSplitting: {
          // Or each group would take along the engine, which the first load needs.
          includeDependenciesRecursively: false,
          groups: [
            // What only a code cell needs stays out of the first load, though two pages share it.
            {
              name: "editor",
              test: /\/node_modules\/(@codemirror|@lezer|@marijn|crelt|style-mod|w3c-keyname)\//,
            },
            { name: "python", test: /\/src\/(python\/|bridge\.ts$)/ },
          ],
        },
      },
    },
  },
});
