// The whole page as pictures, for people to look at: test-results/screenshots/. What a machine can say
// of them is checked: their size, that no stretch of them is empty, and that dark is dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { nextFrame, part, typeInto, useBrowser } from "./support";

const open = useBrowser();
const folder = join(import.meta.dirname, "../../test-results/screenshots");
/** Pictures are looked at in stretches of this many pixels. */
const stretch = 800;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
});

interface Picture {
  width: number;
  height: number;
  /** Mean brightness, 0 to 1. */
  brightness: number;
  /** How many different colours each stretch shows, from the top down. */
  colours: number[];
}

/** Decodes a PNG in the browser, on an empty page whose policy does not mind. */
async function inspect(page: Page, png: Buffer): Promise<Picture> {
  await page.goto("about:blank");
  return page.evaluate(
    async ({ base64, step }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const { width, height } = bitmap;
      const canvas = new OffscreenCanvas(width, step);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      if (context === null) throw new Error("no canvas");
      const colours: number[] = [];
      let [light, pixels] = [0, 0];
      for (let top = 0; top < height; top += step) {
        const rows = Math.min(step, height - top);
        context.drawImage(bitmap, 0, -top);
        const { data } = context.getImageData(0, 0, width, rows);
        const seen = new Set<number>();
        for (let i = 0; i < data.length; i += 4) {
          const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]];
          seen.add((red << 16) | (green << 8) | blue);
          light += (red + green + blue) / 765;
          pixels++;
        }
        colours.push(seen.size);
      }
      return { width, height, brightness: light / pixels, colours };
    },
    { base64: png.toString("base64"), step: stretch },
  );
}

/** Saves the whole page as `name`.png and gives what can be said of it. */
async function take(page: Page, name: string): Promise<Picture & { expected: number }> {
  // What sticks to the top of the window belongs in its first place.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  await nextFrame(page);
  const expected = await page.evaluate(() => document.documentElement.scrollHeight);
  const png = await page.screenshot({ fullPage: true, path: join(folder, `${name}.png`) });
  return { expected, ...(await inspect(page, png)) };
}

function expectWhole(picture: Picture & { expected: number }, width: number, dark: boolean): void {
  expect(picture.width).toBe(width);
  expect(picture.height).toBe(picture.expected);
  expect(picture.height).toBeGreaterThan(2500);
  expect(picture.height).toBeLessThan(width < 600 ? 14_000 : 9000);
  // The last stretch may be little more than the margin below the footer.
  for (const colours of picture.colours.slice(0, -1)) expect(colours).toBeGreaterThan(10);
  if (dark) expect(picture.brightness).toBeLessThan(0.3);
  else expect(picture.brightness).toBeGreaterThan(0.75);
}

describe.each([1280, 390])("at %i px", (width) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    test("as it loads", async () => {
      const { page } = await open({ width, colorScheme });
      expectWhole(await take(page, `${width}-${colorScheme}`), width, colorScheme === "dark");
    });

    test("in play, in Chinese", async () => {
      const { page } = await open({ width, colorScheme, locale: "zh-CN" });
      await typeInto(part(page, "network"), "x[0]", "2");
      await typeInto(part(page, "network"), "b[1]", "零");
      const twice = part(page, "backwardTwice").getByRole("button", { name: "loss.backward()" });
      await twice.click();
      await twice.click();
      const sums = part(page, "accumulate").getByRole("button", { name: "out.backward(…)" });
      await sums.click();
      await sums.click();
      await typeInto(part(page, "controlFlow"), "a", "0");
      for (const ask of await part(page, "gradModes")
        .getByRole("button", { name: ".sum().backward()" })
        .all()) {
        await ask.click();
      }
      const picture = await take(page, `${width}-${colorScheme}-zh-played`);
      expectWhole(picture, width, colorScheme === "dark");
    });
  });
});
