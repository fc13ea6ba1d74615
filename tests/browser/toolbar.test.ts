// The bar that stays in sight: one slim bar, which hides nothing, says each thing once, and takes the
// page to what a step back changed.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { drag, nextFrame, part, sliderOf, typeInto, useBrowser } from "./support";

const open = useBrowser();

const bar = (page: Page) => page.getByRole("region", { name: "Tools" });
const said = (page: Page) => page.locator(".said");
const scrolled = (page: Page) => page.evaluate(() => Math.round(window.scrollY));
const goTo = async (page: Page, name: Parameters<typeof part>[1]): Promise<void> => {
  await part(page, name).evaluate((section) => section.scrollIntoView());
  await nextFrame(page);
};

/** Keeps what the live regions of the page say from now on; gives what was said since it was asked last. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    (window as unknown as { heard: string[] }).heard = heard;
    const live = "[aria-live]:not([aria-live=off]),[role=status]:not([aria-live=off]),[role=alert]";
    new MutationObserver((records) => {
      const regions = new Set<Element>();
      for (const { target, addedNodes } of records) {
        for (const node of [target, ...addedNodes]) {
          const region = (node instanceof Element ? node : node.parentElement)?.closest(live);
          if (region) regions.add(region);
        }
      }
      for (const region of regions)
        if (region.textContent?.trim()) heard.push(region.textContent.trim());
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return async () => {
    // What is said of keys comes a while after the last one.
    await page.waitForTimeout(1900);
    return page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
  };
}

async function holdArrow(page: Page): Promise<void> {
  for (let i = 0; i < 10; i++) await page.keyboard.down("ArrowLeft");
  await page.keyboard.up("ArrowLeft");
}

describe("each thing is said once", () => {
  test.each([
    ["network", "w[1, 2]"],
    ["controlFlow", "a"],
    ["descent", "learning rate"],
  ] as const)("a drag, a held arrow, undo and redo in %s: %s", async (name, slider) => {
    const { page } = await open();
    const control = sliderOf(part(page, name), slider);
    await control.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const heard = await listen(page);
    await drag(control, 0.8, 60);
    await page.mouse.move(2, 450);
    expect(await heard()).toHaveLength(1);
    await control.focus();
    await holdArrow(page);
    expect(await heard()).toHaveLength(1);
    await page.keyboard.press("ControlOrMeta+z");
    const undone = await heard();
    expect(undone).toHaveLength(1);
    expect(undone[0]).toMatch(/^Undone: /);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    const redone = await heard();
    expect(redone).toHaveLength(1);
    expect(redone[0]).toMatch(/^Redone: /);
  });

  test("a descent reports by itself", async () => {
    const { page } = await open();
    await goTo(page, "descent");
    const heard = await listen(page);
    const player = part(page, "descent").locator("[part=buttons]");
    await player.getByRole("button", { name: "One step" }).click();
    expect(await heard()).toEqual([expect.stringMatching(/^Step 1, loss 13\.\d+\.$/)]);
    // The bar shows it all the same.
    expect((await said(page).textContent())?.trim()).toMatch(/^one step downhill, loss 13\.\d+$/);
    await page.keyboard.press("ControlOrMeta+z");
    expect(await heard()).toEqual(["Undone: one step downhill, loss 19.03"]);
  });

  test("a step downhill is called the same in both parts, back and forth, in Chinese too", async () => {
    const { page } = await open();
    const text = async () => (await said(page).textContent())?.trim();
    await part(page, "network").getByRole("button", { name: "One step downhill" }).click();
    expect(await text()).toMatch(/^one step downhill, loss 0\.\d+$/);
    await page.keyboard.press("ControlOrMeta+z");
    expect(await text()).toBe("Undone: one step downhill, loss 0.6819");
    await page.keyboard.press("ControlOrMeta+y");
    expect(await text()).toMatch(/^Redone: one step downhill, loss 0\.\d+$/);
    await page.getByRole("button", { name: "中文" }).click();
    await part(page, "network").getByRole("button", { name: "下降一步" }).click();
    await page.keyboard.press("ControlOrMeta+z");
    expect(await text()).toMatch(/^已撤销：下降一步, loss 0\.\d+$/);
    await page.keyboard.press("ControlOrMeta+y");
    expect(await text()).toMatch(/^已重做：下降一步, loss 0\.\d+$/);
  });
});

describe("a step back goes to where it shows", () => {
  test("a change in part 6, undone and redone at part 1", async () => {
    const { page } = await open();
    const rate = sliderOf(part(page, "descent"), "learning rate");
    await rate.focus();
    await page.keyboard.press("ArrowRight");
    await goTo(page, "network");
    expect(
      await rate.evaluate((element) => element.getBoundingClientRect().top > innerHeight),
    ).toBe(true);
    for (const tool of [/^Undo/, /^Redo/]) {
      await goTo(page, "network");
      await bar(page).getByRole("button", { name: tool }).click();
      const shows = () =>
        part(page, "descent")
          .getByRole("slider")
          .evaluateAll((all) =>
            all.some((each) => {
              const { top, bottom } = each.getBoundingClientRect();
              return top > 48 && bottom < innerHeight && each.checkVisibility();
            }),
          );
      await expect.poll(shows).toBe(true);
      // Whoever pressed the button still has it.
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("tool");
    }
  });

  test("smoothly, unless less motion is asked for", async () => {
    for (const reducedMotion of ["no-preference", "reduce"] as const) {
      const { page } = await open({ reducedMotion });
      await typeInto(part(page, "network"), "b[0]", "1.5");
      await page.evaluate(() =>
        window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" }),
      );
      const from = await scrolled(page);
      await page.evaluate(() => {
        const places: number[] = [];
        (window as unknown as { places: number[] }).places = places;
        addEventListener("scroll", () => places.push(scrollY));
      });
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("ControlOrMeta+z");
      await expect
        .poll(() =>
          sliderOf(part(page, "network"), "b[0]").evaluate((e) => {
            const { top } = e.getBoundingClientRect();
            return top > 48 && top < innerHeight;
          }),
        )
        .toBe(true);
      await page.waitForTimeout(300);
      const places = await page.evaluate(() => (window as unknown as { places: number[] }).places);
      expect(from - (places.at(-1) ?? from)).toBeGreaterThan(1000);
      if (reducedMotion === "reduce") expect(new Set(places).size).toBe(1);
      else expect(new Set(places).size).toBeGreaterThan(3);
    }
  });

  test("the page stays where it is while a piece of the change is on the screen", async () => {
    const { page } = await open();
    await typeInto(part(page, "network"), "w[0, 0]", "2.5");
    for (const place of ["bench__w", "bench__y"]) {
      await page.locator(`.${place}`).evaluate((element) => element.scrollIntoView());
      await nextFrame(page);
      const before = await scrolled(page);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      for (const key of ["z", "y"]) {
        await page.keyboard.press(`ControlOrMeta+${key}`);
        await page.waitForTimeout(100);
        expect(await scrolled(page)).toBe(before);
      }
    }
  });

  test("nothing to undo moves nothing and says nothing", async () => {
    const { page } = await open();
    // Parts below may still be coming in, and take room.
    const height = () => page.evaluate(() => document.body.scrollHeight);
    await expect
      .poll(async () => {
        const before = await height();
        await page.waitForTimeout(500);
        return (await height()) - before;
      })
      .toBe(0);
    await goTo(page, "gradModes");
    const before = await scrolled(page);
    const heard = await listen(page);
    await page.keyboard.press("ControlOrMeta+z");
    expect(await heard()).toEqual([]);
    expect(await scrolled(page)).toBe(before);
  });
});

test("PyTorch's error stands beside its button, is heard, and goes with the next action", async () => {
  const { page } = await open();
  const heard = await listen(page);
  const mode = part(page, "gradModes").getByRole("article").nth(1);
  await mode.getByRole("button", { name: ".sum().backward()" }).click();
  expect(await mode.locator("[data-error]").innerText()).toMatch(/^RuntimeError: element 0/);
  expect(await heard()).toEqual([expect.stringMatching(/^RuntimeError: element 0/)]);
  // Not in the bar, where it would stay.
  const clip = await said(page).evaluate((region) => getComputedStyle(region).clipPath);
  expect(clip).toBe("inset(50%)");
  await sliderOf(part(page, "gradModes"), "b[0]").press("ArrowRight");
  await expect.poll(() => mode.locator("[data-error]").count()).toBe(0);
  expect(await said(page).innerText()).toMatch(/^b\[0\] /);
});

describe("a link does not carry code", () => {
  test("and says so once code was edited, until the editor is closed", async () => {
    const { page } = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    const copy = bar(page).getByRole("button", { name: "Copy link" });
    const text = async () => (await said(page).innerText()).trim();
    await copy.click();
    await expect.poll(text).toBe("Copied");
    const section = part(page, "gradModes");
    await section.getByRole("button", { name: "Edit this code" }).click();
    const editor = section.getByRole("textbox", { name: /^Python code/ });
    await editor.focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("print('mine')");
    await expect.poll(() => section.getByText("mine", { exact: true }).count()).toBeGreaterThan(0);
    await copy.click();
    await expect.poll(text).toBe("Copied. The link holds the values, not the code you edited.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain("mine");
    await page.getByRole("button", { name: "中文" }).click();
    await bar(page)
      .or(page.getByRole("region", { name: "工具" }))
      .getByRole("button", { name: "复制链接" })
      .click();
    await expect.poll(text).toBe("已复制。链接只含数值，不含改过的代码。");
    await section.getByRole("button", { name: "关闭编辑器" }).click();
    await page
      .getByRole("region", { name: "工具" })
      .getByRole("button", { name: "复制链接" })
      .click();
    await expect.poll(text).toBe("已复制");
  });
});

describe("one slim bar", () => {
  test.each([
    [1280, 900, 48],
    [1000, 900, 48],
    [700, 900, 48],
    [390, 844, 40],
    [320, 640, 40],
  ])(
    "at %i × %i nothing but %i px sticks, and nothing in it is cut",
    async (width, height, most) => {
      const { page } = await open({ width, height });
      await page.locator(".bench__b").evaluate((element) => element.scrollIntoView());
      await nextFrame(page);
      const tallest = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll("*")]
            .filter((each) => getComputedStyle(each).position === "sticky")
            .map((each) => each.getBoundingClientRect())
            .filter(({ top, height }) => top >= 0 && top < 130 && height > 0)
            .map(({ bottom }) => bottom),
        ),
      );
      expect(tallest).toBe(most);
      const result = await page.locator(".result").boundingBox();
      expect(result?.y).toBe(0);
      // Undo and redo stay free.
      for (const name of ["Undo", "Redo"]) {
        const tool = await bar(page).getByRole("button", { name }).boundingBox();
        expect((tool?.x ?? 0) + (tool?.width ?? 0)).toBeLessThanOrEqual(result?.x ?? 0);
      }
      const cut = await page.locator(".result").evaluate((row) => {
        const { left, right } = row.getBoundingClientRect();
        return [...row.querySelectorAll("td, [part=loss-number]")]
          .filter((each) => {
            const box = each.getBoundingClientRect();
            return (
              box.left < left ||
              box.right > Math.min(right, innerWidth) ||
              each.scrollWidth > each.clientWidth + 1
            );
          })
          .map((each) => each.textContent);
      });
      expect(cut).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      );
    },
  );

  test.each([1280, 390])("anchors stop below it at %i px", async (width) => {
    const { page } = await open({ width });
    for (const name of ["accumulate", "descent"] as const) {
      await page.evaluate((id) => {
        location.hash = `#${id}`;
      }, name);
      await nextFrame(page);
      const under = (await bar(page).boundingBox())?.height ?? 0;
      const top = await part(page, name).evaluate((section) => section.getBoundingClientRect().top);
      expect(top).toBeGreaterThanOrEqual(under - 1);
      expect(top).toBeLessThan(under + 8);
    }
  });

  test.each([1280, 390])(
    "what has the focus is never under it, walking back at %i px",
    async (width) => {
      const { page } = await open({ width, height: 800 });
      await page.getByRole("link", { name: "Gallery of the components" }).focus();
      const hidden: string[] = [];
      for (let i = 0; i < 400; i++) {
        await page.keyboard.press("Shift+Tab");
        const found = await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused === null || focused.closest(".top")) return null;
          const box = focused.getBoundingClientRect();
          const under = document.querySelector(".toolbar")?.getBoundingClientRect().bottom ?? 0;
          const inBar = focused.closest(".toolbar, .result") !== null;
          const x = box.left + box.width / 2;
          const y = inBar ? (box.top + box.bottom) / 2 : Math.max(box.top + 1, 1);
          const hit = document.elementFromPoint(x, y);
          const free = inBar
            ? hit !== null && (focused.contains(hit) || hit.contains(focused))
            : box.top >= under;
          // What is taller than the window cannot be seen whole.
          const what = `${focused.className} ${focused.getAttribute("aria-label") ?? focused.textContent?.slice(0, 30)}`;
          return free || box.height > innerHeight - under - 32
            ? ""
            : `${what} at ${Math.round(box.top)}`;
        });
        if (found === null) break;
        if (found !== "") hidden.push(found);
      }
      expect(hidden).toEqual([]);
    },
  );
});
