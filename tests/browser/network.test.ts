// Part 1 in a real browser: what a weight does to z, the loss and the gradients, within the frame.

import { describe, expect, inject, test } from "vitest";
import { recordFrames } from "./recording";
import { cells, drag, fieldOf, nextFrame, part, sliderOf, typeInto, useBrowser } from "./support";
import { readNetwork, wrongIn } from "./tutorial";

const open = useBrowser();

describe("the network", () => {
  test("starts with PyTorch's seeded numbers, and they agree", async () => {
    const { page } = await open();
    const shown = await page.evaluate(readNetwork);
    expect(shown.cells.w.slice(0, 6)).toEqual([
      "1.5410",
      "−0.2934",
      "−2.1788",
      "0.5684",
      "−1.0845",
      "−1.3986",
    ]);
    expect(Object.keys(shown.leaves)).toHaveLength(5 + 15 + 3 + 3);
    expect(wrongIn(shown)).toEqual([]);
  });

  test("shows equal rows of w.grad for inputs that are all 1", async () => {
    const { page } = await open();
    const [first, ...others] = await cells(part(page, "network"), "w.grad");
    expect(others).toHaveLength(4);
    for (const row of others) expect(row).toEqual(first);
  });

  test("doubles the row of w.grad whose input becomes 2", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await typeInto(network, "x[0]", "2");
    const shown = await page.evaluate(readNetwork);
    expect(wrongIn(shown)).toEqual([]);
    const [first = [], second = []] = await cells(network, "w.grad");
    first.forEach((value, j) => {
      expect(Math.abs(value - 2 * (second[j] ?? 0))).toBeLessThan(2e-4);
    });
  });
});

describe.each([
  ["the built page", () => inject("pageUrl")],
  ["npm start's page", () => inject("devUrl")],
])("dragging a weight on %s", (_, url) => {
  test("moves z, the loss and both gradients in the frame of every pointer move", async () => {
    const { page } = await open({ url: url() });
    const slider = sliderOf(part(page, "network"), "w[1, 2]");
    const before = await page.evaluate(readNetwork);
    const frames = await recordFrames(page, readNetwork);
    await drag(slider, 0.9, 8);
    const inputs = (await frames()).filter((frame) => frame.event === "input");

    expect(inputs.length).toBeGreaterThanOrEqual(8);
    for (const { seen } of inputs) expect(wrongIn(seen)).toEqual([]);
    const weights = inputs.map(({ seen }) => seen.leaves["w[1, 2]"] ?? Number.NaN);
    expect(new Set(weights).size).toBeGreaterThanOrEqual(8);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    // Towards the end of the track at 3; the rounding of the thumb's width is worth a few hundredths.
    expect(weights.at(-1)).toBeGreaterThan(2.2);

    const after = inputs.at(-1)?.seen ?? before;
    expect(after.loss).not.toBe(before.loss);
    expect(after.cells.z[2]).not.toBe(before.cells.z[2]);
    expect(after.cells["b.grad"][2]).not.toBe(before.cells["b.grad"][2]);
    expect(after.cells["w.grad"][2]).not.toBe(before.cells["w.grad"][2]);
    // The other two logits do not depend on this weight.
    expect(after.cells.z.slice(0, 2)).toEqual(before.cells.z.slice(0, 2));
    expect(after.cells["w.grad"].slice(0, 2)).toEqual(before.cells["w.grad"].slice(0, 2));
  });
});

