// The page's code cells: edited in place, by mouse and by keyboard, their output live below.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { type PartName, part, typeInto, useBrowser } from "./support";

const open = useBrowser();
const parts: readonly PartName[] = [
  "network",
  "backwardTwice",
  "accumulate",
  "controlFlow",
  "gradModes",
  "descent",
];

/** Opens a part's cell; its output is there. */
async function edit(page: Page, name: PartName): Promise<Locator> {
  const section = part(page, name);
  await section.getByRole("button", { name: "Edit this code" }).click();
  await section.locator(".sa-code__output").waitFor();
  return section;
}

const editorOf = (section: Locator): Locator =>
  section.getByRole("textbox", { name: /^Python code/ });
const outputOf = (section: Locator): Locator => section.locator(".sa-code__text");

/** Replaces the program, as a reader would: select all, type. */
async function write(page: Page, section: Locator, source: string): Promise<void> {
  await editorOf(section).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}

const eventually = (locator: Locator) =>
  expect.poll(async () => (await locator.textContent()) ?? "");

describe.each([
  ["the built page", () => inject("pageUrl")],
  ["npm start's page", () => inject("devUrl")],
])("%s", (_, url) => {
  test("offers every part's code to edit, and shows what it prints", async () => {
    const { page } = await open({ url: url() });
    for (const name of parts) {
      const section = await edit(page, name);
      expect(await editorOf(section).textContent()).toContain("import torch");
    }
    expect(await outputOf(part(page, "network")).textContent()).toContain(
      "tensor([[0.2661, 0.1179, 0.0027],",
    );
    expect(await part(page, "backwardTwice").locator(".sa-code__error").textContent()).toContain(
      "RuntimeError: Trying to backward through the graph a second time",
    );
    expect(await outputOf(part(page, "controlFlow")).textContent()).toBe("tensor(True)\n");
    expect(await outputOf(part(page, "gradModes")).textContent()).toBe("True\nFalse\nFalse\n");
  });
});

test("loads neither editor nor interpreter before somebody asks", async () => {
  const { page } = await open();
  const cells = () =>
    page.evaluate(
      () =>
        performance.getEntriesByType("resource").filter((e) => /(code|editor|python)-/.test(e.name))
          .length,
    );
  expect(await cells()).toBe(0);
  // Whoever has not asked for it does not carry its words either.
  const first = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => entry.name),
  );
  const scripts = await Promise.all(
    first.filter((name) => name.endsWith(".js")).map(async (name) => (await fetch(name)).text()),
  );
  expect(scripts.length).toBeGreaterThan(0);
  for (const text of scripts) {
    expect(text).not.toContain("cm-content");
    expect(text).not.toContain("IndentationError");
  }
  await edit(page, "gradModes");
  expect(await cells()).toBeGreaterThan(0);
});

test("runs what is typed, and binds a slider to every leaf and number", async () => {
  const { page } = await open();
  const section = await edit(page, "gradModes");
  await write(page, section, "import torch\nlr = 0.5\nw = torch.tensor([1.0, 2.0])\nprint(w * lr)");
  await eventually(outputOf(section)).toBe("tensor([0.5000, 1.0000])\n");
  const slider = section.getByRole("slider", { name: "lr", exact: true });
  await slider.focus();
  await page.keyboard.press("End");
  const end = Number(await slider.getAttribute("aria-valuetext"));
  await eventually(outputOf(section)).toBe(
    end === 3 ? "tensor([3., 6.])\n" : `tensor([${end.toFixed(4)}, ${(2 * end).toFixed(4)}])\n`,
  );
  await typeInto(section, "w[1]", "10");
  await eventually(outputOf(section)).toContain(end === 3 ? "30." : (10 * end).toFixed(4));
});

test("keeps the last good output, marked, while the program is broken", async () => {
  const { page } = await open();
  const section = await edit(page, "gradModes");
  await write(page, section, "print('good')");
  await eventually(outputOf(section)).toBe("good\n");
  await write(page, section, "print('good'");
  await eventually(section.locator(".sa-code__error")).toContain("SyntaxError");
  expect(await outputOf(section).textContent()).toBe("good\n");
  expect(await section.locator(".sa-code__status").textContent()).toContain("last run that worked");
  await section.getByRole("button", { name: "Start over" }).click();
  await eventually(outputOf(section)).toBe("True\nFalse\nFalse\n");
});

test("tells those who hear it how to leave, in their language, and an error once it has stood", async () => {
  const { page } = await open();
  const section = await edit(page, "gradModes");
  const described = () => section.locator(".cm-content").getAttribute("aria-description");
  expect(await described()).toContain("press Escape, then Tab");
  await write(page, section, "print('good'");
  await eventually(section.locator(".sa-code__error")).toContain("SyntaxError");
  const spoken = section.locator(".sa-code__output [role=status]");
  // Not at once: whoever types is not yet done.
  expect(await spoken.textContent()).toBe("");
  const words = async () => (await spoken.textContent()) ?? "";
  await expect.poll(words, { timeout: 5000 }).toContain("SyntaxError");
  await expect.poll(words, { timeout: 5000 }).toBe("");
  await page.getByRole("button", { name: "中文" }).click();
  await expect.poll(described).toContain("离开编辑器");
  expect(await section.locator(".cm-content").getAttribute("aria-label")).toContain("Python 代码");
});

test("survives a program that never ends", async () => {
  const { page } = await open();
  const section = await edit(page, "gradModes");
  await write(page, section, "print('on')\nwhile True: pass");
  await eventually(section.locator(".sa-code__error")).toContain("stopped");
  await write(page, section, "print('again')");
  await eventually(outputOf(section)).toBe("again\n");
});

test("is left with Escape and Tab, and Tab alone indents", async () => {
  const { page } = await open();
  const section = await edit(page, "gradModes");
  await write(page, section, "if True:\n");
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("print('inside')");
  await eventually(outputOf(section)).toBe("inside\n");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Start over");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.className)).toContain("sa-code__editor");
});

test.each([
  [1280, "light"],
  [390, "dark"],
] as const)("at %i pixels, %s: nothing for axe, no sideways scroll", async (width, colorScheme) => {
  const { page } = await open({ width, colorScheme });
  await edit(page, "network");
  await edit(page, "backwardTwice");
  const source = readFileSync(
    createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
    "utf8",
  );
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

test("speaks Chinese", async () => {
  const { page } = await open();
  await page.getByRole("button", { name: "中文" }).click();
  const section = part(page, "gradModes");
  await section.getByRole("button", { name: "编辑代码" }).click();
  await expect.poll(() => section.getByRole("heading", { name: "输出" }).count()).toBe(1);
});
