// Sliders, a scrubbable number and a matrix in a real browser, by mouse and by keys alone, in the page
// and inside shadow roots. The loss is m² + 3mc + Σw², so dL/dm = 2m + 3c and dL/dc = 3m.

import { describe, expect, test } from "vitest";
import {
  box,
  c,
  call,
  cell,
  focused,
  lossOf,
  m,
  middle,
  mouse,
  places,
  promise,
  readout,
  start,
  text,
  thumb,
  values,
  w0,
} from "./sliders-support";
import { nextFrame, numberIn, useBrowser } from "./support";

const open = useBrowser();

describe.each(places)("by mouse (%s)", (where) => {
  test("a drag moves the value, shows the promise, and is one step of the history", async () => {
    const page = await start(open, where);
    const before = await box(page, cell(0, 0));
    await mouse(page, await thumb(page, m, 1), 60);
    const now = await values(page);
    expect(now.m).toBeGreaterThan(1.2);
    expect(await call(page, "promising")).toBe(true);
    const seen = await promise(page);
    const [start0, slope] = [lossOf(1, 0.5), 2 * 1 + 3 * 0.5];
    expect(seen.promised).toBeCloseTo(start0 + slope * (now.m - 1), 3);
    expect(seen.loss).toBeCloseTo(lossOf(now.m, 0.5), 3);
    // The readout of the page says the same, and nothing moved for either.
    expect(numberIn((await text(page, "p .sa-loss__promised")) ?? "")).toBe(seen.promised);
    expect(await box(page, cell(0, 0))).toEqual(before);
    await page.mouse.up();
    await nextFrame(page);

    expect(await text(page, readout)).toBeNull();
    expect(await call(page, "promising")).toBe(false);
    expect([await call(page, "steps"), (await values(page)).committed]).toEqual([1, 1]);
    await call(page, "undo");
    expect((await values(page)).m).toBe(1);
    await call(page, "redo");
    expect((await values(page)).m).toBe(now.m);
  });

  test("Escape during a drag puts the value back, and the rest of it moves nothing", async () => {
    const page = await start(open, where);
    const from = await thumb(page, m, 1);
    await mouse(page, from, 60);
    await page.keyboard.press("Escape");
    expect((await values(page)).m).toBe(1);
    await page.mouse.move(from.x - 80, from.y, { steps: 4 });
    await nextFrame(page);
    expect((await values(page)).m).toBe(1);
    await page.mouse.up();
    await nextFrame(page);
    expect([(await values(page)).m, await call(page, "steps")]).toEqual([1, 0]);
    // The thumb stands at the value again.
    await mouse(page, await thumb(page, m, 1), -60);
    await page.mouse.up();
    expect((await values(page)).m).toBeLessThan(0.8);
  });

  test("a double-click goes back to the first value", async () => {
    const page = await start(open, where);
    const at = await thumb(page, m, -2);
    await page.mouse.dblclick(at.x, at.y);
    await nextFrame(page);
    expect((await values(page)).m).toBe(1);
  });

  test("a number in a sentence is dragged by steps, typed after Enter, and set back", async () => {
    const page = await start(open, where);
    const at = await middle(page, c);
    await mouse(page, at, 40);
    // Ten steps of 0.1 from 0.5; dL/dc is 3.
    expect((await values(page)).c).toBeCloseTo(1.5, 5);
    expect((await promise(page)).promised).toBeCloseTo(lossOf(1, 0.5) + 3 * 1, 3);
    await page.mouse.up();
    expect(await focused(page)).toBe("c");
    expect(await page.evaluate(() => String(getSelection()))).toBe("");
    await page.keyboard.press("Enter");
    await page.keyboard.type("-0.25");
    await page.keyboard.press("Enter");
    expect((await values(page)).c).toBe(-0.25);
    expect(await focused(page)).toBe("c");
    const again = await middle(page, c);
    await page.mouse.dblclick(again.x, again.y);
    expect((await values(page)).c).toBe(0.5);
    expect(await call(page, "steps")).toBe(3);
  });

  test("the label of a row moves all of it, and of a column", async () => {
    const page = await start(open, where);
    const track = (await box(page, cell(0, 0))).width;
    await mouse(page, await middle(page, '[role=spinbutton][aria-label^="w[1, :]"]'), track / 6);
    await page.mouse.up();
    // A sixth of a range of 6 is 1.
    const moved = (await values(page)).w;
    const by = (moved[3] ?? 0) - -0.4;
    expect(by).toBeCloseTo(1, 1);
    w0.forEach((value, i) => {
      expect(moved[i]).toBeCloseTo(i >= 3 && i < 6 ? value + by : value, 5);
    });
    await call(page, "undo");
    expect((await values(page)).w.map((value) => Number(value.toFixed(5)))).toEqual(w0);
  });

  test("Shift and a drag down a column paints it; without Shift only the first moves", async () => {
    const page = await start(open, where);
    const [from, to] = [await thumb(page, cell(0, 1), 0.2), await middle(page, cell(2, 1))];
    await page.keyboard.down("Shift");
    await mouse(page, from, 0, to.y - from.y);
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const painted = (await values(page)).w.map((value) => Number(value.toFixed(5)));
    expect(painted).toEqual([0.1, 0.2, 0.3, -0.4, 0.2, -0.6, 0.7, 0.2, 0.9]);
    expect(await call(page, "steps")).toBe(1);

    await mouse(page, from, 30, to.y - from.y);
    await page.mouse.up();
    const dragged = (await values(page)).w.map((value) => Number(value.toFixed(5)));
    expect(dragged.filter((value, i) => value !== painted[i])).toHaveLength(1);
    expect(dragged[1]).toBeGreaterThan(0.3);
  });
});

