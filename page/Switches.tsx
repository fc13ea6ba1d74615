// The switches in the corner: language and theme.

import { For } from "solid-js";
import { Icon } from "./icons";
import { language, speak, words } from "./language";
import { chooseTheme, theme, themes } from "./theme";
import type { Language } from "./words";

export const languages: readonly { code: Language; tag: string; name: string }[] = [
  { code: "en", tag: "en", name: "English" },
  { code: "zh", tag: "zh-Hans", name: "中文" },
];

export function Switches() {
  return (
    <div class="switches">
      <div class="choices" role="group" aria-label={words().theme}>
        <For each={themes}>
          {(choice) => (
            <button
              type="button"
              aria-label={words().themes[choice]}
              title={words().themes[choice]}
              aria-pressed={theme() === choice}
              on:click={() => chooseTheme(choice)}
            >
              <Icon name={choice} />
            </button>
          )}
        </For>
      </div>
      <div class="choices" role="group" aria-label={words().languages}>
        <For each={languages}>
          {(choice) => (
            <button
              type="button"
              lang={choice.tag}
              aria-pressed={language() === choice.code}
              on:click={() => speak(choice.code)}
            >
              {choice.name}
            </button>
          )}
        </For>
      </div>
    </div>
  );
}
