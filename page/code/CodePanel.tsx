// The code of a part in two tabs: PyTorch, and the TypeScript that the page runs.

import { createSignal, createUniqueId, For } from "solid-js";
import { words } from "../language";
import { type PartName, python } from "./python";
import { tint } from "./tint";
import { typescript } from "./typescript";

type Tab = "PyTorch" | "TypeScript";
const tabs: readonly Tab[] = ["PyTorch", "TypeScript"];

// One choice for the whole page: who reads TypeScript reads it in every part.
const [chosen, choose] = createSignal<Tab>("PyTorch");

function Code(props: { text: string }) {
  return (
    <pre class="code">
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

export function CodePanel(props: { part: PartName }) {
  const id = createUniqueId();
  const buttons: HTMLButtonElement[] = [];
  const source = (tab: Tab) => (tab === "PyTorch" ? python[props.part] : typescript[props.part]);

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
      <For each={tabs}>
        {(tab, index) => (
          <div
            role="tabpanel"
            id={`${id}-panel-${index()}`}
            aria-labelledby={`${id}-tab-${index()}`}
            tabindex={0}
            lang="en"
            hidden={chosen() !== tab}
          >
            <Code text={source(tab)} />
          </div>
        )}
      </For>
    </div>
  );
}
