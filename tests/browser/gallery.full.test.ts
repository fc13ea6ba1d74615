// Every example under every combination of width, theme, direction and shadow root.

import { describe, expect, test } from "vitest";
import { adjust, audit, broken, galleryUrl, overflowing, settled } from "./gallery";
import { nextFrame, useBrowser } from "./support";

const open = useBrowser();
const themes = [
  { theme: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { theme: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { theme: "forced colours", media: { colorScheme: "light", forcedColors: "active" } },
] as const;

describe.each([320, 768, 1440])("at %i px", (width) => {
  describe.each(["ltr", "rtl"])("%s", (dir) => {
    test.each(["none", "open"])("shadow root: %s", { timeout: 600_000 }, async (shadow) => {
      const { page } = await open({ url: galleryUrl({ only: "" }), width });
      await settled(page);
      await adjust(page, { mount: "all", dir, shadow });
      await settled(page);
      expect(await broken(page)).toEqual([]);
      for (const { theme, media } of themes) {
        await page.emulateMedia(media);
        await nextFrame(page);
        const faults = [...(await overflowing(page)), ...(await audit(page))];
        expect(faults.map((fault) => `${theme}: ${fault}`)).toEqual([]);
      }
    });
  });
});

test("examples in closed shadow roots start and complain of nothing", {
  timeout: 240_000,
}, async () => {
  const { page } = await open({ url: galleryUrl({ only: "" }) });
  await settled(page);
  await adjust(page, { mount: "all", shadow: "closed" });
  await settled(page);
  const hosts = page.locator(".stage > div");
  expect(await hosts.count()).toBeGreaterThan(20);
  const heights = await hosts.evaluateAll((all) => all.map((host) => host.clientHeight));
  expect(heights.filter((height) => height < 16)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
});
