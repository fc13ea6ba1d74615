// A sentence from words.ts, in which backticks mark code and brackets the link to the tutorial.

import { For } from "solid-js";

const tutorial = "https://pytorch.org/tutorials/beginner/basics/autogradqs_tutorial.html";

export function Prose(props: { text: string }) {
  return (
    <For each={props.text.split(/(`[^`]*`|\[[^\]]*\])/)}>
      {(piece) => {
        const inner = piece.slice(1, -1);
        // A call such as `w[0]` begins with a backtick, and is code whatever it holds.
        if (piece.startsWith("`")) return <code>{inner}</code>;
        return piece.startsWith("[") ? <a href={tutorial}>{inner}</a> : piece;
      }}
    </For>
  );
}
