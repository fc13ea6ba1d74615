// Part 4: the number of doublings, c, and a gradient that jumps by powers of two; and what stops at zero.

import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { recordFrames } from "./recording";
import {
  drag,
  factsIn,
  nextFrame,
  numberIn,
  part,
  sliderOf,
  typeInto,
  useBrowser,
} from "./support";

const open = useBrowser();

/** The tutorial's loop, in float32 as PyTorch runs it. */
function loop(a: number): { doublings: number; c: number; gradient: number } {
  let [b, doublings] = [Math.fround(a) * 2, 1];
  while (Math.abs(b) < 1000) [b, doublings] = [b * 2, doublings + 1];
  return { doublings, c: b, gradient: Math.fround(2 ** doublings) };
}

interface Seen {
  a: number;
  doublings: string;
  c: string;
  gradient: string;
}

/** Reads part 4; runs in the page. */
function readLoop(): Seen {
  const root = document.querySelector("#controlFlow");
  const facts = new Map(
    [...(root?.querySelectorAll("dt") ?? [])].map((term) => [
      term.textContent?.trim() ?? "",
      term.parentElement?.querySelector("dd")?.textContent ?? "",
    ]),
  );
  return {
    a: Number(root?.querySelector("input[type=range]")?.getAttribute("aria-valuetext")),
    doublings: facts.get("doublings") ?? "",
    c: facts.get("c") ?? "",
    // What follows the equals sign says the same as a power of two.
    gradient: facts.get("a.grad")?.split("=")[0]?.trim() ?? "",
  };
}

/** What is wrong with `seen`, in words. */
function wrongIn(seen: Seen): string[] {
  const expected = loop(seen.a);
  const wrong: string[] = [];
  if (numberIn(seen.doublings) !== expected.doublings)
    wrong.push(`${seen.doublings} doublings of ${seen.a}, not ${expected.doublings}`);
  if (numberIn(seen.gradient) !== expected.gradient)
    wrong.push(`gradient ${seen.gradient} at ${seen.a}, not ${expected.gradient}`);
  if (Math.abs(numberIn(seen.c) - expected.c) > 1e-4 * Math.abs(expected.c))
    wrong.push(`c ${seen.c} at ${seen.a}, not ${expected.c}`);
  return wrong;
}

describe("gradients through a loop", () => {
  test("the gradient is c / a, a power of two, from the seeded a on", async () => {
    const { page } = await open();
    const seen = await page.evaluate(readLoop);
    expect(wrongIn(seen)).toEqual([]);
    const within = part(page, "controlFlow");
    const cases = [1, -1, 3.7, 0.05, -0.002, 250, 499.9, 500, 999, -1000];
    for (const a of cases) {
      await typeInto(within, "a", String(a));
      const now = await page.evaluate(readLoop);
      expect(now.a).toBe(a);
      expect(wrongIn(now)).toEqual([]);
      expect(numberIn(now.gradient)).toBeCloseTo(numberIn(now.c) / a, 1);
    }
  });

  test("it jumps by two exactly where the loop runs once more", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    // 2 · 0.9765625 · 2⁹ is 1000, which is not below 1000.
    await typeInto(within, "a", "0.9765625");
    expect(await page.evaluate(readLoop)).toMatchObject({ doublings: "10", gradient: "1024" });
    await typeInto(within, "a", "0.976562");
    expect(await page.evaluate(readLoop)).toMatchObject({ doublings: "11", gradient: "2048" });
  });

  test("a drag across the track is right in every frame, in steps of powers of two", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    await typeInto(within, "a", "0.5");
    const frames = await recordFrames(page, readLoop);
    await drag(sliderOf(within, "a"), 0.98, 16);
    const inputs = (await frames()).filter((frame) => frame.event === "input");
    expect(inputs.length).toBeGreaterThanOrEqual(16);
    for (const { seen } of inputs) expect(wrongIn(seen)).toEqual([]);
    expect(new Set(inputs.map(({ seen }) => seen.gradient)).size).toBeGreaterThan(5);
  });

  test("the graph has a node for every doubling, and is drawn anew when their number changes", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    const nodes = () => within.getByRole("img", { name: /MulBackward0/ }).count();
    for (const [a, muls] of [
      ["1", 10],
      ["0.5", 11],
      ["600", 1],
    ] as const) {
      await typeInto(within, "a", a);
      // Cards that go take a moment.
      await expect.poll(nodes).toBe(muls);
    }
  });
});

