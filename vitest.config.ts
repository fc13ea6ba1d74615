// Three projects: the engine on Node, the components in jsdom, the page in a real browser.
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { solidPreset } from "./scripts/solid-preset.mjs";
import { TallyReporter } from "./scripts/tally-reporter.mjs";

// Files named *.full.test.ts are heavy: they run only when FULL is set (`npm run test:full`).
// With FULL=extra only they and the fuzz tests run, with more runs: what CI adds to `npm test`.
const full = process.env.FULL;
const inFolder = (folder: string) =>
  full === "extra"
    ? `tests/${folder}/**/*.{full,fuzz}.test.{ts,tsx}`
    : `tests/${folder}/**/*.test.{ts,tsx}`;
const exclude = ["**/node_modules/**", ...(full ? [] : ["**/*.full.test.{ts,tsx}"])];

// On Node, Solid resolves to its server build, in which nothing reacts: take its browser build,
// and let Vite load it, since Node itself would choose again.
const solidForBrowsers = {
  resolve: { conditions: ["module", "browser"] },
  ssr: { resolve: { conditions: ["module", "browser"] } },
};
const server = { deps: { inline: [/solid-js/, /@solidjs\/testing-library/] } };

export default defineConfig({
  test: {
    reporters: ["default", new TallyReporter()],
    // A forgotten `test.only` must not pass for a whole run.
    allowOnly: !process.env.CI,
    projects: [
      {
        ...solidForBrowsers,
        test: {
          name: "engine",
          environment: "node",
          include: ["engine", "torch", "reactive", "kernels", "python", "package"].map(inFolder),
          exclude,
          pool: "forks",
          execArgv: ["--expose-gc"],
          testTimeout: 60_000,
          server,
        },
      },
      {
        ...solidForBrowsers,
        plugins: [solid({ solid: solidPreset, hot: false, dev: false })],
        test: {
          name: "components",
          environment: "jsdom",
          include: [inFolder("components")],
          exclude,
          setupFiles: ["scripts/component-setup.ts"],
          testTimeout: 20_000,
          server,
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: [inFolder("browser")],
          exclude,
          globalSetup: ["scripts/browser-setup.ts"],
          // One browser at a time, and after the others: frames are measured here.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
