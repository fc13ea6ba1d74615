// Heatmaps as pictures in a real Chromium: the colours of pixels, and the cell under pointer and keys.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { palette } from "../../components/colours";
import { figure, type Holder, openHeatmaps, picture, readout } from "./heatmaps";
import { nextFrame, type OpenOptions, useBrowser } from "./support";

const open = useBrowser();
const openFixture = (options?: OpenOptions) => openHeatmaps(open, options);

/** The pixels of the picture's canvas, four numbers each. */
const pixels = (page: Page, places: number[], inShadow = false): Promise<number[][]> =>
  page.evaluate(
    ([wanted, shadowed]) => {
      const { shadow } = (window as unknown as Holder).fixture;
      const canvas = (shadowed ? shadow : document).querySelector("canvas");
      if (canvas === null) throw new Error("no canvas");
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext("2d", { willReadFrequently: true });
      if (context === null) throw new Error("no context");
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return wanted.map((place) => [...data.slice(4 * place, 4 * place + 4)]);
    },
    [places, inShadow] as const,
  );

/** The colour of the element at `place`, from the definition of the map: step 128 is zero. */
const colourAt = (place: number, scheme: "light" | "dark"): number[] => {
  const value = place / 600 - 1;
  return [...(palette("PuOr").table[scheme][Math.round(128 + 128 * value)] ?? []), 255];
};

const places = [0, 7, 300, 600, 601, 850, 1199];

