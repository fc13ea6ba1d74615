// One example alone, without the gallery around it: for embedding, and for tests.

import { createMemo, createResource, Show } from "solid-js";
import type { ComponentStrings } from "../components";
import type { Example } from "./example";
import { loadCode, roomsAtOnce } from "./rooms";
import { Stage } from "./Stage";
import type { Settings } from "./settings";
import type { GalleryWords } from "./words";

export interface OneExampleProps {
  settings: Settings;
  words: GalleryWords;
  strings: ComponentStrings;
}

/** The example of this id; the code room is fetched only if the id is of that room. */
async function find(id: string): Promise<Example | null> {
  const here = roomsAtOnce.flatMap((room) => room.examples).find((each) => each.id === id);
  if (here !== undefined || !id.startsWith("code")) return here ?? null;
  return (await loadCode()).examples.find((each) => each.id === id) ?? null;
}

export function OneExample(props: OneExampleProps) {
  const id = createMemo(() => props.settings.only ?? "");
  const [example] = createResource(id, find);
  return (
    <main class="alone" data-ready={example.loading ? undefined : id()}>
      <Show
        when={!example.loading && id() !== "" && example()}
        keyed
        fallback={
          <Show when={!example.loading && id() !== ""}>
            <p class="broken">{props.words.unknown(id())}</p>
            <a href="?">{props.words.all}</a>
          </Show>
        }
      >
        {(found) => (
          <>
            <h1 class="alone__title">{found.title}</h1>
            <Stage
              example={found}
              settings={props.settings}
              strings={props.strings}
              broken={props.words.broken}
            />
          </>
        )}
      </Show>
    </main>
  );
}
