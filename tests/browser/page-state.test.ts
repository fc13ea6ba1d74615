// The page as a whole: what was done can be undone, is kept in the address, and is said once.

import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { drag, fieldOf, part, sliderOf, typeInto, useBrowser } from "./support";
import { readNetwork, wrongIn } from "./tutorial";

const open = useBrowser();

const tool = (page: Page, name: string | RegExp) =>
  page.getByRole("region", { name: "Tools" }).getByRole("button", { name });
const valueOf = async (page: Page, name: string) =>
  sliderOf(part(page, "network"), name).getAttribute("aria-valuetext");
const query = (page: Page) => new URL(page.url()).searchParams.get("s") ?? "";
const said = (page: Page) => page.locator(".said");
const withState = (text: string) => `${inject("pageUrl")}?s=${text}`;

describe("undo and redo", () => {
  test("a drag is one step, by button and by key, there and back", async () => {
    const { page } = await open();
    const before = await page.evaluate(readNetwork);
    await drag(sliderOf(part(page, "network"), "w[1, 2]"), 0.9);
    const dragged = await page.evaluate(readNetwork);
    expect(dragged).not.toEqual(before);
    await tool(page, "Undo w[1, 2]").click();
    expect(await page.evaluate(readNetwork)).toEqual(before);
    await tool(page, "Redo w[1, 2]").click();
    expect(await page.evaluate(readNetwork)).toEqual(dragged);
    await page.keyboard.press("ControlOrMeta+z");
    expect(await page.evaluate(readNetwork)).toEqual(before);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    expect(await page.evaluate(readNetwork)).toEqual(dragged);
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+y");
    expect(await page.evaluate(readNetwork)).toEqual(dragged);
  });

  test("a typed number, a step downhill and a reset are steps too", async () => {
    const { page } = await open();
    const network = part(page, "network");
    const states = [await page.evaluate(readNetwork)];
    await typeInto(network, "b[0]", "1.5");
    states.push(await page.evaluate(readNetwork));
    await network.getByRole("button", { name: "One step downhill" }).click();
    states.push(await page.evaluate(readNetwork));
    await network.getByRole("button", { name: "Reset" }).click();
    expect(await page.evaluate(readNetwork)).toEqual(states[0]);
    for (const state of [states[2], states[1], states[0]]) {
      await tool(page, /^Undo/).click();
      const now = await page.evaluate(readNetwork);
      expect(now).toEqual(state);
      expect(wrongIn(now)).toEqual([]);
    }
    expect(await tool(page, "Undo").getAttribute("aria-disabled")).toBe("true");
  });

  test("in a text and in the code editor the keys are the browser's own", async () => {
    const { page } = await open();
    const network = part(page, "network");
    await typeInto(network, "b[0]", "1.5");
    await fieldOf(network, "b[1]").click();
    await page.keyboard.type("7");
    await page.keyboard.press("ControlOrMeta+z");
    expect(await valueOf(page, "b[0]")).toBe("1.5");

    const section = part(page, "gradModes");
    await section.getByRole("button", { name: "Edit this code" }).click();
    const editor = section.getByRole("textbox", { name: /^Python code/ });
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("print('mine')");
    await page.keyboard.press("ControlOrMeta+z");
    await expect.poll(() => editor.textContent()).toContain("import torch");
    expect(await valueOf(page, "b[0]")).toBe("1.5");
  });

  test("a part is reset alone", async () => {
    const { page } = await open();
    const loop = part(page, "controlFlow");
    const before = await sliderOf(loop, "a").getAttribute("aria-valuetext");
    await typeInto(part(page, "network"), "w[0, 0]", "2.5");
    await typeInto(loop, "a", "3");
    await loop.getByRole("button", { name: "Reset “Gradients through a loop”" }).click();
    expect(await sliderOf(loop, "a").getAttribute("aria-valuetext")).toBe(before);
    expect(await valueOf(page, "w[0, 0]")).toBe("2.5");
  });

  test("reset of everything brings every part back, and can be undone", async () => {
    const { page } = await open();
    const before = await page.evaluate(readNetwork);
    await typeInto(part(page, "network"), "w[0, 0]", "2.5");
    await typeInto(part(page, "controlFlow"), "a", "3");
    const twice = part(page, "backwardTwice");
    await twice.getByRole("switch", { name: "retain_graph" }).check();
    await tool(page, "Reset everything").click();
    expect(await page.evaluate(readNetwork)).toEqual(before);
    expect(await twice.getByRole("switch").isChecked()).toBe(false);
    await expect.poll(() => query(page)).toBe("");
    await tool(page, "Undo Reset everything").click();
    expect(await valueOf(page, "w[0, 0]")).toBe("2.5");
    expect(await twice.getByRole("switch").isChecked()).toBe(true);
  });
});

