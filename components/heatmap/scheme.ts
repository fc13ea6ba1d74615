// The colour scheme that an element is drawn in, for canvases, which `light-dark()` does not reach.

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import type { Scheme } from "../colours";

/** What `light-dark()` would choose at `element`. */
function schemeOf(element: Element): Scheme {
  const view = element.ownerDocument.defaultView;
  const scheme = view?.getComputedStyle(element).colorScheme ?? "";
  if (!scheme.includes("dark")) return "light";
  if (!scheme.includes("light")) return "dark";
  return view?.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Everything that `element` stands in, out of shadow roots too. */
function* surroundings(element: Element): Generator<Element> {
  for (let at: Element | null = element; at !== null; ) {
    yield at;
    const parent: Node | null = at.parentNode;
    at = parent instanceof ShadowRoot ? parent.host : at.parentElement;
  }
}

/**
 * The scheme at `element` once it is mounted. Follows the system, and the attributes by which pages
 * choose a theme on any element around it.
 */
export function createScheme(element: () => Element | undefined): Accessor<Scheme> {
  const [scheme, setScheme] = createSignal<Scheme>("light");
  onMount(() => {
    const here = element();
    if (here === undefined) return;
    const update = (): void => void setScheme(schemeOf(here));
    update();
    const system = window.matchMedia?.("(prefers-color-scheme: dark)");
    system?.addEventListener("change", update);
    const themes = new MutationObserver(update);
    for (const each of surroundings(here)) {
      themes.observe(each, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
    }
    onCleanup(() => {
      system?.removeEventListener("change", update);
      themes.disconnect();
    });
  });
  return scheme;
}
