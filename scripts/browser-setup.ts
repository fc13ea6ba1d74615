// Serves the page to the browser tests: as built (`pageUrl`) and as `npm start` shows it (`devUrl`).
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, preview } from "vite";
import type { TestProject } from "vitest/node";
import { findBrowser } from "./browser.mjs";
import { root } from "./setup.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the built page. */
    pageUrl: string;
    /** Address of the page on a Vite development server. */
    devUrl: string;
    /** Path of a Chromium-like browser. */
    chromePath: string;
  }
}

/** Starts both servers; what it returns stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromePath = findBrowser();
  if (!chromePath)
    throw new Error("No Chrome or Chromium found: set CHROME_PATH, or run npm test.");
  const outDir = await mkdtemp(join(tmpdir(), "solid-autograd-page-"));
  // In a process of its own: the tests' NODE_ENV would give a development build.
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(
    process.execPath,
    [vite, "build", "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  const built = await preview({
    root,
    build: { outDir },
    preview: { port: 4173, host: "127.0.0.1" },
  });
  const dev = await createServer({
    root,
    mode: "development",
    logLevel: "warn",
    server: { port: 5273, host: "127.0.0.1", hmr: false, watch: null },
  });
  await dev.listen();
  project.provide("chromePath", chromePath);
  project.provide("pageUrl", built.resolvedUrls!.local[0]!);
  project.provide("devUrl", dev.resolvedUrls!.local[0]!);
  return async () => {
    await Promise.all([built.close(), dev.close()]);
    await rm(outDir, { recursive: true, force: true });
  };
}
