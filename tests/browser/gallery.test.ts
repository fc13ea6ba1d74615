// Every example of the gallery: it starts without a complaint, axe finds nothing, nothing sticks out,
// and the keyboard gets everywhere. Every pair of circumstances is met here; all of their combinations
// in gallery.full.test.ts.

import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import {
  adjust,
  audit,
  blank,
  broken,
  exampleIds,
  type GallerySettings,
  galleryUrl,
  overflowing,
  settled,
  walkByTab,
} from "./gallery";
import { nextFrame, type OpenOptions, useBrowser } from "./support";

const open = useBrowser();
/** Every example at once is much for a busy machine. */
const patient = { timeout: 240_000 };

/** The gallery with every example mounted. That may take longer than a page is given to load. */
const openAll = async (
  settings: GallerySettings = {},
  base = inject("pageUrl"),
  options?: OpenOptions,
): Promise<Page> => {
  const { page } = await open({ url: galleryUrl({ only: "" }, base), ...options });
  await settled(page);
  await adjust(page, { mount: "all", ...settings });
  await settled(page);
  return page;
};

describe.each([
  ["built", () => inject("pageUrl")],
  ["as npm start serves it", () => inject("devUrl")],
])("the gallery, %s", (_, base) => {
  test(
    "starts every example, under a strict policy, and complains of nothing",
    patient,
    async () => {
      const page = await openAll({}, base());
      expect(await broken(page)).toEqual([]);
      expect(await blank(page)).toEqual([]);
      const policy = await page
        .locator("meta[http-equiv='Content-Security-Policy']")
        .getAttribute("content");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/'unsafe-|\*|https?:/);
      const ids = await exampleIds(page);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
      const rooms = new Set(ids.map((id) => id.split("-")[0]));
      expect([...rooms]).toEqual([
        "slider",
        "heatmap",
        "graph",
        "backward",
        "plot",
        "landscape",
        "descent",
        "text",
        "code",
      ]);
    },
  );
});

test("examples are mounted when they come near the window, not before", async () => {
  const { page } = await open({ url: galleryUrl() });
  await settled(page);
  const waiting = () => page.locator(".stage--waiting").count();
  const before = await waiting();
  expect(before).toBeGreaterThan(5);
  await page.locator("article.card").last().scrollIntoViewIfNeeded();
  await expect.poll(waiting, { timeout: 10_000 }).toBeLessThan(before);
});

test(
  "a link to a room or an example leads there and stays, whatever is mounted meanwhile",
  patient,
  async () => {
    const { page } = await open({ url: galleryUrl() });
    await settled(page);
    const topOf = (id: string) =>
      page.locator(`#${id}`).evaluate((element) => Math.round(element.getBoundingClientRect().top));
    const middle = (await exampleIds(page)).filter((id) => id.startsWith("landscape-"))[3] ?? "";
    for (const id of ["plot", middle]) {
      await page.goto("about:blank");
      await page.goto(`${galleryUrl()}#${id}`);
      await settled(page);
      const { scrollPaddingTop } = await page.evaluate(() => ({
        scrollPaddingTop: Number.parseFloat(
          getComputedStyle(document.documentElement).scrollPaddingTop,
        ),
      }));
      await expect.poll(() => topOf(id), { timeout: 10_000 }).toBe(scrollPaddingTop);
      await page.locator(`#${id} .stage:not(.stage--waiting)`).first().waitFor();
      for (let i = 0; i < 10; i++) await nextFrame(page);
      expect(await topOf(id)).toBe(scrollPaddingTop);
    }
    // The reader's own scrolling is not undone.
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, -300);
    await expect.poll(() => topOf(middle), { timeout: 10_000 }).toBeGreaterThan(200);
  },
);