describe("the state in the address", () => {
  test("holds what differs, to the last digit, and comes back on reload beside an anchor", async () => {
    const { page } = await open({ url: `${inject("pageUrl")}#controlFlow` });
    expect(query(page)).toBe("");
    await typeInto(part(page, "network"), "w[0, 1]", "0.123456789");
    await typeInto(part(page, "controlFlow"), "a", "-0.37");
    await expect.poll(() => query(page)).toBe("1~nw:,0.12345679~la:-0.37");
    expect(new URL(page.url()).hash).toBe("#controlFlow");
    const before = await page.evaluate(readNetwork);
    await page.reload();
    expect(await page.evaluate(readNetwork)).toEqual(before);
    expect(await fieldOf(part(page, "controlFlow"), "a").inputValue()).toBe("−0.3700");
    // The seed is still what one goes back to.
    await part(page, "network").getByRole("button", { name: "Reset" }).click();
    expect(await valueOf(page, "w[0, 1]")).toBe("-0.2934289");
  });

  test("is written when something was done, not in every frame, and makes no history entries", async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const counted = window as unknown as { writes: number };
      counted.writes = 0;
      const real = history.replaceState.bind(history);
      history.replaceState = (...args) => {
        counted.writes++;
        real(...args);
      };
    });
    const length = await page.evaluate(() => history.length);
    await drag(sliderOf(part(page, "network"), "w[1, 2]"), 0.9, 20);
    await expect.poll(() => query(page)).toMatch(/^1~nw:/);
    expect(await page.evaluate(() => (window as unknown as { writes: number }).writes)).toBe(1);
    expect(await page.evaluate(() => history.length)).toBe(length);
  });

  test("anchors keep it; back and forward go where they point", async () => {
    const { page } = await open();
    await typeInto(part(page, "network"), "b[0]", "1.5");
    await expect.poll(() => query(page)).toBe("1~nb:1.5");
    await page.getByRole("link", { name: "Gradients add up" }).click();
    expect(query(page)).toBe("1~nb:1.5");
    await typeInto(part(page, "network"), "b[0]", "2");
    await expect.poll(() => query(page)).toBe("1~nb:2");
    await page.goBack();
    await expect.poll(() => valueOf(page, "b[0]")).toBe("1.5");
    // What the way back changed can be undone like everything else.
    await tool(page, "Undo the values of the link").click();
    expect(await valueOf(page, "b[0]")).toBe("2");
    await page.goForward();
    await expect.poll(() => valueOf(page, "b[0]")).toBe("2");
  });

  test("other parameters of the address stay", async () => {
    const { page } = await open({ url: `${inject("pageUrl")}?lang=en&x=1` });
    await typeInto(part(page, "network"), "b[0]", "1.5");
    await expect.poll(() => new URL(page.url()).search).toBe("?lang=en&x=1&s=1~nb:1.5");
  });
});

describe("a link from anybody", () => {
  test("what fits is taken, the rest is passed over and said, calmly", async () => {
    const script = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    const text = `1~nb:1.5,NaN~q:1~la:5000~${script}:1~nx:1,2,3,4,5,6`;
    const { page } = await open({ url: withState(text) });
    expect(await valueOf(page, "b[0]")).toBe("1.5");
    expect(await valueOf(page, "b[1]")).toBe("-0.5663175");
    expect(wrongIn(await page.evaluate(readNetwork))).toEqual([]);
    const notice = page.locator(".notice--link");
    expect(await notice.getByRole("listitem").allInnerTexts()).toEqual([
      "“nb:NaN” is not a number that fits.",
      "“q:1” is no value of this page.",
      "“la:5000” is not a number that fits.",
      "“<img src=x onerror=alert…” is no value of this page.",
      "… and 1 more.",
    ]);
    expect(await page.locator("img").count()).toBe(0);
    await notice.getByRole("button", { name: "Dismiss" }).click();
    expect(await notice.count()).toBe(0);
  });

  test.each([
    ["another version", "9~nb:1"],
    ["rubbish", "%00%ff~~::,,"],
    ["far too much", `1~nb:${"1,".repeat(4000)}`],
  ])("%s changes nothing", async (_name, text) => {
    const fresh = await (await open()).page.evaluate(readNetwork);
    const { page } = await open({ url: withState(text) });
    expect(await page.evaluate(readNetwork)).toEqual(fresh);
    expect(await page.locator(".notice--link").isVisible()).toBe(true);
  });

  test("the button copies a link that gives the same page", async () => {
    const { page } = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await typeInto(part(page, "network"), "w[2, 2]", "-1.25");
    await tool(page, "Copy link").click();
    await expect.poll(() => said(page).textContent()).toContain("Copied");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const { page: other } = await open({ url: link });
    expect(await other.evaluate(readNetwork)).toEqual(await page.evaluate(readNetwork));
  });
});

test("the page says once what was done and what it led to, not during the drag", async () => {
  const { page } = await open();
  await page.evaluate(() => {
    const region = document.querySelector(".said");
    const heard: string[] = [];
    (window as unknown as { heard: string[] }).heard = heard;
    if (region === null) throw new Error("no voice");
    new MutationObserver(() => heard.push(region.textContent?.trim() ?? "")).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await drag(sliderOf(part(page, "network"), "w[1, 2]"), 0.9, 12);
  await expect.poll(async () => (await heard()).length).toBe(1);
  const [sentence = ""] = await heard();
  expect(sentence).toMatch(/^w\[1, 2\] \d\.\d+, loss \d\.\d+$/);
  const [value = 0, loss = 0] = (sentence.match(/\d\.\d+/g) ?? []).map(Number);
  const shown = await page.evaluate(readNetwork);
  expect(value).toBeCloseTo(shown.leaves["w[1, 2]"] ?? Number.NaN, 3);
  expect(loss).toBeCloseTo(Number(shown.loss), 3);
});