describe("the loop's graph", () => {
  const box = (within: Locator) =>
    within.locator(".sa-graph__scroll").evaluate((element) => ({
      hidden: element.scrollWidth - element.clientWidth,
      right: element.style.getPropertyValue("--_right"),
      left: element.style.getPropertyValue("--_left"),
    }));

  test("is all in sight where there is room for rows, and ends in c", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    for (const a of ["0.8", "0.01"]) {
      await typeInto(within, "a", a);
      await nextFrame(page);
      expect(await box(within)).toEqual({ hidden: 0, right: "0px", left: "0px" });
    }
    expect(await within.getByRole("img", { name: /^c = mul/ }).count()).toBe(1);
  });

  test("goes in pairs on a phone, from edge to edge, and nothing is hidden", async () => {
    for (const width of [390, 320]) {
      const { page } = await open({ width });
      const within = part(page, "controlFlow");
      await within.locator(".sa-graph__scroll").scrollIntoViewIfNeeded();
      await expect.poll(() => box(within)).toEqual({ hidden: 0, right: "0px", left: "0px" });
      const cards = await within.locator(".sa-node").evaluateAll((all) =>
        all.slice(0, 4).map((card) => {
          const { x, y, width: wide } = card.getBoundingClientRect();
          return { x: Math.round(x), y: Math.round(y / 20), wide };
        }),
      );
      // There, down, and back.
      expect(cards[1]?.y).toBe(cards[0]?.y);
      expect(cards[2]?.x).toBe(cards[1]?.x);
      expect(cards[3]?.x).toBe(cards[0]?.x);
      expect(2 * (cards[0]?.wide ?? 0)).toBeGreaterThan(0.75 * (width - 32));
    }
  });

  test("fades at the edge that hides some of it where it scrolls", async () => {
    const { page } = await open({ width: 390 });
    const within = part(page, "controlFlow");
    await within.getByRole("button", { name: "Larger" }).click();
    await expect.poll(() => box(within)).toMatchObject({ right: "36px", left: "0px" });
    await within.locator(".sa-graph__scroll").evaluate((element) => {
      element.scrollLeft = element.scrollWidth;
    });
    await expect.poll(() => box(within)).toMatchObject({ right: "0px", left: "36px" });
  });
});

describe("at exactly zero the loop stops after 200 doublings and says why", () => {
  const expectStopped = async (within: Locator) => {
    await within.getByRole("status").getByText("Stopped after 200 doublings.").waitFor();
    const why = await within.getByRole("status").innerText();
    expect(why).toMatch(/Twice 0 is 0.*would never end/);
    const facts = await factsIn(within);
    expect(facts.doublings).toBe("200");
    expect(facts.c).toBe("—");
    expect(facts["a.grad"]).toBe("—");
    expect(await sliderOf(within, "a").getAttribute("aria-valuetext")).toMatch(/^-?0$/);
  };
  const expectRunning = async (within: Locator) => {
    await within.getByRole("status").waitFor({ state: "detached" });
    expect(wrongIn(await within.page().evaluate(readLoop))).toEqual([]);
  };

  test("by slider", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    await typeInto(within, "a", "2");
    await drag(sliderOf(within, "a"), 0.5);
    await expectStopped(within);
    await drag(sliderOf(within, "a"), 0.75);
    await expectRunning(within);
  });

  test("the graph's place stays empty meanwhile: what follows does not jump", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    await typeInto(within, "a", "0.01");
    await nextFrame(page);
    const next = () =>
      page.evaluate(() => {
        const found = document.querySelector("#gradModes");
        return Math.round((found?.getBoundingClientRect().top ?? 0) + scrollY);
      });
    const before = await next();
    await typeInto(within, "a", "0");
    await expectStopped(within);
    expect(Math.abs((await next()) - before)).toBeLessThanOrEqual(1);
    await typeInto(within, "a", "0.01");
    await expectRunning(within);
    await expect.poll(next).toBe(before);
  });

  test("by keyboard, from both sides: a step across zero stops there first", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    const slider = sliderOf(within, "a");
    for (const [from, key] of [
      ["0.03", "ArrowLeft"],
      ["-0.03", "ArrowRight"],
    ] as const) {
      await typeInto(within, "a", from);
      await slider.focus();
      for (let presses = 0; presses < 20; presses++) {
        await page.keyboard.press(key);
        if ((await within.getByRole("status").count()) > 0) break;
      }
      await expectStopped(within);
      await page.keyboard.press(key);
      await expectRunning(within);
    }
  });

  test("by typing, however zero is written", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    for (const zero of ["0", "-0", "0.000", "0e5"]) {
      await typeInto(within, "a", zero);
      await expectStopped(within);
      await typeInto(within, "a", "7");
      await expectRunning(within);
    }
  });

  test("by typing what float32 rounds to zero; the smallest numbers that it holds still run", async () => {
    const { page } = await open();
    const within = part(page, "controlFlow");
    await typeInto(within, "a", "1e-60");
    await expectStopped(within);
    // 157 doublings; their product, the gradient, is beyond float32.
    await typeInto(within, "a", "1e-44");
    await expectRunning(within);
  });
});