test("theme, width, direction and language are chosen by keyboard and kept in the address", async () => {
  const { page } = await open({ url: galleryUrl() });
  await settled(page);
  const choose = async (group: string, name: string) => {
    await page.getByRole("group", { name: group }).getByRole("radio", { name }).focus();
    await page.keyboard.press("Space");
  };
  await choose("Theme", "Dark");
  await choose("Width", "320");
  await choose("Direction", "Right to left");
  await choose("Language", "中文");
  await nextFrame(page);
  const look = () =>
    page.evaluate(() => {
      const root = document.documentElement;
      const stage = document.querySelector(".stage:not(.stage--waiting)");
      return {
        scheme: getComputedStyle(root).colorScheme,
        dir: root.dir,
        lang: root.lang,
        width: stage?.getBoundingClientRect().width,
        title: document.querySelector("h1")?.textContent,
      };
    });
  const chosen = { scheme: "dark", dir: "rtl", lang: "zh-Hans", width: 320, title: "组件展厅" };
  expect(await look()).toEqual(chosen);
  await page.reload();
  await settled(page);
  expect(await look()).toEqual(chosen);
});

test("what an address asks for that does not exist is ignored, and an unknown example said so", async () => {
  const { page } = await open({
    url: galleryUrl({ theme: "<b>", dir: "up", only: "no-such-example" }),
  });
  await settled(page);
  expect(await page.locator("main").textContent()).toContain("no-such-example");
  await page.getByRole("link", { name: "All examples" }).click();
  await settled(page);
  expect((await exampleIds(page)).length).toBeGreaterThan(5);
});

describe("axe finds nothing, and nothing sticks out", () => {
  test.each([
    { name: "1440 px, light", width: 1440, settings: {}, media: { colorScheme: "light" } },
    {
      name: "768 px, dark, in Chinese",
      width: 768,
      settings: { lang: "zh" },
      media: { colorScheme: "dark" },
    },
    { name: "320 px, from right to left", width: 320, settings: { dir: "rtl", theme: "light" } },
    {
      name: "320 px, dark, in open shadow roots",
      width: 320,
      settings: { shadow: "open", theme: "dark" },
    },
    {
      name: "1440 px, forced colours, from right to left",
      width: 1440,
      settings: { dir: "rtl" },
      media: { forcedColors: "active" },
    },
  ] as const)("at $name", patient, async ({ width, settings, ...rest }) => {
    const page = await openAll(settings, inject("pageUrl"), { width });
    if ("media" in rest) await page.emulateMedia(rest.media);
    await nextFrame(page);
    expect.soft(await broken(page)).toEqual([]);
    expect.soft(await overflowing(page)).toEqual([]);
    expect(await audit(page)).toEqual([]);
  });
});

test("axe would notice an unnamed button in an example's shadow root, and the edges what is too wide", async () => {
  const page = await openAll({ shadow: "open", mount: "near" }, inject("pageUrl"), { width: 320 });
  const id = await page.evaluate(() => {
    const stage = document.querySelector(".stage");
    const root = [...(stage?.children ?? [])].find((child) => child.shadowRoot)?.shadowRoot;
    const button = document.createElement("button");
    button.style.setProperty("width", "900px");
    root?.append(button);
    return stage?.closest("article")?.id ?? "";
  });
  expect((await audit(page)).join("\n")).toContain(`${id}: button-name`);
  expect((await overflowing(page)).join("\n")).toContain(`${id}: BUTTON`);
});

test(
  "Tab reaches everything that can be used; the focus shows, and what has it has a name",
  patient,
  async () => {
    const page = await openAll();
    const { stops, faults } = await walkByTab(page);
    expect(faults).toEqual([]);
    expect(stops).toBeGreaterThan(50);
  },
);

test("a stop without name or focus ring, or out of Tab's way, would be noticed", async () => {
  const { page } = await open({ url: galleryUrl({ only: "" }) });
  await settled(page);
  await page.evaluate(() => {
    const main = document.querySelector("main");
    for (const outline of ["none", "2px solid"]) {
      const button = document.createElement("button");
      button.style.setProperty("outline", outline);
      main?.append(button);
    }
    const hidden = document.createElement("button");
    hidden.textContent = "skipped";
    hidden.addEventListener("focus", () => hidden.blur());
    main?.append(hidden);
  });
  const { faults } = await walkByTab(page);
  expect(faults.filter((fault) => fault.includes("no name"))).toHaveLength(2);
  // Neither changes when the focus comes.
  expect(faults.filter((fault) => fault.includes("no focus"))).toHaveLength(2);
  expect(faults.filter((fault) => fault.includes("does not reach"))).toHaveLength(1);
});
