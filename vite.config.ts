// The page: `npm start` serves it, `npm run build:page` builds it into dist-page/.
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { solidPreset } from "./scripts/solid-preset.mjs";

export default defineConfig({
  // Relative addresses, so that the built page works in any folder of any site.
  base: "./",
  plugins: [solid({ solid: solidPreset })],
  server: { port: 5173 },
  build: { outDir: "dist-page", target: "es2022" },
});
