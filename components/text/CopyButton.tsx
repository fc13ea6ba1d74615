// Copies a text, and says whether it did.

import { createSignal, onCleanup, Show } from "solid-js";
import { useStrings } from "../strings";

export interface CopyButtonProps {
  /** What is copied: asked for when the button is pressed. */
  text: () => string;
  /** What the text is of, for the button's name. */
  name: string;
}

/** How long the answer stands. */
const standing = 2000;

export function CopyButton(props: CopyButtonProps) {
  const strings = useStrings();
  const [answer, setAnswer] = createSignal("");
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      await navigator.clipboard.writeText(props.text());
      setAnswer(strings().text.copied);
    } catch {
      // Some pages may not write to the clipboard; a hand still can.
      setAnswer(strings().text.notCopied);
    }
    timer = setTimeout(() => setAnswer(""), standing);
  };
  return (
    <span class="sa-copy">
      <span class="sa-copy__answer" role="status">
        {answer()}
      </span>
      <button
        type="button"
        part="copy"
        aria-label={strings().text.copy(props.name)}
        title={strings().text.copy(props.name)}
        on:click={() => void copy()}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <Show
            when={answer() === strings().text.copied}
            fallback={
              <path
                d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z"
                fill="none"
                stroke="currentColor"
                stroke-width="1.4"
                stroke-linejoin="round"
              />
            }
          >
            <path
              d="M2.5 8.5l3.5 3.5 7.5-8"
              fill="none"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linejoin="round"
              stroke-linecap="round"
            />
          </Show>
        </svg>
      </button>
    </span>
  );
}