describe("other ways to move a value", () => {
  test("arrow, page, Home and End keys move a weight, right in the frame of every key", async () => {
    const { page } = await open();
    const slider = sliderOf(part(page, "network"), "w[0, 1]");
    await slider.focus();
    const frames = await recordFrames(page, readNetwork);
    const keys = [
      "ArrowRight",
      "ArrowUp",
      "ArrowLeft",
      "Shift+ArrowRight",
      "PageDown",
      "End",
      "Home",
    ];
    for (const key of keys) {
      await slider.press(key);
      await nextFrame(page);
    }
    const seen = (await frames()).filter((frame) => frame.event === "keydown");
    expect(seen).toHaveLength(keys.length);
    for (const frame of seen) expect(wrongIn(frame.seen)).toEqual([]);

    const step = 0.05;
    const start = -0.2934289;
    const values = seen.map((frame) => frame.seen.leaves["w[0, 1]"] ?? Number.NaN);
    const expected = [step, 2 * step, step, 11 * step, step].map((moved) => start + moved);
    [...expected, 3, -3].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 5);
    });
  });

  test("an exact number typed into the field is taken to float32's last digit", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await typeInto(network, "w[4, 0]", "0.123456789");
    const slider = sliderOf(network, "w[4, 0]");
    const valueText = await slider.getAttribute("aria-valuetext");
    expect(Math.fround(Number(valueText))).toBe(Math.fround(0.123456789));
    expect(wrongIn(await page.evaluate(readNetwork))).toEqual([]);
  });

  test("Tab into a field selects its number, so that typing replaces it", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await sliderOf(network, "b[1]").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.type("0.25");
    expect(await fieldOf(network, "b[1]").inputValue()).toBe("0.25");
    // Leaving the field commits, as Enter does.
    await page.keyboard.press("Tab");
    expect(await sliderOf(network, "b[1]").getAttribute("aria-valuetext")).toBe("0.25");
    expect(wrongIn(await page.evaluate(readNetwork))).toEqual([]);
  });

  test("a number outside the track widens it, and text that is none is kept with a message", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await typeInto(network, "b[1]", "-12");
    const slider = sliderOf(network, "b[1]");
    expect(await slider.getAttribute("aria-valuetext")).toBe("-12");
    expect(Number(await slider.getAttribute("min"))).toBeLessThanOrEqual(-12);
    expect(wrongIn(await page.evaluate(readNetwork))).toEqual([]);

    const before = await page.evaluate(readNetwork);
    await typeInto(network, "b[1]", "two");
    const field = fieldOf(network, "b[1]");
    expect(await field.inputValue()).toBe("two");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await network.getByText(/two. is not a number/).isVisible()).toBe(true);
    expect(await page.evaluate(readNetwork)).toEqual(before);
    await field.press("Escape");
    expect(await field.inputValue()).toBe("-12");
  });

  test("bad text and then a number beyond the track: thumb, field and tensor agree", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await typeInto(network, "x[0]", "abc");
    await typeInto(network, "x[0]", "10");
    const native = await sliderOf(network, "x[0]").evaluate((input) => {
      const { min, max, valueAsNumber } = input as HTMLInputElement;
      return { min, max, valueAsNumber };
    });
    expect(native).toEqual({ min: "-3", max: "10", valueAsNumber: 10 });
    expect(wrongIn(await page.evaluate(readNetwork))).toEqual([]);
  });

  test("a message lies over the rows: nothing moves", async () => {
    const { page } = await open();
    const network = part(page, "network");
    const places = () =>
      network
        .getByRole("slider")
        .evaluateAll((all) => all.map((slider) => slider.getBoundingClientRect().top + scrollY));
    const before = await places();
    await typeInto(network, "w[1, 1]", "abc");
    const message = network.getByText(/abc. is not a number/);
    expect(await message.isVisible()).toBe(true);
    expect(await places()).toEqual(before);
  });

  test.each([320, 390, 1280])("no number in a field is cut at %i px", async (width) => {
    const { page } = await open({ width });
    const network = part(page, "network");
    await typeInto(network, "w[0, 0]", "-12345.6");
    await sliderOf(network, "b[0]").focus();
    const cut = await network.getByRole("textbox").evaluateAll((fields) =>
      fields.flatMap((field) => {
        const { value, scrollWidth, clientWidth } = field as HTMLInputElement;
        return scrollWidth > clientWidth ? [value] : [];
      }),
    );
    expect(cut).toEqual([]);
  });

  test("a finger drags a bias on a phone without scrolling the page away", async () => {
    const { page } = await open({ width: 390, height: 844, hasTouch: true, isMobile: true });
    const slider = sliderOf(part(page, "network"), "b[2]");
    await slider.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const box = await slider.boundingBox();
    if (box === null) throw new Error("b[2] has no slider");
    const frames = await recordFrames(page, readNetwork);
    const scrolled = await page.evaluate(() => window.scrollY);
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", part: number) =>
      cdp.send("Input.dispatchTouchEvent", {
        type,
        touchPoints:
          type === "touchEnd" ? [] : [{ x: box.x + box.width * part, y: box.y + box.height / 2 }],
      });
    await touch("touchStart", 0.5);
    for (const place of [0.6, 0.7, 0.8]) {
      await touch("touchMove", place);
      await nextFrame(page);
    }
    await touch("touchEnd", 0.8);
    const inputs = (await frames()).filter((frame) => frame.event === "input");
    expect(inputs.length).toBeGreaterThanOrEqual(2);
    for (const { seen } of inputs) expect(wrongIn(seen)).toEqual([]);
    expect(inputs.at(-1)?.seen.leaves["b[2]"]).toBeGreaterThan(1);
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  });
});

