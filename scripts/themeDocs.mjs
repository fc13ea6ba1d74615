// What COMPONENTS.md says of colours: the theme's custom properties with their defaults, and the style sheet
// that gives them to a page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { code, row } from "./docstrings.mjs";
import { root } from "./setup.mjs";

const css = readFileSync(join(root, "components/theme.ts"), "utf8");

/** The custom properties of the theme, as theme.ts declares them with their defaults. */
export function themeRows() {
  const declared = [...css.matchAll(/--_[\w-]+: var\((--sa-[\w-]+), ([\s\S]*?)\);/g)];
  return declared.map(([, name = "", fallback = ""]) => row([code(name), code(fallback)]));
}

/** The default of a custom property of the theme. @param {string} name */
const fallbackOf = (name) => new RegExp(`var\\(${name}, ([\\s\\S]*?)\\);`).exec(css)?.[1];

/** A style sheet that gives a page, or a shadow host, the colours of the components. */
export const pageCss = [
  ":root, :host {",
  "  color-scheme: light dark;",
  ...["--sa-surface", "--sa-ink"].map((name) => `  ${name}: ${fallbackOf(name)};`),
  "  background: var(--sa-surface);",
  "  color: var(--sa-ink);",
  "}",
].join("\n");
