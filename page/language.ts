// Which language the page speaks: kept in the browser where that is allowed, English at first.

import { createRoot, createSignal } from "solid-js";
import { type Language, type Words, wordsIn } from "./words";

const key = "solid-autograd:language";

/** Storage may be missing or forbidden (private windows, sandboxed frames); then nothing is kept. */
function stored(): Language | null {
  try {
    const value = localStorage.getItem(key);
    return value === "en" || value === "zh" ? value : null;
  } catch {
    return null;
  }
}

function preferred(): Language {
  return stored() ?? (navigator.language?.startsWith("zh") ? "zh" : "en");
}

const [language, setLanguage] = createRoot(() => createSignal<Language>(preferred()));

export { language };

/** The words of the language in force; tracked. */
export const words = (): Words => wordsIn[language()];

/** Puts the page into another language and remembers it. */
export function speak(next: Language): void {
  setLanguage(next);
  try {
    localStorage.setItem(key, next);
  } catch {
    // Not kept: the page speaks it all the same.
  }
}
