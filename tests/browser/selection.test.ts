// Marking text in a real browser: what only screen readers hear is no part of what one sees and copies.

import { expect, test } from "vitest";
import { galleryUrl, settled } from "./gallery";
import { useBrowser } from "./support";

const open = useBrowser();

test.each(["none", "open"])(
  "hidden text is not marked with the sentence (shadow: %s)",
  async (shadow) => {
    const { page } = await open({ url: galleryUrl({ only: "slider-sentence", shadow }) });
    await settled(page);
    const hidden = page.locator(".sa-hidden").first();
    expect(await hidden.textContent()).toMatch(/^Gradient /);
    const number = page.getByRole("spinbutton").first();
    const marked = await number.evaluate((element) => {
      const sentence = element.closest("p") ?? element;
      getSelection()?.selectAllChildren(sentence);
      return String(getSelection());
    });
    expect(marked).toContain("for each step to the right");
    expect(marked).not.toContain("Gradient");
  },
);
