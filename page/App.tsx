// The page: a short lead, the bar of tools, and the parts in the tutorial's order.

import { createEffect, ErrorBoundary, For } from "solid-js";
import { StringsProvider } from "../components";
import { LinkNotice } from "./LinkNotice";
import { language, words } from "./language";
import { Prose } from "./Prose";
import { AccumulatePart } from "./parts/AccumulatePart";
import { BackwardTwicePart } from "./parts/BackwardTwicePart";
import { ControlFlowPart } from "./parts/ControlFlowPart";
import { DescentPart } from "./parts/DescentPart";
import { GradModesPart } from "./parts/GradModesPart";
import { NetworkPart } from "./parts/NetworkPart";
import { languages, Switches } from "./Switches";
import { partNames } from "./state/models";
import { PageProvider } from "./state/Page";
import { Toolbar } from "./Toolbar";
import { componentStrings } from "./words";

const parts = [
  NetworkPart,
  BackwardTwicePart,
  AccumulatePart,
  ControlFlowPart,
  GradModesPart,
  DescentPart,
];

function Header() {
  return (
    <header class="top">
      <a class="skip" href={`#${partNames[0]}`}>
        {words().skip}
      </a>
      <Switches />
      <h1>{words().title}</h1>
      <p class="top__lead">
        <Prose text={words().lead} />
      </p>
      <p class="top__more">{words().leadMore}</p>
      <nav class="contents" aria-label={words().contents}>
        <ol>
          <For each={partNames}>
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
      <PageProvider>
        <Header />
        <LinkNotice />
        <Toolbar />
        <main>
          <For each={parts}>
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
        <footer class="bottom">
          <p>{words().ended}</p>
          <a href="./gallery.html">{words().gallery}</a>
        </footer>
      </PageProvider>
    </StringsProvider>
  );
}
