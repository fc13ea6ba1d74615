// Bundles ours.entry.ts into .build/ours.js with the project's own Vite: Solid's browser build
// (plain Node would resolve the server build, in which nothing reacts), production mode, names kept
// for the profiler.

import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Where the bundle lies; what `loadOurs` imports. */
export const bundle = here(".build/ours.js");

/** Builds the bundle anew; takes well under a second. */
export async function buildOurs() {
  await build({
    configFile: false,
    root: here("."),
    logLevel: "warn",
    mode: "production",
    resolve: { conditions: ["browser", "production", "module", "import", "default"] },
    build: {
      outDir: here(".build"),
      // Another run may be reading there.
      emptyOutDir: false,
      target: "es2022",
      minify: false,
      sourcemap: true,
      lib: { entry: here("ours.entry.ts"), formats: ["es"], fileName: () => "ours.js" },
    },
  });
}
