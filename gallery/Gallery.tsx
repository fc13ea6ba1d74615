// The gallery: rooms of examples, a list of contents, and how to look at them.

import { createResource, ErrorBoundary, For, Show } from "solid-js";
import type { ComponentStrings } from "../components";
import { keepAnchor } from "./anchor";
import { Card } from "./Card";
import { Choice } from "./Choice";
import { Back } from "./icons";
import { createCurrent } from "./near";
import { loadCode, type Room, type RoomName, roomNames, roomsAtOnce } from "./rooms";
import { choices, type Settings } from "./settings";
import type { GalleryWords } from "./words";

export interface GalleryProps {
  settings: Settings;
  change: (some: Partial<Settings>) => void;
  language: "en" | "zh";
  words: GalleryWords;
  strings: ComponentStrings;
}

const languages = { en: { text: "English", lang: "en" }, zh: { text: "中文", lang: "zh-Hans" } };

function View(props: GalleryProps) {
  const nameOf = (option: keyof GalleryWords["options"]) => ({ text: props.words.options[option] });
  return (
    <div class="view" role="group" aria-label={props.words.view}>
      <Choice
        label={props.words.names.theme}
        options={choices.theme}
        nameOf={nameOf}
        value={props.settings.theme}
        onChange={(theme) => props.change({ theme })}
      />
      <Choice
        label={props.words.names.width}
        options={choices.width}
        nameOf={nameOf}
        value={props.settings.width}
        onChange={(width) => props.change({ width })}
      />
      <Choice
        label={props.words.names.dir}
        options={choices.dir}
        nameOf={nameOf}
        value={props.settings.dir}
        onChange={(dir) => props.change({ dir })}
      />
      <Choice
        label={props.words.names.lang}
        options={["en", "zh"] as const}
        nameOf={(option) => languages[option]}
        value={props.language}
        onChange={(lang) => props.change({ lang })}
      />
    </div>
  );
}

export function Gallery(props: GalleryProps) {
  const [code] = createResource(loadCode);
  const roomOf = (name: RoomName): Room | undefined =>
    name === "code" ? code() : roomsAtOnce.find((room) => room.name === name);
  const sections: HTMLElement[] = [];
  const current = createCurrent(() => sections);
  let main!: HTMLElement;
  keepAnchor(() => main);

  return (
    <div class="gallery" data-ready={code.loading ? undefined : ""}>
      <header class="side">
        <a class="side__back" href="./">
          <Back />
          {props.words.back}
        </a>
        <h1>{props.words.title}</h1>
        <p class="side__lead">{props.words.lead}</p>
        <nav class="rooms" aria-label={props.words.rooms}>
          <ul>
            <For each={roomNames}>
              {(name) => (
                <li>
                  <a href={`#${name}`} aria-current={current() === name ? "true" : undefined}>
                    {props.words.room[name].title}
                    <span class="rooms__count" aria-hidden="true">
                      {roomOf(name)?.examples.length}
                    </span>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <View {...props} />
      </header>
      <main ref={main}>
        <For each={roomNames}>
          {(name) => (
            <section
              class="room"
              id={name}
              aria-labelledby={`${name}-title`}
              ref={(section) => sections.push(section)}
            >
              <h2 id={`${name}-title`}>{props.words.room[name].title}</h2>
              <p class="room__text">{props.words.room[name].text}</p>
              <ErrorBoundary fallback={<p class="broken">{props.words.loadFailed}</p>}>
                <Show
                  when={roomOf(name)}
                  fallback={<p class="room__note">{props.words.loading}</p>}
                >
                  {(room) => (
                    <For
                      each={room().examples}
                      fallback={<p class="room__note">{props.words.empty}</p>}
                    >
                      {(example) => (
                        <Card
                          example={example}
                          settings={props.settings}
                          words={props.words}
                          strings={props.strings}
                        />
                      )}
                    </For>
                  )}
                </Show>
              </ErrorBoundary>
            </section>
          )}
        </For>
      </main>
    </div>
  );
}