describe("a picture", () => {
  test.each(["light", "dark"] as const)(
    "has the colours of its numbers, %s",
    async (colorScheme) => {
      const page = await openFixture({ colorScheme });
      const expected = places.map((place) => colourAt(place, colorScheme));
      expect(await pixels(page, places)).toEqual(expected);
      expect(await pixels(page, places, true)).toEqual(expected);
      // NaN is left out and inf half transparent, so that the hatching shows.
      const alpha = colorScheme === "light" ? 176 : 200;
      expect((await pixels(page, [1, 2])).map((pixel) => pixel[3])).toEqual([0, alpha]);
    },
  );

  test("follows a theme that is set anywhere around it, into a shadow root too", async () => {
    const page = await openFixture({ colorScheme: "light" });
    await page.evaluate(() => {
      document.body.style.colorScheme = "dark";
    });
    await nextFrame(page);
    const expected = places.map((place) => colourAt(place, "dark"));
    expect(await pixels(page, places)).toEqual(expected);
    expect(await pixels(page, places, true)).toEqual(expected);
  });

  test.each([1, 1.5, 2])(
    "is crisp at %f device pixels: cells are whole and even",
    async (ratio) => {
      const page = await openFixture({ deviceScaleFactor: ratio, width: 500 });
      const canvas = figure(page, "big").locator("canvas").first();
      const box = await canvas.boundingBox();
      if (box === null) throw new Error("no canvas");
      const cell = (box.width * ratio) / 40;
      expect(cell).toBeCloseTo(Math.round(cell), 2);
      expect(box.height / 30).toBeCloseTo(box.width / 40, 2);
      // On the screen each cell of a row has one colour, right up to its neighbours.
      const shot = await page.screenshot({
        clip: { x: box.x, y: box.y + (box.height / 30) * 15, width: box.width, height: 2 },
      });
      const runs = await page.evaluate(
        async ([data, count]) => {
          const bytes = Uint8Array.from(atob(data as string), (c) => c.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const canvasHere = new OffscreenCanvas(image.width, image.height);
          const context = canvasHere.getContext("2d");
          context?.drawImage(image, 0, 0);
          const row = context?.getImageData(0, 1, image.width, 1).data ?? new Uint8ClampedArray();
          const side = image.width / (count as number);
          const mixed: number[] = [];
          for (let c = 0; c < (count as number); c++) {
            const words = new Set<string>();
            // The outer edge of the picture may fall within a pixel: layout counts in 64ths.
            const whole = c === (count as number) - 1 ? side - 1 : side;
            for (let x = 0; x < whole; x++) {
              const at = 4 * (c * side + x);
              words.add([...row.slice(at, at + 3)].join());
            }
            if (words.size !== 1) mixed.push(c);
          }
          return { width: image.width, mixed };
        },
        [shot.toString("base64"), 40] as const,
      );
      expect(runs.width).toBe(Math.round(cell) * 40);
      // The rounded corners are not in this row.
      expect(runs.mixed).toEqual([]);
    },
  );

  test("is painted once for the many writes of a frame", async () => {
    const page = await openFixture();
    const painted = await page.evaluate(async () => {
      const { write } = (window as unknown as Holder).fixture;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      write(0.25);
      await frame();
      await frame();
      let count = 0;
      const put = CanvasRenderingContext2D.prototype.putImageData;
      CanvasRenderingContext2D.prototype.putImageData = function (...given: unknown[]) {
        count++;
        return Reflect.apply(put, this, given);
      };
      for (let i = 0; i < 20; i++) write(i / 20);
      const before = count;
      await frame();
      await frame();
      return { before, after: count };
    });
    // Two views of it: one in the page, one in the shadow root.
    expect(painted).toEqual({ before: 0, after: 2 });
  });

  test("reads out the cell under the pointer, and rings it; nothing moves", async () => {
    const page = await openFixture();
    const canvas = figure(page, "big").locator("canvas").first();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error("no canvas");
    await page.mouse.move(box.x + (box.width * 20.5) / 40, box.y + (box.height * 15.5) / 30);
    expect(await readout(page, "big").innerText()).toMatch(/^big\[15, 20\] = 0\.0333333/);
    const ring = await figure(page, "big").locator(".sa-heatmap__ring").boundingBox();
    expect(ring?.x ?? 0).toBeCloseTo(box.x + box.width / 2 - 2, 0);
    expect(await canvas.boundingBox()).toEqual(box);
    await page.mouse.move(box.x + (box.width * 1.5) / 40, box.y + 2);
    expect(await readout(page, "big").innerText()).toBe("big[0, 1] = nan");
    await page.mouse.move(2, 2);
    expect(await readout(page, "big").isVisible()).toBe(false);
  });

  test("is walked by keys", async () => {
    const page = await openFixture();
    await picture(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await readout(page, "big").innerText()).toBe("big[0, 2] = inf");
    await page.keyboard.press("PageDown");
    await page.keyboard.press("End");
    expect(await readout(page, "big").innerText()).toMatch(/^big\[10, 39\]/);
    await page.keyboard.press("Control+End");
    expect(await readout(page, "big").innerText()).toMatch(/^big\[29, 39\]/);
    const ring = await figure(page, "big").locator(".sa-heatmap__ring").boundingBox();
    const canvas = await figure(page, "big").locator("canvas").first().boundingBox();
    if (ring === null || canvas === null) throw new Error("no ring");
    expect(ring.x + ring.width / 2).toBeCloseTo(canvas.x + canvas.width * (39.5 / 40), 0);
  });

  test("is edited cell by cell, by typing", async () => {
    const page = await openFixture();
    await picture(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("0.5");
    await page.keyboard.press("Enter");
    expect(await readout(page, "big").innerText()).toBe("big[0, 1] = 0.5");
    await nextFrame(page);
    expect(await pixels(page, [1])).toEqual([[...(palette("PuOr").table.light[192] ?? []), 255]]);
    // The keys are the picture's again.
    await page.keyboard.press("Home");
    expect(await readout(page, "big").innerText()).toBe("big[0, 0] = −1");
  });
});

test("a brushed cell is outlined in forced colours, in every view", async () => {
  const page = await openFixture({ forcedColors: "active" });
  const cell = figure(page, "w").getByRole("gridcell").nth(1);
  await cell.hover();
  expect(
    await cell.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { outlineStyle, outlineWidth };
    }),
  ).toEqual({ outlineStyle: "solid", outlineWidth: "3px" });
  expect(
    await page.evaluate(() => {
      const { workbench, w } = (window as unknown as Holder).fixture;
      return [workbench.brush()?.tensor === w, workbench.brush()?.cell];
    }),
  ).toEqual([true, 1]);
  // The picture rings a cell that is brushed elsewhere.
  await page.evaluate(() => {
    const { workbench, big } = (window as unknown as Holder).fixture;
    workbench.setBrush({ tensor: big, cell: 40 });
  });
  const ring = await figure(page, "big").locator(".sa-heatmap__ring").boundingBox();
  const canvas = await figure(page, "big").locator("canvas").first().boundingBox();
  if (ring === null || canvas === null) throw new Error("no ring");
  expect(ring.x + ring.width / 2).toBeCloseTo(canvas.x + canvas.width * (0.5 / 40), 0);
  expect(ring.y + ring.height / 2).toBeCloseTo(canvas.y + canvas.height * (1.5 / 30), 0);
});
