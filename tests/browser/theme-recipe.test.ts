// The style sheet that COMPONENTS.md gives for a page or a shadow host: the colours of the components.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { root } from "../../scripts/setup.mjs";
import type { ShadowRoots } from "./fixtures/shadow";
import { useBrowser } from "./support";

const open = useBrowser();
const [, recipe = ""] =
  /```css\n([\s\S]*?)```/.exec(readFileSync(join(root, "COMPONENTS.md"), "utf8")) ?? [];

test("the recipe gives page and shadow host the components' colours, light and dark", async () => {
  const url = new URL("tests/browser/fixtures/shadow.html", inject("devUrl")).href;
  const { page } = await open({ url, colorScheme: "light" });
  await page.waitForFunction(() => "roots" in window);
  const look = () =>
    page.evaluate(() => {
      const { open: shadow } = (window as unknown as { roots: ShadowRoots }).roots;
      const probe =
        shadow.querySelector(".sa > i") ??
        shadow.querySelector(".sa")?.appendChild(document.createElement("i"));
      if (!(probe instanceof HTMLElement)) throw new Error("no component");
      probe.style.setProperty("background", "var(--_surface)");
      const [page, host, component] = [document.documentElement, shadow.host, probe].map((each) => {
        const { backgroundColor, color } = getComputedStyle(each);
        return { backgroundColor, color };
      });
      return { page, host, component };
    });
  const none = "rgba(0, 0, 0, 0)";
  expect((await look()).host?.backgroundColor).toBe(none);
  await page.evaluate((text) => {
    const { open: shadow } = (window as unknown as { roots: ShadowRoots }).roots;
    for (const scope of [document, shadow]) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      scope.adoptedStyleSheets.push(sheet);
    }
  }, recipe);
  for (const [colorScheme, surface] of [
    ["light", "rgb(255, 255, 255)"],
    ["dark", "rgb(22, 25, 29)"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const seen = await look();
    expect(seen.component?.backgroundColor).toBe(surface);
    expect(seen.page).toEqual(seen.component);
    expect(seen.host).toEqual(seen.component);
  }
});
