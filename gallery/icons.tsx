// The gallery's few drawings: strokes in the text's colour.

import type { JSX } from "solid-js";

function Icon(props: { children: JSX.Element }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {props.children}
    </svg>
  );
}

/** To what came before; points to the other side where text runs from right to left. */
export const Back = () => (
  <Icon>
    <path class="icon__turns" d="M13 8H3.5M7.5 4 3.5 8l4 4" />
  </Icon>
);

/** To a page of its own. */
export const Alone = () => (
  <Icon>
    <path d="M9.5 2.5h4v4M13.5 2.5 8 8M11.5 9v4.5h-9v-9H7" />
  </Icon>
);
