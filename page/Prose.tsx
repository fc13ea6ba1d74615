// A sentence from words.ts, in which backticks mark code, brackets the link to the tutorial, and braces
// a number to drag.

import { For, type JSX } from "solid-js";

const tutorial = "https://pytorch.org/tutorials/beginner/basics/autogradqs_tutorial.html";

/** The same sentence without its marks, to be spoken. */
export const plain = (text: string): string => text.replace(/[`[\]{}]/g, "");

export interface ProseProps {
  text: string;
  /** What stands for the names in braces. */
  numbers?: Readonly<Record<string, () => JSX.Element>>;
}

export function Prose(props: ProseProps) {
  return (
    <For each={props.text.split(/(`[^`]*`|\[[^\]]*\]|\{\w+\})/)}>
      {(piece) => {
        const inner = piece.slice(1, -1);
        // A call such as `w[0]` begins with a backtick, and is code whatever it holds.
        if (piece.startsWith("`")) return <code>{inner}</code>;
        if (piece.startsWith("[")) return <a href={tutorial}>{inner}</a>;
        return piece.startsWith("{") ? props.numbers?.[inner]?.() : piece;
      }}
    </For>
  );
}
