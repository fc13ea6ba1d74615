// The page: a short lead, the five parts in the tutorial's order, and the switch of language.

import { createEffect, ErrorBoundary, For } from "solid-js";
import { StringsProvider } from "../components";
import { language, speak, words } from "./language";
import { Prose } from "./Prose";
import { AccumulatePart } from "./parts/AccumulatePart";
import { BackwardTwicePart } from "./parts/BackwardTwicePart";
import { ControlFlowPart } from "./parts/ControlFlowPart";
import { GradModesPart } from "./parts/GradModesPart";
import { NetworkPart } from "./parts/NetworkPart";
import { componentStrings, type Language } from "./words";

const parts = ["network", "backwardTwice", "accumulate", "controlFlow", "gradModes"] as const;
const languages: readonly { code: Language; tag: string; name: string }[] = [
  { code: "en", tag: "en", name: "English" },
  { code: "zh", tag: "zh-Hans", name: "中文" },
];

function Header() {
  return (
    <header class="top">
      <div class="languages" role="group" aria-label={words().languages}>
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
      <h1>{words().title}</h1>
      <p class="top__lead">
        <Prose text={words().lead} />
      </p>
      <p class="top__more">{words().leadMore}</p>
      <nav class="contents" aria-label={words().contents}>
        <ol>
          <For each={parts}>
            {(part) => (
              <li>
                <a href={`#${part}`}>{words()[part].title}</a>
              </li>
            )}
          </For>
        </ol>
      </nav>
    </header>
  );
}

export function App() {
  createEffect(() => {
    document.documentElement.lang = languages.find((l) => l.code === language())?.tag ?? "en";
    document.title = words().pageTitle;
  });
  return (
    <StringsProvider strings={componentStrings[language()]}>
      <Header />
      <main>
        <For
          each={[NetworkPart, BackwardTwicePart, AccumulatePart, ControlFlowPart, GradModesPart]}
        >
          {(Part) => (
            // Trouble in one part leaves the others alive.
            <ErrorBoundary
              fallback={(thrown) => (
                <section class="part">
                  <p class="notice" role="alert">
                    {String(thrown)}
                  </p>
                </section>
              )}
            >
              <Part />
            </ErrorBoundary>
          )}
        </For>
      </main>
      <footer class="bottom">{words().ended}</footer>
    </StringsProvider>
  );
}