describe.each(places)("by keys alone (%s)", (where) => {
  test("every control is reached, moved and undone", async () => {
    const page = await start(open, where);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("m");
    await page.keyboard.press("ArrowRight");
    expect((await values(page)).m).toBeCloseTo(1.05, 5);
    // The promise of a run of keys stays for reading.
    expect((await promise(page)).promised).toBeCloseTo(lossOf(1, 0.5) + 3.5 * 0.05, 3);
    await page.keyboard.press("Delete");
    expect((await values(page)).m).toBe(1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("c");
    await page.keyboard.press("PageUp");
    expect((await values(page)).c).toBeCloseTo(1.5, 5);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("w[:, 0], the whole column");
    await page.keyboard.press("Control+ArrowDown");
    expect(await focused(page)).toBe("w[0, 0]");
    await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("Control+Shift+ArrowDown");
    expect(await focused(page)).toBe("w[1, 1]");
    expect((await values(page)).w[4]).toBeCloseTo(0.2, 6);
    for (let i = 0; i < 4; i++) await call(page, "undo");
    const first = await values(page);
    expect([first.m, first.c, first.loss]).toEqual([1, 0.5, expect.closeTo(lossOf(1, 0.5), 4)]);
  });
});

test("the promise stays inside a narrow window", async () => {
  const page = await start(open, "page", { width: 320 });
  for (const selector of [c, m, cell(0, 0), cell(0, 2)]) {
    const from = await middle(page, selector);
    await mouse(page, from, 12);
    const { x, y, width } = await box(page, readout);
    expect(x, selector).toBeGreaterThanOrEqual(0);
    expect(x + width, selector).toBeLessThanOrEqual(320);
    expect(y, selector).toBeGreaterThanOrEqual(0);
    await page.mouse.up();
  }
});

test("from right to left, more is still to the right", async () => {
  const page = await start(open, "page");
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await mouse(page, await thumb(page, m, 1), 60);
  await page.mouse.up();
  expect((await values(page)).m).toBeGreaterThan(1.2);
  await mouse(page, await middle(page, c), 40);
  await page.mouse.up();
  expect((await values(page)).c).toBeCloseTo(1.5, 5);
});
