// Light or dark: as the reader chose, else as the host's `data-theme` or the system has it.

import { createRoot, createSignal } from "solid-js";

export type Theme = "system" | "light" | "dark";
export const themes: readonly Theme[] = ["system", "light", "dark"];
const key = "solid-autograd:theme";

/** What whoever embeds the page has set on it; put back when the choice is left to the system. */
const host = document.documentElement.dataset.theme;

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system"; // storage may be forbidden
  }
}

function show(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme !== "system") dataset.theme = theme;
  else if (host === undefined) delete dataset.theme;
  else dataset.theme = host;
}

const [theme, setTheme] = createRoot(() => createSignal(stored()));
if (theme() !== "system") show(theme());

export { theme };

/** Chooses a theme and remembers it. */
export function chooseTheme(next: Theme): void {
  setTheme(next);
  show(next);
  try {
    if (next === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Not kept: the page wears it all the same.
  }
}
