// What all browser tests share: a real Chromium, a page that keeps its complaints, and ways to play.

import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The six parts of the page, by the ids that its table of contents links to. */
export type PartName =
  | "network"
  | "backwardTwice"
  | "accumulate"
  | "controlFlow"
  | "gradModes"
  | "descent";

export interface Opened {
  page: Page;
  /** Console errors and warnings, uncaught errors, failed requests and CSP violations, as they come. */
  problems: string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** @default the built page */
  url?: string;
  /** CSS pixels. @default 1280 */
  width?: number;
  /** CSS pixels. @default 900 */
  height?: number;
  /** Whether the page may complain without failing the test. @default false */
  mayComplain?: boolean;
  /** Whether the page's policy has no 'wasm-unsafe-eval': what the engine then tries is reported. */
  withoutWasm?: boolean;
}

const wasmRefused = "CSP: script-src wasm-eval ";

/** Keeps whatever `page` complains of. */
async function listen(page: Page): Promise<string[]> {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      problems.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  // Chromium reports some violations in the console only once per page; the event comes every time.
  await page.exposeFunction("tellProblem", (text: string) => problems.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell = (window as unknown as { tellProblem(text: string): void }).tellProblem;
      tell(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return problems;
}

/**
 * One Chromium for the test file that calls this. `open` gives a fresh context with one page, for the
 * length of the test; a test whose page complained of anything fails. `more` are further arguments of
 * the browser.
 *
 * @example const open = useBrowser(); const { page } = await open({ width: 390 });
 */
export function useBrowser(
  more: readonly string[] = [],
): (options?: OpenOptions) => Promise<Opened> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: inject("chromePath"),
      args: [...args, ...more],
    });
  });
  afterAll(() => browser.close());

  return async ({
    url = inject("pageUrl"),
    width = 1280,
    height = 900,
    mayComplain = false,
    withoutWasm = false,
    ...rest
  } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: "en-GB",
      // Colours change at once, so that what is read is what was meant.
      reducedMotion: "reduce",
      ...rest,
    });
    context.setDefaultTimeout(10_000);
    // A development server compiles what it is asked for the first time.
    context.setDefaultNavigationTimeout(60_000);
    const page = await context.newPage();
    const problems = await listen(page);
    onTestFinished(async () => {
      await context.close();
      const others = withoutWasm ? problems.filter((each) => each !== wasmRefused) : problems;
      if (!mayComplain) expect(others).toEqual([]);
    });
    await page.goto(url);
    // The tutorial page is whole when nothing of it is still on its way.
    await page.locator(".later").first().waitFor({ state: "detached" });
    return { page, problems };
  };
}

export const part = (page: Page, name: PartName): Locator => page.locator(`#${name}`);

export const sliderOf = (within: Locator, name: string): Locator =>
  within.getByRole("slider", { name, exact: true });

/** The exact field beside a slider, in either language. */
export const fieldOf = (within: Locator, name: string): Locator =>
  within
    .getByRole("textbox", { name: `${name}, exact value`, exact: true })
    .or(within.getByRole("textbox", { name: `${name}，精确值`, exact: true }));

/** Types `text` into the exact field of `name`, as a person would, and commits it with Enter. */
export async function typeInto(within: Locator, name: string, text: string): Promise<void> {
  const field = fieldOf(within, name);
  await field.click();
  await field.press("ControlOrMeta+a");
  await field.pressSequentially(text);
  await field.press("Enter");
}

/** Brings `target` to the middle of the window, clear of what sticks to its edges. */
export async function centre(target: Locator): Promise<{ x: number; y: number; width: number }> {
  await target.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const box = await target.boundingBox();
  if (box === null) throw new Error("The target is not on the page.");
  return { x: box.x, y: box.y + box.height / 2, width: box.width };
}

/**
 * Drags the thumb of a range with the mouse from where it stands to `to` (0 to 1 along the track), in
 * `moves` pointer moves, each in a frame of its own.
 */
export async function drag(slider: Locator, to: number, moves = 6): Promise<void> {
  const page = slider.page();
  const { x, y, width } = await centre(slider);
  const from = await slider.evaluate((element) => {
    const { valueAsNumber, min, max } = element as HTMLInputElement;
    return (valueAsNumber - Number(min)) / (Number(max) - Number(min));
  });
  // A thumb's centre stays half a thumb inside the track's ends.
  const thumb = 16;
  const placeOf = (part: number) => x + thumb / 2 + part * (width - thumb);
  await page.mouse.move(placeOf(from), y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i++) {
    await page.mouse.move(placeOf(from + ((to - from) * i) / moves), y);
    await nextFrame(page);
  }
  await page.mouse.up();
}

/** Resolves when the page has drawn what was pending. */
export const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      }),
  );

/** The number that a text of the page shows: with a true minus sign, infinite as PyTorch writes it. */
export const numberIn = (text: string): number =>
  Number(text.trim().replaceAll("−", "-").replace(/inf$/, "Infinity"));

/** The cells of a heatmap, row by row, as their texts. */
export const cellTexts = (within: Locator, name: string): Promise<string[][]> =>
  within
    .locator(`figure[aria-label="${name}"]`)
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll("td,[role=gridcell]")].map((cell) => cell.textContent ?? ""),
      ),
    );

/** The cells of a heatmap as numbers. */
export const cells = async (within: Locator, name: string): Promise<number[][]> =>
  (await cellTexts(within, name)).map((row) => row.map(numberIn));

/** A definition list as term → definition. */
export const factsIn = async (within: Locator): Promise<Record<string, string>> => {
  const [terms, definitions] = await Promise.all([
    within.getByRole("term").allInnerTexts(),
    within.getByRole("definition").allInnerTexts(),
  ]);
  return Object.fromEntries(terms.map((term, i) => [term.trim(), definitions[i]?.trim() ?? ""]));
};
