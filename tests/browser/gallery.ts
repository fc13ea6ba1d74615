// The gallery for tests: its address, its examples, and what axe, the window's edges and the Tab key
// say of them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { inject } from "vitest";
import { nextFrame } from "./support";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** What the query of the gallery's address says; gallery/settings.ts lists what there is. */
export type GallerySettings = Readonly<Record<string, string | undefined>>;

const queryOf = (settings: GallerySettings): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
};

/** The address of the gallery under `settings`, built or as `npm start` serves it. */
export const galleryUrl = (settings: GallerySettings = {}, of = inject("pageUrl")): string =>
  new URL(`gallery.html?${queryOf(settings)}`, of).href;

/** Waits until every example that the page shows is there, and has drawn its first frames. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector("[data-ready]", { timeout: 60_000 });
  await page.evaluate(() => document.fonts.ready);
  for (let i = 0; i < 3; i++) await nextFrame(page);
}

/** Puts the page under other settings, as the browser's back and forward do. */
export const adjust = (page: Page, settings: GallerySettings): Promise<void> =>
  page.evaluate((query) => {
    history.replaceState(null, "", `?${query}`);
    dispatchEvent(new PopStateEvent("popstate"));
  }, queryOf(settings));

/** The ids of all examples, in order. */
export const exampleIds = (page: Page): Promise<string[]> =>
  page.locator("article.card").evaluateAll((cards) => cards.map((card) => card.id));

/** The examples that threw instead of showing anything, with what they threw. */
export const broken = (page: Page): Promise<string[]> => page.locator(".broken").allTextContents();

/** The examples that show nothing at all. */
export const blank = (page: Page): Promise<string[]> =>
  page
    .locator(".stage")
    .evaluateAll((stages) =>
      stages
        .filter((stage) => [...stage.children].every((each) => each.clientHeight === 0))
        .map((stage) => stage.closest("article")?.id ?? "alone"),
    );

interface Violation {
  id: string;
  nodes: { element?: Element; target: unknown[]; failureSummary?: string }[];
}

/** What axe finds wrong, each with the example that it is in. */
export async function audit(page: Page): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run({ elementRef: true, resultTypes: ["violations"] });
    const exampleOf = (element: Element | undefined): string => {
      const card = element?.closest("article, .alone");
      if (card) return card.id;
      const root = element?.getRootNode();
      return root instanceof ShadowRoot ? exampleOf(root.host) : "page";
    };
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ element, target, failureSummary = "" }) =>
          `${exampleOf(element)}: ${id}: ${target.flat().join(" ")}: ${failureSummary}`,
      ),
    );
  });
}

/** What sticks out of the window sideways, that no box of its own clips or scrolls. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const parentOf = (element: Element): Element | null => {
      const root = element.getRootNode();
      return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    };
    const clips = (element: Element | null): boolean =>
      element !== null &&
      element !== document.documentElement &&
      (getComputedStyle(element).overflowX !== "visible" || clips(parentOf(element)));
    const out: string[] = [];
    const look = (root: ParentNode, example: string): void => {
      for (const element of root.querySelectorAll("*")) {
        const within = element.closest("article")?.id ?? example;
        const { left, right, width } = element.getBoundingClientRect();
        if (width > 0 && (right > room + 0.5 || left < -0.5)) {
          const hidden = getComputedStyle(element).visibility === "hidden";
          const name = `${element.tagName}.${element.getAttribute("class")}`;
          if (!hidden && !clips(parentOf(element))) out.push(`${within}: ${name}`);
        }
        if (element.shadowRoot !== null) look(element.shadowRoot, within);
      }
    };
    look(document, "page");
    const excess = document.documentElement.scrollWidth - room;
    if (excess > 0) out.push(`page: scrolls sideways by ${excess} px`);
    return out;
  });

interface Walk {
  stops: Set<Element>;
  faults: string[];
  /** The stop that has the focus, and how it and what is around it look with it. */
  last: { name: string; around: Element[]; look: string } | null;
}

/** What one press of Tab led to, as the page sees it. Runs in the page. */
function step(): "stop" | "editor" | "end" {
  const { walk } = window as unknown as { walk: Walk };
  const lookOf = (elements: Element[]): string =>
    elements
      .map((each) => {
        const style = getComputedStyle(each);
        const ring = `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}`;
        return `${ring} ${style.borderColor} ${style.stroke} ${style.strokeWidth} ${style.opacity} ${style.visibility}`;
      })
      .join("; ");
  const { last } = walk;
  if (last?.around.every((each) => each.isConnected)) {
    if (lookOf(last.around) === last.look) walk.faults.push(`${last.name} shows no focus`);
  }
  walk.last = null;
  const element = document.activeElement;
  if (element === null || element === document.body || walk.stops.has(element)) return "end";
  walk.stops.add(element);
  const within = element.closest("article")?.id ?? "page";
  const name = `${within}: ${element.tagName}.${element.getAttribute("class")}`;
  const texts = [
    element.getAttribute("aria-label"),
    ...(element.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent),
    ...[...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent),
    element.textContent,
    element.getAttribute("title"),
  ];
  // What Chromium itself lets one focus because it scrolls has a name only if it is given one.
  const stop = element.matches("a, button, input, select, textarea, summary, [tabindex]");
  if (stop && !texts.some((text) => text?.trim())) walk.faults.push(`${name} has no name`);
  // An editor stands in a shadow root of its own.
  let inner: Element = element;
  while (inner.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
  const around = [
    element,
    inner,
    inner.parentElement,
    ...[...element.querySelectorAll("*")].slice(0, 12),
    element.nextElementSibling,
    element.parentElement,
    element.parentElement?.parentElement,
  ].filter((each) => each instanceof Element);
  walk.last = { name, around, look: lookOf(around) };
  return (inner as HTMLElement).isContentEditable ? "editor" : "stop";
}

/** What Tab should have reached and did not, after the walk. Runs in the page. */
function finish(): { stops: number; faults: string[] } {
  const { walk } = window as unknown as { walk: Walk };
  const stops = "a[href], button, input, select, textarea, summary, [tabindex]";
  for (const element of document.querySelectorAll<HTMLElement>(stops)) {
    if (element.tabIndex < 0 || walk.stops.has(element) || !element.checkVisibility()) continue;
    if (element.matches(":disabled, [inert] *")) continue;
    // Of radio buttons, Tab reaches the chosen one.
    if (element instanceof HTMLInputElement && element.type === "radio" && !element.checked)
      continue;
    const within = element.closest("article")?.id ?? "page";
    walk.faults.push(`${within}: Tab does not reach ${element.outerHTML.slice(0, 120)}`);
  }
  return { stops: walk.stops.size, faults: walk.faults };
}

/**
 * Presses Tab from the top of the page to its end. Answers what Tab cannot reach, what it reaches that
 * has no name, and where the focus cannot be seen.
 */
export async function walkByTab(page: Page): Promise<{ stops: number; faults: string[] }> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
    const walk: Walk = { stops: new Set(), faults: [], last: null };
    Object.assign(window, { walk });
  });
  // More stops than this would be a trap, not a page.
  for (let i = 0; i < 5000; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(step);
    if (at === "end") break;
    // In an editor Tab indents; Escape first, and it leads on.
    if (at === "editor") await page.keyboard.press("Escape");
  }
  return page.evaluate(finish);
}
