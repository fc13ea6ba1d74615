// The whole page by keyboard: every control is reached, in order, has a name, and is seen when focused.

import { describe, expect, test } from "vitest";
import { part, useBrowser } from "./support";

const open = useBrowser();

/** What has the focus, and whether one can see that it has. */
interface Stop {
  index: number;
  what: string;
  ring: boolean;
  inView: boolean;
}

describe.each([
  [1280, "none"],
  [390, "none"],
  [1280, "active"],
] as const)("at %i px, forced colours %s", (width, forcedColors) => {
  test("Tab reaches every control in the order of the page, and shows where it is", async () => {
    const { page } = await open({ width, height: 800, forcedColors });
    const all = await page.evaluate(() => {
      const selector = "a[href],button,input,select,textarea,summary,[tabindex]";
      const stops = [...document.querySelectorAll<HTMLElement | SVGElement>(selector)].filter(
        (element) =>
          element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility(),
      );
      stops.forEach((element, i) => {
        element.dataset.stop = String(i);
      });
      return stops.length;
    });
    expect(all).toBeGreaterThan(80);

    const stops: Stop[] = [];
    while (stops.at(-1)?.index !== all - 1 && stops.length < 2 * all) {
      await page.keyboard.press("Tab");
      stops.push(
        await page.evaluate(() => {
          const focused = document.activeElement as HTMLElement | SVGElement;
          const box = focused.getBoundingClientRect();
          // An outline or a shadow (which forced colours remove); a drawing rings a shape inside.
          const rings = [focused, ...focused.querySelectorAll("rect, circle")].some((element) => {
            const style = getComputedStyle(element);
            const outline =
              style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
            const shadow = style.boxShadow !== "none";
            return outline || shadow || Number.parseFloat(style.strokeWidth) > 2;
          });
          // Not hidden under what sticks to the top of the window.
          const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 200)];
          const top = document.elementFromPoint(x, y);
          return {
            index: Number(focused.dataset.stop ?? -1),
            what: `${focused.tagName} ${focused.getAttribute("aria-label") ?? focused.textContent?.slice(0, 30)}`,
            ring: rings,
            // A component may show its hidden input's focus on a shape of its own.
            inView:
              top !== null &&
              ((focused.closest(".sa") ?? focused).contains(top) || top.contains(focused)),
          };
        }),
      );
    }
    expect(stops.map((stop) => stop.index)).toEqual(stops.map((_, i) => i));
    expect(stops.filter((stop) => !stop.ring).map((stop) => stop.what)).toEqual([]);
    expect(stops.filter((stop) => !stop.inView).map((stop) => stop.what)).toEqual([]);
  });
});

test("everything that takes the focus has a name, as the browser computes it", async () => {
  const { page } = await open();
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const focusable = nodes.filter(
    (node) =>
      !node.ignored &&
      node.role?.value !== "RootWebArea" &&
      node.properties?.some(({ name, value }) => name === "focusable" && value.value === true),
  );
  expect(focusable.length).toBeGreaterThan(80);
  const nameless = focusable.filter((node) => String(node.name?.value ?? "").trim() === "");
  expect(nameless.map((node) => node.role?.value)).toEqual([]);
});

test("within a part no two sliders have the same name", async () => {
  const { page } = await open();
  for (const name of ["network", "backwardTwice", "controlFlow", "gradModes"] as const) {
    const labels = await part(page, name)
      .getByRole("slider")
      .evaluateAll((sliders) => sliders.map((slider) => slider.getAttribute("aria-label")));
    expect(labels.length).toBeGreaterThan(0);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test("arrow keys walk a graph to each of its nodes, which say what they are", async () => {
  const { page } = await open();
  const graph = part(page, "network").getByRole("group", { name: /^Graph of loss/ });
  const nodes = graph.getByRole("img");
  // The values come with the first frame that shows them.
  const fixed = (label: string | null) => (label ?? "").replace(/, (value|gradient) .*$/, "");
  const labels = (
    await nodes.evaluateAll((all) => all.map((node) => node.getAttribute("aria-label")))
  ).map(fixed);
  expect(labels.some((label) => /^z = add, AddBackward0, shape \[3\], from /.test(label))).toBe(
    true,
  );
  expect(labels.some((label) => /BinaryCrossEntropyWithLogitsBackward0/.test(label))).toBe(true);

  const focused = async () =>
    fixed(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""));
  const reached = new Set<string>();
  const waiting = [labels.at(-1) ?? ""];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const key of ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", "Home", "End"]) {
      await nodes.nth(labels.indexOf(next)).focus();
      await page.keyboard.press(key);
      waiting.push(await focused());
    }
  }
  expect([...reached].sort()).toEqual([...labels].sort());
});

test("links of the contents lead to their parts", async () => {
  const { page } = await open();
  const links = page.getByRole("navigation", { name: "Contents" }).getByRole("link");
  expect(await links.count()).toBe(6);
  for (const link of await links.all()) {
    await link.focus();
    await page.keyboard.press("Enter");
    const id = (await link.getAttribute("href"))?.slice(1) ?? "";
    const top = await page
      .locator(`#${id}`)
      .evaluate((target) => target.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(800);
  }
});
