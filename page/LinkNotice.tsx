// What a link held that does not fit the page, said calmly.

import { For, Show } from "solid-js";
import { words } from "./language";
import { usePage } from "./state/Page";

/** More than these are only counted. */
const most = 4;

export function LinkNotice() {
  const page = usePage();
  return (
    <Show when={page.ignored().length > 0}>
      <div class="notice notice--link" role="status">
        <p>{words().linkIgnored}</p>
        <ul>
          <For each={page.ignored().slice(0, most)}>
            {({ reason, text }) => <li>{words().linkReasons[reason](text)}</li>}
          </For>
          <Show when={page.ignored().length > most}>
            <li>{words().linkMore(page.ignored().length - most)}</li>
          </Show>
        </ul>
        <button type="button" class="button" on:click={() => page.dismiss()}>
          {words().dismiss}
        </button>
      </div>
    </Show>
  );
}
