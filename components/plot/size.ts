// How wide an element is, as a signal: a plot is drawn in real pixels, so that its text has one size.

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/**
 * The width of the element that `ref` is given, in CSS pixels. Where nothing is laid out (jsdom,
 * `display: none`) it is `fallback`.
 * @example const [ref, width] = createSize(640); <div ref={ref}><svg width={width()} /></div>
 */
export function createSize(fallback: number): [ref: (element: Element) => void, Accessor<number>] {
  const [width, setWidth] = createSignal(fallback);
  const ref = (element: Element): void => {
    onMount(() => {
      const measure = (): void => {
        const { width: found } = element.getBoundingClientRect();
        if (found > 0) setWidth(Math.round(found));
      };
      measure();
      if (typeof ResizeObserver === "undefined") return;
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      onCleanup(() => observer.disconnect());
    });
  };
  return [ref, width];
}
