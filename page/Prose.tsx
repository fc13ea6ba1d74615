// A sentence from words.ts, in which backticks mark code.

import { For } from "solid-js";

export function Prose(props: { text: string }) {
  return (
    <For each={props.text.split("`")}>
      {(piece, index) => (index() % 2 === 1 ? <code>{piece}</code> : piece)}
    </For>
  );
}
