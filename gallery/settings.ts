// How the gallery is looked at: kept in the address, so that a view can be linked to, embedded, tested.

import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The choices of each setting; the first is the default, and is left out of the address. */
export const choices = {
  theme: ["system", "light", "dark"],
  dir: ["ltr", "rtl"],
  width: ["full", "768", "320"],
  /** `none` stills every transition and animation. */
  motion: ["system", "none"],
  /** Whether each example is mounted in a shadow root of its own. */
  shadow: ["none", "open", "closed"],
  /** Which examples are there: those near the window, or every one from the start. */
  mount: ["near", "all"],
  lang: ["system", "en", "zh"],
} as const;

type Choices = typeof choices;
export type Settings = {
  readonly [Name in keyof Choices]: Choices[Name][number];
} & {
  /** The id of the one example to show alone; empty for none at all, null for the gallery. */
  readonly only: string | null;
};

const names = Object.keys(choices) as (keyof Choices)[];

/** Reads the settings from the query of an address; what it does not know counts as the default. */
export function parseSettings(search: string): Settings {
  const given = new URLSearchParams(search);
  const chosen = names.map((name) => {
    const among: readonly string[] = choices[name];
    const value = given.get(name) ?? "";
    return [name, among.includes(value) ? value : among[0]];
  });
  return { ...Object.fromEntries(chosen), only: given.get("only") };
}

/** The query that `parseSettings` reads back, with its question mark; empty for the defaults. */
export function searchOf(settings: Settings): string {
  const query = new URLSearchParams();
  if (settings.only !== null) query.set("only", settings.only);
  for (const name of names) {
    if (settings[name] !== choices[name][0]) query.set(name, settings[name]);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The settings of the address in force. They follow the browser's back and forward. */
export function createSettings(): readonly [
  settings: Accessor<Settings>,
  change: (some: Partial<Settings>) => void,
] {
  const [settings, setSettings] = createSignal(parseSettings(location.search));
  const follow = (): void => void setSettings(parseSettings(location.search));
  window.addEventListener("popstate", follow);
  onCleanup(() => window.removeEventListener("popstate", follow));
  const change = (some: Partial<Settings>): void => {
    const next = setSettings((now) => ({ ...now, ...some }));
    history.replaceState(null, "", `${location.pathname}${searchOf(next)}${location.hash}`);
  };
  return [settings, change];
}
