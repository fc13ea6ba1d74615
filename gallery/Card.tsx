// One example in the gallery: its title, what to try, and the example once it is near the window.

import { createMemo, Show } from "solid-js";
import type { Example } from "./example";
import { Alone } from "./icons";
import { createNear } from "./near";
import { Stage, type StageProps } from "./Stage";
import { type Settings, searchOf } from "./settings";
import type { GalleryWords } from "./words";

export interface CardProps extends Omit<StageProps, "broken"> {
  example: Example;
  settings: Settings;
  words: GalleryWords;
}

export function Card(props: CardProps) {
  let card!: HTMLElement;
  const near = createNear(() => card);
  const mounted = createMemo(() => near() || props.settings.mount === "all");
  const title = () => props.example.title;
  const titleId = () => `${props.example.id}-title`;
  const alone = () => searchOf({ ...props.settings, only: props.example.id, mount: "near" });
  return (
    <article class="card" id={props.example.id} aria-labelledby={titleId()} ref={card}>
      <div class="card__head">
        <h3 id={titleId()}>
          <a href={`#${props.example.id}`}>{title()}</a>
        </h3>
        <a class="card__alone" href={alone()} aria-label={props.words.alone(title())}>
          <Alone />
        </a>
        <Show when={props.example.text}>{(text) => <p class="card__text">{text()}</p>}</Show>
      </div>
      <Show when={mounted()} fallback={<div class="stage stage--waiting" />}>
        <Stage
          example={props.example}
          settings={props.settings}
          strings={props.strings}
          broken={props.words.broken}
        />
      </Show>
    </article>
  );
}
