// Every example of the gallery as a picture, against the one that is kept in screenshots/. After a
// change that is meant: `npm run accept`, or `npm run accept -- slider` for one room.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { adjust, exampleIds, galleryUrl, settled } from "./gallery";
import { compare, openAlbum } from "./screenshots/compare";
import { nextFrame, useBrowser } from "./support";

// Letters as drawn by the outlines alone, in shades of grey, and colours as they are written.
const open = useBrowser([
  "--font-render-hinting=none",
  "--disable-lcd-text",
  "--force-color-profile=srgb",
]);
const rooms = [
  "slider",
  "heatmap",
  "graph",
  "backward",
  "plot",
  "landscape",
  "descent",
  "text",
  "code",
];
/** So many examples of each room are taken in the dark, too. The pictures burden every clone. */
const inTheDark = 1;
/** The window's height. */
const tall = 760;

const asked = process.env.ACCEPT ?? "";
const accept = asked === "all" || asked === "some" ? asked : "nothing";
const fonts = ["sans", "mono"].map((name) => {
  const file = `@fontsource/dejavu-${name}/files/dejavu-${name}-latin-400-normal.woff2`;
  const path = createRequire(import.meta.url).resolve(file);
  return { name: `DejaVu ${name} of the tests`, base64: readFileSync(path, "base64") };
});

/** Gives the page fonts of our own: those of machines differ. From bytes, which its policy allows. */
async function pinFonts(page: Page): Promise<void> {
  await page.evaluate(async (all) => {
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      document.fonts.add(await new FontFace(name, bytes).load());
    }
    const { style } = document.documentElement;
    style.setProperty("--sans", `"${all[0]?.name}"`);
    style.setProperty("--sa-mono", `"${all[1]?.name}"`);
  }, fonts);
}

/** Shows one example alone; an empty id, none. The page stays the same. */
const show = (page: Page, only: string, theme: string): Promise<void> =>
  adjust(page, { only, theme, motion: "none" });

/** The example's picture once it has come to rest: when two in a row are equal. */
async function take(page: Page, id: string): Promise<Buffer> {
  await page.waitForSelector(`[data-ready="${id}"]`);
  // A large graph is laid out by a worker.
  await expect
    .poll(() => page.locator(".stage [aria-busy=true]").count(), { timeout: 30_000 })
    .toBe(0);
  const box = await page.locator(".stage").boundingBox();
  if (box === null) throw new Error(`${id} is not there`);
  let last: Buffer | null = null;
  for (let attempt = 0; attempt < 20; attempt++) {
    await nextFrame(page);
    // As much as the window shows: the rest of a tall one is more of the same.
    const stage = await page.locator(".stage").boundingBox();
    const height = Math.min(stage?.height ?? 0, tall - box.y);
    const clip = { x: box.x, y: box.y, width: box.width, height };
    const now = await page.screenshot({ clip, animations: "disabled", caret: "hide" });
    if (last?.equals(now)) return now;
    last = now;
    await page.waitForTimeout(120);
  }
  throw new Error(`${id} does not come to rest`);
}

/** An empty stage, and the ids of all examples that it may show. */
async function openStage(): Promise<{ page: Page; all: string[] }> {
  const { page } = await open({ url: galleryUrl(), width: 480, height: tall });
  await settled(page);
  const all = await exampleIds(page);
  await show(page, "", "light");
  await page.waitForSelector('[data-ready=""].alone');
  await pinFonts(page);
  return { page, all };
}

const album = (page: Page) =>
  openAlbum({
    folder: join(import.meta.dirname, "screenshots"),
    results: join(import.meta.dirname, "../../test-results/gallery"),
    version: page.context().browser()?.version() ?? "",
    accept,
  });

describe("as accepted", () => {
  test.each(rooms)("%s", { timeout: 240_000 }, async (room) => {
    const { page, all } = await openStage();
    const ids = all.filter((id) => id.startsWith(`${room}-`));
    const { check } = album(page);
    const faults: string[] = [];
    for (const [place, id] of ids.entries()) {
      for (const theme of place < inTheDark ? ["light", "dark"] : ["light"]) {
        await show(page, id, theme);
        const picture = await take(page, id);
        faults.push(check(theme === "dark" ? `${id}.dark` : id, picture, room));
        await show(page, "", theme);
      }
    }
    expect(faults.filter((fault) => fault !== "").join("\n\n")).toBe("");
  });

  test("pictures are kept of examples only", async () => {
    const { page, all } = await openStage();
    const names = new Set(all);
    for (const room of rooms) {
      const first = all.filter((id) => id.startsWith(`${room}-`)).slice(0, inTheDark);
      for (const id of first) names.add(`${id}.dark`);
    }
    expect(album(page).finish(names)).toEqual([]);
  });
});

test("the same example taken twice gives the same picture, and a changed pixel block another", async () => {
  const { page, all } = await openStage();
  const [first = ""] = all;
  await show(page, first, "light");
  const one = await take(page, first);
  await show(page, "", "light");
  await show(page, first, "light");
  expect(compare(one, await take(page, first), "same").fault).toBe("");
  await page.evaluate(() => {
    const block = document.createElement("div");
    for (const rule of ["position: absolute", "width: 6px", "height: 6px", "background: teal"]) {
      const [property = "", value = ""] = rule.split(": ");
      block.style.setProperty(property, value);
    }
    document.querySelector(".stage")?.prepend(block);
  });
  expect(compare(one, await take(page, first), "same").fault).toContain("pixels differ");
});
