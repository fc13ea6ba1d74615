// The gallery or one example of it, in the theme, direction and language that the address asks for.

import { createEffect, createMemo, Show } from "solid-js";
import { language, speak } from "../page/language";
import { Gallery } from "./Gallery";
import { OneExample } from "./OneExample";
import { createSettings, type Settings } from "./settings";
import { componentWords, words } from "./words";

export function App() {
  const [settings, change] = createSettings();
  const spoken = () => {
    const { lang } = settings();
    return lang === "system" ? language() : lang;
  };
  const own = createMemo(() => words[spoken()]);
  const strings = createMemo(() => componentWords[spoken()]);
  const alone = createMemo(() => settings().only !== null);

  createEffect(() => {
    const root = document.documentElement;
    const { theme, dir } = settings();
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dir = dir;
    root.lang = spoken() === "zh" ? "zh-Hans" : "en";
    document.title = own().pageTitle;
  });
  const changeAndKeep = (some: Partial<Settings>): void => {
    change(some);
    // The tutorial speaks what was chosen here.
    if (some.lang !== undefined && some.lang !== "system") speak(some.lang);
  };

  return (
    <Show
      when={alone()}
      fallback={
        <Gallery
          settings={settings()}
          change={changeAndKeep}
          language={spoken()}
          words={own()}
          strings={strings()}
        />
      }
    >
      <OneExample settings={settings()} words={own()} strings={strings()} />
    </Show>
  );
}
