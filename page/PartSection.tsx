// The frame of a part: its number and title, a few sentences, the code, and the stage to play on.

import { For, type JSX, Show } from "solid-js";
import { CodePanel } from "./code/CodePanel";
import { EditCode } from "./code/EditCode";
import { Icon } from "./icons";
import { words } from "./language";
import { Prose, type ProseProps } from "./Prose";
import type { PartName } from "./state/models";
import { usePage } from "./state/Page";

export interface PartSectionProps {
  number: number;
  part: PartName;
  /** Whether the stage takes the whole width, between words and code. @default false */
  wide?: boolean;
  /** Numbers to drag inside the words, by the names that the words give them. */
  numbers?: ProseProps["numbers"];
  /** Whether there is a button for a new beginning beside the title. @default false */
  resettable?: boolean;
  children: JSX.Element;
  /** What follows across the whole width. */
  below?: JSX.Element;
}

export function PartSection(props: PartSectionProps) {
  const page = usePage();
  const title = () => words()[props.part].title;
  const titleId = () => `${props.part}-title`;
  return (
    <section
      class="part"
      classList={{ "part--wide": props.wide }}
      id={props.part}
      aria-labelledby={titleId()}
    >
      <div class="part__head">
        <h2 id={titleId()}>
          <span class="part__number" aria-hidden="true">
            {props.number}
          </span>
          {title()}
        </h2>
        <Show when={props.resettable}>
          <button
            type="button"
            class="tool"
            aria-label={words().resetOf(title())}
            title={words().resetOf(title())}
            on:click={() => page.reset(props.part)}
          >
            <Icon name="reset" />
          </button>
        </Show>
      </div>
      <div class="part__words">
        <For each={words()[props.part].text}>
          {(text) => (
            <p>
              <Prose text={text} {...(props.numbers && { numbers: props.numbers })} />
            </p>
          )}
        </For>
      </div>
      <Show when={!props.wide}>
        <CodePanel part={props.part} />
      </Show>
      <div class="part__stage">{props.children}</div>
      <Show when={props.wide}>
        <CodePanel part={props.part} wide />
      </Show>
      <Show when={props.below}>
        <div class="part__below">{props.below}</div>
      </Show>
      <EditCode part={props.part} />
    </section>
  );
}
