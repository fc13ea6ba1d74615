// How the browser tests of sliders reach them: the fixture, its numbers, and where its elements are.

import type { Page } from "playwright-core";
import { inject } from "vitest";
import type { Sliders } from "./fixtures/sliders";
import { nextFrame, numberIn, type Opened, type OpenOptions } from "./support";

export type Where = "page" | "open" | "closed";
export const places = ["page", "open", "closed"] as const;

export const w0 = [0.1, 0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8, 0.9];
const squares = (values: readonly number[]) => values.reduce((sum, v) => sum + v * v, 0);
export const lossOf = (m: number, c: number, w: readonly number[] = w0) =>
  m * m + 3 * m * c + squares(w);

export const m = 'input[type=range][aria-label="m"]';
export const c = '[role=spinbutton][aria-label="c"]';
export const cell = (i: number, j: number) => `input[type=range][aria-label="w[${i}, ${j}]"]`;
export const readout = "[part=readout]";

/** Opens the fixture, in the page or in a shadow root. */
export async function start(
  open: (options: OpenOptions) => Promise<Opened>,
  where: Where,
  options: OpenOptions = {},
): Promise<Page> {
  const url = new URL(`tests/browser/fixtures/sliders.html?root=${where}`, inject("devUrl")).href;
  const { page } = await open({ url, ...options });
  await page.waitForFunction(() => "sliders" in window);
  await nextFrame(page);
  return page;
}

export const call = <T>(
  page: Page,
  what: "values" | "undo" | "redo" | "undoable" | "steps" | "promising",
) =>
  page.evaluate((name) => (window as unknown as { sliders: Sliders }).sliders[name](), what) as T;
export const values = (page: Page) => call<Promise<ReturnType<Sliders["values"]>>>(page, "values");

/** Where an element is, in the window; inside a closed root too. */
export const box = (page: Page, selector: string) =>
  page.evaluate((query) => {
    const { root } = (window as unknown as { sliders: Sliders }).sliders;
    const element = root.querySelector(query);
    if (element === null) throw new Error(`nothing is ${query}`);
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  }, selector);
export const text = (page: Page, selector: string) =>
  page.evaluate((query) => {
    const { root } = (window as unknown as { sliders: Sliders }).sliders;
    return root.querySelector(query)?.textContent ?? null;
  }, selector);
export const focused = (page: Page) =>
  page.evaluate(() => {
    const { root } = (window as unknown as { sliders: Sliders }).sliders;
    const within = root instanceof ShadowRoot ? root : document;
    return within.activeElement?.getAttribute("aria-label") ?? "";
  });

/** The middle of the thumb of a range from -3 to 3 that stands at `value`. */
export async function thumb(page: Page, selector: string, value: number) {
  const { x, y, width, height } = await box(page, selector);
  const size = Number.parseFloat(
    await page.evaluate((query) => {
      const { root } = (window as unknown as { sliders: Sliders }).sliders;
      return getComputedStyle(root.querySelector(query) as Element).getPropertyValue("--_thumb");
    }, selector),
  );
  return { x: x + size / 2 + ((value + 3) / 6) * (width - size), y: y + height / 2 };
}
export const middle = async (page: Page, selector: string) => {
  const { x, y, width, height } = await box(page, selector);
  return { x: x + width / 2, y: y + height / 2 };
};
export async function mouse(page: Page, from: { x: number; y: number }, dx: number, dy = 0) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
  await nextFrame(page);
}
/** The two numbers of the bubble: the loss, and what was promised. */
export async function promise(page: Page) {
  const [loss = Number.NaN, promised = Number.NaN] = await Promise.all(
    [`${readout} [part=loss-number]`, `${readout} .sa-loss__promised`].map(async (selector) =>
      numberIn((await text(page, selector)) ?? ""),
    ),
  );
  return { loss, promised };
}
