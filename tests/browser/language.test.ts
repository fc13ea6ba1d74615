// The switch to Chinese, the language of the original, and the two tabs of code.

import { expect, test } from "vitest";
import { part, sliderOf, typeInto, useBrowser } from "./support";
import { readNetwork } from "./tutorial";

const open = useBrowser();
const chinese = /\p{Script=Han}/u;

test("the switch changes every part's words and the page's lang and title, and is remembered", async () => {
  const { page } = await open();
  const lang = () => page.evaluate(() => document.documentElement.lang);
  const headings = () => page.getByRole("heading", { level: 2 }).allInnerTexts();
  expect(await lang()).toBe("en");
  const english = await headings();
  expect(english).toHaveLength(6);
  expect(english.join()).not.toMatch(chinese);

  const button = page.getByRole("button", { name: "中文" });
  expect(await button.getAttribute("lang")).toMatch(/^zh/);
  await button.click();
  expect(await lang()).toBe("zh-Hans");
  expect(await page.title()).toMatch(chinese);
  expect(await button.getAttribute("aria-pressed")).toBe("true");
  const translated = await headings();
  expect(translated).toHaveLength(6);
  for (const heading of translated) expect(heading).toMatch(chinese);
  for (const label of ["本节代码", "目录"]) {
    expect(await page.getByLabel(label).first().isVisible()).toBe(true);
  }

  await page.reload();
  expect(await lang()).toBe("zh-Hans");
  await page.getByRole("button", { name: "English" }).click();
  expect(await lang()).toBe("en");
  expect(await headings()).toEqual(english);
});

test("no English sentence is left in Chinese, but for code and PyTorch's own words", async () => {
  const { page } = await open({ locale: "zh-CN" });
  const twice = part(page, "backwardTwice");
  for (let i = 0; i < 2; i++) await twice.getByRole("button", { name: "loss.backward()" }).click();
  await typeInto(part(page, "network"), "b[0]", "零");
  const left = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (
        holder === null ||
        holder.closest("[lang|=en], code, pre, script, noscript, svg") !== null
      )
        continue;
      // Two words of four letters or more in a row are English prose.
      if (/[a-z]{4,} [a-z]{4,}/i.test(node.textContent ?? "")) found.push(node.textContent ?? "");
    }
    return found;
  });
  expect(left).toEqual([]);
});

test("a Chinese browser is greeted in Chinese", async () => {
  const { page } = await open({ locale: "zh-CN" });
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(chinese);
});

test("switching keeps what was set, called and typed", async () => {
  const { page } = await open();
  await typeInto(part(page, "network"), "w[0, 0]", "2.5");
  await part(page, "backwardTwice").getByRole("button", { name: "loss.backward()" }).click();
  const before = await page.evaluate(readNetwork);
  await page.getByRole("button", { name: "中文" }).click();
  expect(await page.evaluate(readNetwork)).toEqual(before);
  expect(
    await part(page, "backwardTwice")
      .getByText(/^梯度已写入/)
      .isVisible(),
  ).toBe(true);
  await sliderOf(part(page, "network"), "w[0, 0]").press("ArrowRight");
  expect(await sliderOf(part(page, "network"), "w[0, 0]").getAttribute("aria-valuetext")).toBe(
    "2.55",
  );
});

test("each part shows the PyTorch code and the TypeScript that runs", async () => {
  const { page } = await open();
  const said = {
    network: ["loss.backward()", "createBackward(loss)"],
    backwardTwice: ["RuntimeError", "loss.backward(null, { retainGraph })"],
    accumulate: ["inp.grad.zero_()", "inp.grad?.zero_()"],
    controlFlow: ["while b.norm() < 1000:", "createTensor(() => func(a))"],
    gradModes: ["with torch.no_grad():", "noGrad(() => matmul(x, w).add(b))"],
    descent: ["torch.optim.SGD([w, b], lr=lr)", "nn.functional.mseLoss(x.mul(w).add(b), y)"],
  } as const;
  for (const [name, [python, typescript]] of Object.entries(said)) {
    const within = part(page, name as keyof typeof said);
    // In tabs, or side by side where there is room.
    const shown = async (language: string) => {
      const tab = within.getByRole("tab", { name: language });
      if ((await tab.count()) > 0) await tab.click();
      return within.getByRole("group", { name: language, exact: true }).innerText();
    };
    expect(await shown("PyTorch")).toContain(python);
    const text = await shown("TypeScript");
    expect(text).toContain(typescript);
    expect(text).not.toMatch(/\.\.\/|^\/\/ Part/m);
  }
});

test("arrow keys, Home and End choose a tab and take the focus with them", async () => {
  const { page } = await open();
  const within = part(page, "accumulate");
  const tab = (name: string) => within.getByRole("tab", { name });
  const state = async () => ({
    focused: await page.evaluate(() => document.activeElement?.textContent?.trim()),
    selected: await within.getByRole("tab", { selected: true }).innerText(),
    panels: await within.getByRole("tabpanel").count(),
    stops: await within.locator("[role=tab][tabindex='0']").count(),
  });
  const at = (name: string) => ({ focused: name, selected: name, panels: 1, stops: 1 });
  await tab("PyTorch").focus();
  for (const [key, name] of [
    ["ArrowRight", "TypeScript"],
    ["ArrowRight", "PyTorch"],
    ["ArrowLeft", "TypeScript"],
    ["Home", "PyTorch"],
    ["End", "TypeScript"],
  ] as const) {
    await page.keyboard.press(key);
    expect(await state()).toEqual(at(name));
  }
  expect(await tab("TypeScript").getAttribute("aria-controls")).toBe(
    await within.getByRole("tabpanel").getAttribute("id"),
  );
});
