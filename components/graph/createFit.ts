// How large the drawing is: as large as it is where it fits, a little smaller where it nearly does, and
// as the reader wants it.

import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Text shrunk more than this is no longer read with ease. */
export const smallest = 0.8;
const step = 1.25;
const limits = { least: 0.1, most: 4 };

export interface Fit {
  /** A `ref` part: keeps the width of `box`. */
  watch(box: HTMLElement): void;
  /** The room for the drawing, in CSS pixels. */
  readonly room: Accessor<number>;
  /** The size of the drawing in relation to its own pixels. */
  scale(width: number): number;
  zoom(way: "in" | "out" | "fit", width: number): void;
  readonly zoomed: Accessor<boolean>;
}

export function createFit(): Fit {
  const [width, setWidth] = createSignal(1024);
  const [chosen, setChosen] = createSignal<number | null>(null);
  const room = () => width() - 8;
  const fitting = (wide: number): number => Math.min(1, room() / Math.max(1, wide));
  const scale = (wide: number): number => {
    const fit = fitting(wide);
    return chosen() ?? (fit >= smallest ? fit : 1);
  };
  return {
    room,
    scale,
    zoomed: () => chosen() !== null,
    zoom(way, wide) {
      const now = scale(wide);
      if (way === "fit") setChosen(fitting(wide));
      else if (way === "in") setChosen(Math.min(limits.most, now * step));
      else setChosen(Math.max(Math.min(limits.least, fitting(wide)), now / step));
    },
    watch(box) {
      onMount(() => {
        if (typeof ResizeObserver === "undefined") return;
        setWidth(box.clientWidth || 1024);
        const observer = new ResizeObserver(() => setWidth(box.clientWidth));
        observer.observe(box);
        onCleanup(() => observer.disconnect());
      });
    },
  };
}
