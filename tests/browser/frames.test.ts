// How often the page is brought up to date: once per pointer move, once per batch, and nothing else.
// Counts, no times.

import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import type { Counts, Updates } from "./fixtures/updates";
import { centre, nextFrame, part, sliderOf, useBrowser } from "./support";

const open = useBrowser();

interface Counting {
  updates: Updates;
  inputs: number;
  texts: Record<string, number>;
}

describe("a network that counts its readings", () => {
  const openCounting = async (): Promise<Page> => {
    const url = new URL("tests/browser/fixtures/updates.html", inject("devUrl")).href;
    const { page } = await open({ url });
    await page.waitForFunction(() => "updates" in window);
    await page.evaluate(() => {
      const state = window as unknown as Counting;
      state.inputs = 0;
      window.addEventListener("input", () => {
        state.inputs++;
      });
    });
    return page;
  };
  const counts = (page: Page): Promise<Counts & { inputs: number }> =>
    page.evaluate(() => {
      const { updates, inputs } = window as unknown as Counting;
      return { ...updates.counts, inputs };
    });
  const since = (before: Counts, now: Counts): Counts => ({
    gradient: now.gradient - before.gradient,
    value: now.value - before.value,
    loss: now.loss - before.loss,
    unseen: now.unseen - before.unseen,
  });

  test("reads each thing once to begin with, and what a function means once more to check it", async () => {
    const page = await openCounting();
    expect(await counts(page)).toEqual({ gradient: 2, value: 2, loss: 1, unseen: 2, inputs: 0 });
  });

  test("one pointer move is one reading of the gradient, the value and the loss", async () => {
    const page = await openCounting();
    const { x, y, width } = await centre(sliderOf(page.locator("#root"), "w[0, 1]"));
    await page.mouse.move(x + width / 2, y);
    await page.mouse.down();
    await nextFrame(page);
    for (const to of [0.6, 0.7, 0.3]) {
      const before = await counts(page);
      await page.mouse.move(x + width * to, y);
      await nextFrame(page);
      const now = await counts(page);
      expect(now.inputs - before.inputs).toBe(1);
      expect(since(before, now)).toEqual({ gradient: 1, value: 1, loss: 1, unseen: 0 });
    }
    await page.mouse.up();
  });

  test("many writes in one batch are one reading; outside a batch, one each", async () => {
    const page = await openCounting();
    const write = async (to: number, batched: boolean) => {
      const before = await counts(page);
      const writes = await page.evaluate(
        ([value, together]) =>
          (window as unknown as Counting).updates.writeAll(value as number, together as boolean),
        [to, batched] as const,
      );
      return { writes, read: since(before, await counts(page)) };
    };
    const batched = await write(2, true);
    expect(batched.read).toEqual({ gradient: 1, value: 1, loss: 1, unseen: 0 });
    const single = await write(3, false);
    // Four of the six writes are to w, whose heatmap does not depend on b.
    expect(single.read).toEqual({ gradient: 6, value: 4, loss: 6, unseen: 0 });
    // Writing an equal value is no write.
    const equal = await write(3, false);
    expect(equal.read).toEqual({ gradient: 0, value: 0, loss: 0, unseen: 0 });
  });
});

describe("the page", () => {
  /** Counts how often each cell and the loss of part 1 get a new text. */
  const countTexts = (page: Page) =>
    page.evaluate(() => {
      const state = window as unknown as Counting;
      state.texts = {};
      const root = document.querySelector("#network");
      const places = [
        ...(root?.querySelectorAll("figure td, [part=loss-number], figcaption, [role=status]") ??
          []),
      ];
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          const place = places.find((each) => each.contains(element));
          if (place === undefined) continue;
          const figure = place.closest("figure")?.getAttribute("aria-label") ?? place.tagName;
          const name = `${figure} ${places.indexOf(place)}`;
          state.texts[name] = (state.texts[name] ?? 0) + 1;
        }
      });
      if (root !== null)
        observer.observe(root, { characterData: true, childList: true, subtree: true });
    });
  const texts = (page: Page) => page.evaluate(() => (window as unknown as Counting).texts);

  test("one step downhill writes 18 numbers and changes each text once", async () => {
    const { page } = await open();
    await countTexts(page);
    await part(page, "network").getByRole("button", { name: "One step downhill" }).click();
    await nextFrame(page);
    const changed = await texts(page);
    const figures = Object.keys(changed).map((name) => name.split(" ")[0]);
    for (const name of ["w", "b", "z", "w.grad", "b.grad", "SPAN"]) expect(figures).toContain(name);
    expect(new Set(Object.values(changed))).toEqual(new Set([1]));
  });

  test("moving w[3, 0] touches its column's results once, and no other text", async () => {
    const { page } = await open();
    await countTexts(page);
    await sliderOf(part(page, "network"), "w[3, 0]").press("ArrowRight");
    await nextFrame(page);
    const changed = await texts(page);
    const perFigure = new Map<string, number>();
    for (const [name, times] of Object.entries(changed)) {
      expect(times).toBe(1);
      const figure = name.split(" ")[0] ?? "";
      perFigure.set(figure, (perFigure.get(figure) ?? 0) + 1);
    }
    expect(Object.fromEntries(perFigure)).toEqual({
      w: 1,
      z: 1,
      "w.grad": 5,
      "b.grad": 1,
      "sigmoid(z)": 1,
      SPAN: 1,
    });
  });
});
