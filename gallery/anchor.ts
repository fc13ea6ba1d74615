// Links to rooms and examples lead there and stay there, although examples that are mounted meanwhile
// push what is below them about.

import { onCleanup, onMount } from "solid-js";

/** What a reader does who wants to be elsewhere. */
const leaving = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Keeps the element that the address names at the top of the window, from the time it is there until
 * the reader moves on. `content()` is what may change its height.
 */
export function keepAnchor(content: () => Element): void {
  let held = true;
  const place = (): void => {
    if (!held || location.hash.length < 2) return;
    const target = document.getElementById(location.hash.slice(1));
    target?.scrollIntoView({ block: "start", behavior: "instant" });
  };
  const hold = (): void => {
    held = true;
    place();
  };
  const release = (): void => {
    held = false;
  };
  onMount(() => {
    const observer = new ResizeObserver(place);
    observer.observe(content());
    window.addEventListener("hashchange", hold);
    for (const event of leaving) window.addEventListener(event, release, { passive: true });
    onCleanup(() => {
      observer.disconnect();
      window.removeEventListener("hashchange", hold);
      for (const event of leaving) window.removeEventListener(event, release);
    });
  });
}
