// Whether a box holds more than it shows, sideways: then it is to be reached by keys, which scroll it.

import { type Accessor, createEffect, createSignal, on, onCleanup, onMount } from "solid-js";

/**
 * Whether the element that `ref` is given scrolls sideways.
 * @param content tracked: whenever it changes, the box is measured again; as it is when its size does.
 */
export function createOverflow(
  content: () => unknown,
): [ref: (element: Element) => void, Accessor<boolean>] {
  const [over, setOver] = createSignal(false);
  const ref = (box: Element): void => {
    const measure = (): void => void setOver(box.scrollWidth > box.clientWidth);
    createEffect(on(content, measure));
    onMount(() => {
      if (typeof ResizeObserver === "undefined") return;
      const observer = new ResizeObserver(measure);
      observer.observe(box);
      onCleanup(() => observer.disconnect());
    });
  };
  return [ref, over];
}
