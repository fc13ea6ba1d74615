// The code of a part: PyTorch, and the TypeScript that the page runs. In tabs, or side by side where
// there is room.

import { createSignal, createUniqueId, For, Show } from "solid-js";
import { CopyButton } from "../CopyButton";
import { words } from "../language";
import { createMediaQuery } from "../mediaQuery";
import type { PartName } from "../state/models";
import { usePage } from "../state/Page";
import { python } from "./python";
import { tint } from "./tint";
import { pythonToday, typescriptToday } from "./today";
import { typescript } from "./typescript";

type Tab = "PyTorch" | "TypeScript";
const tabs: readonly Tab[] = ["PyTorch", "TypeScript"];

// One choice for the whole page: who reads TypeScript reads it in every part.
const [chosen, choose] = createSignal<Tab>("PyTorch");

function Code(props: { name: string; text: string }) {
  return (
    // Focusable because a long line scrolls inside it.
    <pre class="code" lang="en" dir="ltr" tabindex={0} role="group" aria-label={props.name}>
      <code>
        <For each={tint(props.text)}>
          {(token) =>
            token.kind === "plain" ? (
              token.text
            ) : (
              <span class={`code__${token.kind}`}>{token.text}</span>
            )
          }
        </For>
      </code>
    </pre>
  );
}

const sourceOf = (part: PartName, tab: Tab): string =>
  tab === "PyTorch" ? python[part] : typescript[part];

/** Copies the code with today's values, so that it gives the numbers that the page shows. */
function Copy(props: { part: PartName; language: Tab }) {
  const { leaves } = usePage();
  const text = () =>
    props.language === "PyTorch"
      ? pythonToday(props.part, leaves)
      : typescriptToday(props.part, leaves);
  return (
    <CopyButton class="codepanel__copy" label={words().copyCode(props.language)} text={text}>
      {words().copy}
    </CopyButton>
  );
}

function Tabs(props: { part: PartName }) {
  const id = createUniqueId();
  const buttons: HTMLButtonElement[] = [];

  const onKey = (event: KeyboardEvent, index: number): void => {
    const target = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    choose(tabs[target] as Tab);
    buttons[target]?.focus();
  };

  return (
    <div class="codepanel">
      <div class="codepanel__head">
        <div class="codepanel__tabs" role="tablist" aria-label={words().code}>
          <For each={tabs}>
            {(tab, index) => (
              <button
                type="button"
                role="tab"
                id={`${id}-tab-${index()}`}
                aria-selected={chosen() === tab}
                aria-controls={`${id}-panel-${index()}`}
                tabindex={chosen() === tab ? 0 : -1}
                ref={(button) => {
                  buttons[index()] = button;
                }}
                on:click={() => choose(tab)}
                on:keydown={(event) => onKey(event, index())}
              >
                {tab}
              </button>
            )}
          </For>
        </div>
        <Copy part={props.part} language={chosen()} />
      </div>
      <For each={tabs}>
        {(tab, index) => (
          <div
            role="tabpanel"
            id={`${id}-panel-${index()}`}
            aria-labelledby={`${id}-tab-${index()}`}
            hidden={chosen() !== tab}
          >
            <Code name={tab} text={sourceOf(props.part, tab)} />
          </div>
        )}
      </For>
    </div>
  );
}

function SideBySide(props: { part: PartName }) {
  return (
    <div class="codepair" role="group" aria-label={words().code}>
      <For each={tabs}>
        {(tab) => (
          <figure class="codepanel">
            <figcaption class="codepanel__head">
              <span class="codepanel__name">{tab}</span>
              <Copy part={props.part} language={tab} />
            </figcaption>
            <Code name={tab} text={sourceOf(props.part, tab)} />
          </figure>
        )}
      </For>
    </div>
  );
}

/** The code of `part`; `wide` sets both languages side by side where the window is wide enough. */
export function CodePanel(props: { part: PartName; wide?: boolean }) {
  const roomy = createMediaQuery("(min-width: 1040px)");
  return (
    <Show when={props.wide && roomy()} fallback={<Tabs part={props.part} />}>
      <SideBySide part={props.part} />
    </Show>
  );
}
