// The page's icons: strokes in the colour of the text, on a field of 16.

import { For } from "solid-js";

const paths = {
  undo: ["M3 6h6.5a3.5 3.5 0 0 1 0 7H6", "M5.5 3 3 6l2.5 3"],
  redo: ["M13 6H6.5a3.5 3.5 0 0 0 0 7H10", "M10.5 3 13 6l-2.5 3"],
  reset: ["M13 8a5 5 0 1 1-1.6-3.7", "M13 2.2v3H10"],
  copy: ["M5.5 5.5h7v8h-7z", "M3.5 10.5v-8h7"],
  done: ["M3 8.5 6.5 12 13 4.5"],
  link: [
    "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.8.8",
    "M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.8-.8",
  ],
  system: ["M2 3.5h12v8H2z", "M5.5 14h5"],
  light: [
    "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z",
    "M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1M4.3 11.7l-1.1 1.1",
  ],
  dark: ["M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z"],
  close: ["M4 4l8 8M12 4l-8 8"],
} as const;

export type IconName = keyof typeof paths;

/** One of them; what stands beside it, or the button's label, says what it means. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <For each={paths[props.name]}>{(d) => <path d={d} />}</For>
    </svg>
  );
}
