// The frame of a part: its number and title, a few sentences, the code, and the stage to play on.

import { For, type JSX, Show } from "solid-js";
import { CodePanel } from "./code/CodePanel";
import { EditCode } from "./code/EditCode";
import type { PartName } from "./code/python";
import { words } from "./language";
import { Prose } from "./Prose";

export interface PartSectionProps {
  number: number;
  part: PartName;
  /** Whether the stage takes the whole width, between words and code. @default false */
  wide?: boolean;
  children: JSX.Element;
  /** What follows across the whole width. */
  below?: JSX.Element;
}

export function PartSection(props: PartSectionProps) {
  const titleId = () => `${props.part}-title`;
  return (
    <section
      class="part"
      classList={{ "part--wide": props.wide }}
      id={props.part}
      aria-labelledby={titleId()}
    >
      <h2 id={titleId()}>
        <span class="part__number" aria-hidden="true">
          {props.number}
        </span>
        {words()[props.part].title}
      </h2>
      <div class="part__words">
        <For each={words()[props.part].text}>
          {(text) => (
            <p>
              <Prose text={text} />
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
