// The page of this bench: bundled with the components, served, and opened in headless Chromium.

import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import solid from "vite-plugin-solid";
import { findBrowser } from "../../scripts/browser.mjs";
import { solidPreset } from "../../scripts/solid-preset.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../.build/drag");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Frames as fast as they can be made: for what is counted, not timed. */
const UNTHROTTLED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/** Builds and serves the page. */
export async function servePage() {
  await build({
    configFile: false,
    root: here("."),
    base: "/",
    logLevel: "error",
    mode: "production",
    plugins: [solid({ solid: solidPreset })],
    build: { outDir: folder, emptyOutDir: true, target: "es2022", minify: false },
  });
  const server = await preview({
    configFile: false,
    root: here("."),
    logLevel: "error",
    build: { outDir: folder },
    preview: { port: 4393, host: "127.0.0.1" },
  });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

/** Whether there is a browser to measure in. */
export const canRun = () => findBrowser() !== undefined;

/** @param {boolean} throttled  Whether frames keep to the display's 60 a second. */
export const launch = (throttled) =>
  chromium.launch({
    executablePath: findBrowser(),
    args: throttled ? FLAGS : [...FLAGS, ...UNTHROTTLED],
  });

/** The browser's version. */
export async function browserVersion() {
  const browser = await launch(true);
  const version = browser.version();
  await browser.close();
  return version;
}

/** A page with one network, ready to be dragged, its session and the track of its slider. */
export async function openNetwork(browser, url, { size, bare }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("pageerror", (error) => {
    throw error;
  });
  const query = new URLSearchParams({ size, ...(bare ? { bare: "" } : {}) });
  await page.goto(`${url}?${query}`);
  const slider = page.getByRole("slider").first();
  await slider.waitFor();
  const session = await page.context().newCDPSession(page);
  return { page, session, track: await slider.boundingBox() };
}
