// Knowing when an element comes near the window, so that what is far down is not yet there.

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/**
 * Whether `element()` has been within a window's height of the window; stays true from then on.
 */
export function createNear(element: () => Element): Accessor<boolean> {
  const [near, setNear] = createSignal(false);
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: "100%" },
    );
    observer.observe(element());
    onCleanup(() => observer.disconnect());
  });
  return near;
}

/** The id of the section that crosses the upper part of the window; that of the last one that did. */
export function createCurrent(sections: () => readonly Element[]): Accessor<string> {
  const [current, setCurrent] = createSignal("");
  onMount(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) setCurrent(entry.target.id);
      },
      { rootMargin: "-15% 0% -80% 0%" },
    );
    for (const section of sections()) observer.observe(section);
    onCleanup(() => observer.disconnect());
  });
  return current;
}
