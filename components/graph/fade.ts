// Where a box scrolls, its edges fade: one sees that there is more, and on which side.

import { onCleanup, onMount } from "solid-js";

/** How far a fade reaches into the box. */
const reach = "36px";

/**
 * A `ref` part: keeps `--_left`, `--_right`, `--_top` and `--_bottom` of `box` at the width of the fade
 * where something is hidden on that side, and at 0 elsewhere.
 */
export function fadeEdges(box: HTMLElement): void {
  const update = (): void => {
    const hidden = {
      left: box.scrollLeft,
      right: box.scrollWidth - box.clientWidth - box.scrollLeft,
      top: box.scrollTop,
      bottom: box.scrollHeight - box.clientHeight - box.scrollTop,
    };
    for (const [side, pixels] of Object.entries(hidden)) {
      box.style.setProperty(`--_${side}`, pixels > 1 ? reach : "0px");
    }
  };
  onMount(() => {
    update();
    box.addEventListener("scroll", update, { passive: true });
    onCleanup(() => box.removeEventListener("scroll", update));
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(update);
    observer.observe(box);
    if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
    onCleanup(() => observer.disconnect());
  });
}
