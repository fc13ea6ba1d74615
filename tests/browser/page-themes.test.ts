// The page in every dress: light, dark and a host's own choice, forced colours, paper, right to left.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { part, useBrowser } from "./support";
import { readNetwork, wrongIn } from "./tutorial";

const open = useBrowser();

const ground = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return (context.getImageData(0, 0, 1, 1).data[1] ?? 0) > 128 ? "light" : "dark";
  });
const choose = (page: Page, name: string) =>
  page.getByRole("group", { name: "Colours" }).getByRole("button", { name }).click();

describe("light and dark", () => {
  test.each(["light", "dark"] as const)("follows a %s system until one chooses", async (system) => {
    const { page } = await open({ colorScheme: system });
    expect(await ground(page)).toBe(system);
    for (const [name, expected] of [
      ["Dark", "dark"],
      ["Light", "light"],
      ["System", system],
    ] as const) {
      await choose(page, name);
      expect(await ground(page)).toBe(expected);
      const pressed = page.getByRole("group", { name: "Colours" }).locator("[aria-pressed=true]");
      expect(await pressed.getAttribute("aria-label")).toBe(name);
    }
  });

  test("a choice is remembered", async () => {
    const { page } = await open({ colorScheme: "light" });
    await choose(page, "Dark");
    await page.reload();
    expect(await ground(page)).toBe("dark");
  });

  test("a host's data-theme is followed, also when it changes", async () => {
    const { page } = await open({ colorScheme: "light" });
    const host = (theme: string) =>
      page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await host("dark");
    expect(await ground(page)).toBe("dark");
    await host("light");
    expect(await ground(page)).toBe("light");
  });
});

describe.each([
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["forced colours", { forcedColors: "active" }],
  ["right to left", { rtl: true }],
] as const)("%s", (_name, options) => {
  const { rtl = false, ...dress } = options as { rtl?: boolean };
  test.each([320, 390, 768, 1440])(
    "at %i px: nothing for axe, nothing sticks out",
    async (width) => {
      const { page } = await open({ width, ...dress });
      if (rtl) {
        await page.evaluate(() => {
          document.documentElement.dir = "rtl";
        });
      }
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(excess).toBe(0);
      const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
      await page.evaluate(readFileSync(source, "utf8"));
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
  );
});

test("right to left, code, numbers and pictures keep their direction, and sliders their sense", async () => {
  const { page } = await open();
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  const network = part(page, "network");
  const directions = await page.evaluate(() =>
    ["#network pre.code", "#network figure table", "#controlFlow .sa-plot__surface"].map(
      (selector) => {
        const found = document.querySelector(selector);
        return found === null ? selector : getComputedStyle(found).direction;
      },
    ),
  );
  expect(directions).toEqual(["ltr", "ltr", "ltr"]);
  const [first, second] = await Promise.all(
    ["w[0, 0]", "w[0, 1]"].map((name) =>
      network.getByRole("slider", { name, exact: true }).boundingBox(),
    ),
  );
  const [left, right] = await Promise.all(
    [0, 1].map((i) =>
      network.locator('figure[aria-label="w"] [role=gridcell]').nth(i).boundingBox(),
    ),
  );
  // A matrix of sliders lies as the matrix of cells beside it does.
  expect(Math.sign((second?.x ?? 0) - (first?.x ?? 0))).toBe(
    Math.sign((right?.x ?? 0) - (left?.x ?? 0)),
  );
  await network.getByRole("slider", { name: "w[0, 0]", exact: true }).press("End");
  const shown = await page.evaluate(readNetwork);
  expect(shown.leaves["w[0, 0]"]).toBe(3);
  expect(wrongIn(shown)).toEqual([]);
});

describe("on paper", () => {
  test("values and code are there, in light; what only a hand can use is not", async () => {
    const { page } = await open({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await ground(page)).toBe("light");
    const network = part(page, "network");
    for (const name of ["Undo", "One step downhill", "Edit this code", "Copy link"]) {
      const buttons = page.getByRole("button", { name });
      for (const button of await buttons.all()) expect(await button.isVisible()).toBe(false);
    }
    // The text speaks of the arrows under the sliders.
    expect(await network.locator(".sa-slope").first().isVisible()).toBe(true);
    // What measured itself on the screen must not lie over what is beside it.
    const columns = await page
      .locator(".descent")
      .evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(" ").length);
    expect(columns).toBe(1);
    expect(await network.getByText("loss.backward()").first().isVisible()).toBe(true);
    const numbers = await network
      .locator('figure[aria-label="w"] [role=gridcell]')
      .evaluateAll((all) => all.filter((cell) => cell.checkVisibility()).length);
    expect(numbers).toBe(15);
    expect(await network.locator("[part=loss-number]").isVisible()).toBe(true);
    // The leaves' own numbers too.
    const x = network.getByRole("textbox", { name: "x[0], exact value" });
    expect(await x.isVisible()).toBe(true);
  });

  test("a figure stays on one page", async () => {
    const { page } = await open();
    await page.emulateMedia({ media: "print" });
    const broken = await page
      .locator("#root figure, .codepanel, .line")
      .evaluateAll((all) =>
        all
          .filter((each) => getComputedStyle(each).breakInside !== "avoid")
          .map((each) => each.className),
      );
    expect(broken).toEqual([]);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    expect(pages).toBeLessThan(16);
  });
});
