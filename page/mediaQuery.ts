// A media query as a signal.

import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Whether `query` matches now; follows the window for the life of the owner. */
export function createMediaQuery(query: string): Accessor<boolean> {
  const list = window.matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const update = (): void => {
    setMatches(list.matches);
  };
  list.addEventListener("change", update);
  onCleanup(() => list.removeEventListener("change", update));
  return matches;
}