describe("steps and colours", () => {
  test("ten steps downhill lower the loss each time; reset brings the first numbers back", async () => {
    const { page } = await open();
    const network = part(page, "network");
    const before = await page.evaluate(readNetwork);
    const losses = [Number(before.loss)];
    for (let i = 0; i < 10; i++) {
      await network.getByRole("button", { name: "One step downhill" }).click();
      const shown = await page.evaluate(readNetwork);
      expect(wrongIn(shown)).toEqual([]);
      losses.push(Number(shown.loss));
    }
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
    expect(new Set(losses).size).toBe(losses.length);
    await network.getByRole("button", { name: "Reset" }).click();
    expect(await page.evaluate(readNetwork)).toEqual(before);
  });

  test("each sign has its own hue, and a larger value the stronger colour", async () => {
    const { page } = await open();
    const network = part(page, "network");
    const values = (await cells(network, "w")).flat();
    const colours = await network
      .locator('figure[aria-label="w"] td')
      .evaluateAll((all) => all.map((cell) => getComputedStyle(cell).backgroundColor));
    const parts = colours.map((colour) => (colour.match(/[\d.]+/g) ?? []).map(Number));
    // Warm minus cold: orange on one side of zero, purple on the other.
    const warmth = parts.map(([red = 0, , blue = 0]) => red - blue);
    const sides = values.flatMap((value, i) =>
      Math.abs(value) > 0.3 ? [Math.sign(value) * Math.sign(warmth[i] ?? 0)] : [],
    );
    expect(sides.length).toBeGreaterThan(10);
    expect(new Set(sides).size).toBe(1);

    const strength = parts.map((rgb) => Math.max(...rgb) - Math.min(...rgb));
    const bySize = values
      .map((_, i) => i)
      .sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!));
    expect(strength[bySize.at(-1)!]).toBeGreaterThan(strength[bySize[0]!]!);
  });

  test("a cell's exact value is read out on hover and while arrow keys walk the cells", async () => {
    const { page } = await open();
    const figure = part(page, "network").locator('figure[aria-label="w.grad"]');
    const cell = (name: string) =>
      figure.locator("[part=readout]", {
        hasText: new RegExp(`^w\\.grad\\[${name}\\] = [-−]?0\\.\\d+`),
      });
    await figure.getByRole("gridcell").nth(4).hover();
    expect(await cell("1, 1").isVisible()).toBe(true);
    await figure.getByRole("gridcell").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await cell("2, 1").isVisible()).toBe(true);
  });
});
