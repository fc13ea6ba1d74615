// The page's health: no complaint in the console, nothing for axe, no sideways scroll, while one plays.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { drag, nextFrame, part, sliderOf, typeInto, useBrowser } from "./support";

const open = useBrowser();
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Brings every part into a state beyond its first: gradients, errors, histories, a stopped loop. */
async function play(page: Page): Promise<void> {
  const network = part(page, "network");
  await drag(sliderOf(network, "w[0, 0]"), 0.8, 3);
  await typeInto(network, "x[0]", "nonsense");
  await typeInto(network, "x[1]", "1e30");
  await network.getByRole("button", { name: /downhill|下降/ }).click();
  await network.locator("figure[aria-label='w.grad']").getByRole("gridcell").first().focus();
  const twice = part(page, "backwardTwice");
  for (let i = 0; i < 2; i++) {
    await twice.getByRole("button", { name: /^loss\.backward\(/ }).click();
  }
  await twice.getByRole("switch").check();
  const sums = part(page, "accumulate");
  await sums.getByRole("button", { name: "out.backward(…)" }).click();
  await sums.getByRole("button", { name: "inp.grad.zero_()" }).click();
  await typeInto(part(page, "controlFlow"), "a", "0");
  const modes = part(page, "gradModes");
  for (const button of await modes.getByRole("button", { name: ".sum().backward()" }).all()) {
    await button.click();
  }
  await nextFrame(page);
}

describe.each([
  ["the built page", () => inject("pageUrl")],
  ["npm start's page", () => inject("devUrl")],
])("%s", (_, url) => {
  test("has a strict policy and complains of nothing, at load and in play, in both languages", async () => {
    const { page, problems } = await open({ url: url() });
    const policy = await page
      .locator("meta[http-equiv='Content-Security-Policy']")
      .getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    // WebAssembly may be compiled; no text may become code.
    expect(policy).not.toMatch(/'unsafe-|\*|https?:/);
    await play(page);
    await page.getByRole("button", { name: "中文" }).click();
    await play(page);
    await page.getByRole("button", { name: "English" }).click();
    await typeInto(part(page, "controlFlow"), "a", "0.001");
    await page.setViewportSize({ width: 390, height: 844 });
    await nextFrame(page);
    expect(problems).toEqual([]);
    const asked = await page.evaluate(() =>
      performance.getEntriesByType("resource").map((entry) => new URL(entry.name).origin),
    );
    expect(new Set(asked)).toEqual(new Set([new URL(url()).origin]));
  });
});

test("a policy violation, a warning and a failed request would be noticed", async () => {
  const { page, problems } = await open({ mayComplain: true });
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>styled</p>");
    console.warn("a warning");
    fetch("http://127.0.0.1:9/no-such-file").catch(() => undefined);
  });
  await expect.poll(() => problems.join("\n")).toMatch(/CSP: style-src/);
  await expect.poll(() => problems.join("\n")).toMatch(/console warning: a warning/);
  await expect.poll(() => problems.join("\n")).toMatch(/404|no-such-file/);
});

describe("axe", () => {
  const audit = async (page: Page): Promise<string[]> => {
    // Through the debugger, which the page's policy does not bind.
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(
      () =>
        (
          window as unknown as { axe: { run(): Promise<AxeResults> } }
        ).axe.run() as Promise<AxeResults>,
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`),
    );
  };

  test.each([1280, 390])(
    "finds nothing at %i px: at first, in play, dark, in forced colours, in Chinese",
    async (width) => {
      const { page } = await open({ width, colorScheme: "light" });
      expect(await audit(page)).toEqual([]);
      await play(page);
      expect(await audit(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await audit(page)).toEqual([]);
      await page.getByRole("button", { name: "中文" }).click();
      await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      expect(await audit(page)).toEqual([]);
    },
  );
});

test.each([320, 390])(
  "nothing scrolls sideways at %i px, at first, in play or in Chinese",
  async (width) => {
    const { page } = await open({ width });
    /** How far the page scrolls sideways, and what sticks out that no box of its own clips or scrolls. */
    const overflow = () =>
      page.evaluate(() => {
        window.scrollTo(1000, window.scrollY);
        const room = document.documentElement.clientWidth;
        const clips = (element: Element | null): boolean =>
          element !== null &&
          element !== document.documentElement &&
          (getComputedStyle(element).overflowX !== "visible" || clips(element.parentElement));
        const out = [...document.querySelectorAll("#root *")].filter(
          (element) =>
            element.getBoundingClientRect().right > room + 0.5 &&
            getComputedStyle(element).visibility !== "hidden" &&
            !clips(element),
        );
        return {
          scrolled: window.scrollX,
          excess: document.documentElement.scrollWidth - room,
          out: out.map((element) => `${element.tagName}.${element.getAttribute("class")}`),
        };
      });
    const none = { scrolled: 0, excess: 0, out: [] };
    expect(await overflow()).toEqual(none);
    await play(page);
    expect(await overflow()).toEqual(none);
    await typeInto(part(page, "controlFlow"), "a", "-0.000123");
    expect(await overflow()).toEqual(none);
    await page.getByRole("button", { name: "中文" }).click();
    expect(await overflow()).toEqual(none);
  },
);
