// Runs the benches in headless Chromium: bundles them into a page, serves it from here, and calls
// them one by one. The page is not isolated across origins, as a docs page is not, so no library has
// threads, and the clock has steps of a tenth of a millisecond: samples are longer.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { findBrowser } from "../../scripts/browser.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../.build/page");
const tfjsWasm = here("../node_modules/@tensorflow/tfjs-backend-wasm/dist");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** Bundles page.mjs with all contenders. Names are kept: minified or not runs equally fast. */
const buildPage = () =>
  build({
    configFile: false,
    root: here("."),
    base: "/",
    logLevel: "error",
    mode: "production",
    resolve: { conditions: ["browser", "production", "module", "import", "default"] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      minify: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: here("index.html") },
    },
  });

/** Serves the built page, and tfjs' wasm files below /tfjs/; on localhost only. */
function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = normalize(pathname === "/" ? "/index.html" : pathname);
    const file = name.startsWith("/tfjs/") ? join(tfjsWasm, name.slice(6)) : join(folder, name);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

/**
 * Opens the page.
 * @param {(text: string) => void} log
 * @returns {Promise<null | { version: string, run: Function, close: Function }>} null without a browser
 */
export async function openChromium(log) {
  const executablePath = findBrowser();
  if (!executablePath) return null;
  await buildPage();
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const address = `http://127.0.0.1:${server.address().port}/`;

  /** Runs one bench in a page of its own: what one leaves behind does not burden the next. */
  async function run(name, options) {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "info") log(`Chromium, ${message.text()}`);
    });
    await page.goto(address);
    await page.waitForFunction(() => "runBench" in globalThis);
    const result = await page.evaluate(
      ([of, given]) => globalThis.runBench(of, given),
      [name, options],
    );
    await page.close();
    return result;
  }

  return {
    version: browser.version(),
    run,
    async close() {
      await browser.close();
      server.close();
    },
  };
}
