// The exact entry that takes the place of a number within a sentence while one types.

import { createEffect, createSignal, createUniqueId, onMount, untrack } from "solid-js";
import { useStrings } from "../strings";

export interface InlineEntryProps {
  label: string;
  /** What it opens with; all of it is selected if that is the number itself. */
  text: string;
  exact: string;
  message: string;
  /** Takes the text; whether it could be used. */
  onSubmit(text: string): boolean;
  /** Closes, and gives the focus back if it was closed by a key. */
  onClose(refocus: boolean): void;
}

export function InlineEntry(props: InlineEntryProps) {
  const strings = useStrings();
  const messageId = createUniqueId();
  const [text, setText] = createSignal(untrack(() => props.text));
  let field!: HTMLInputElement;
  let open = true;

  const close = (refocus: boolean): void => {
    open = false;
    props.onClose(refocus);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close(true);
    else if (event.key === "Enter") {
      if (props.onSubmit(text())) close(true);
    } else return;
    event.preventDefault();
  };
  onMount(() => {
    field.focus();
    if (props.text === props.exact) field.select();
    else field.setSelectionRange(props.text.length, props.text.length);
  });
  const fit = (element: HTMLInputElement): void => {
    field = element;
    createEffect(() =>
      element.style.setProperty("--_chars", String(Math.max(4, text().length + 1))),
    );
  };

  return (
    <>
      <input
        class="sa-scrub__entry"
        part="entry"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck={false}
        ref={fit}
        value={text()}
        aria-label={strings().slider.exact(props.label)}
        aria-invalid={props.message === "" ? undefined : true}
        aria-describedby={messageId}
        on:input={(event) => setText(event.currentTarget.value)}
        on:keydown={onKey}
        on:blur={() => {
          if (!open) return;
          // Text that is no number is let go of: a sentence has no room for a field left open.
          props.onSubmit(text());
          close(false);
        }}
      />
      <span class="sa-scrub__message" part="message" id={messageId} aria-live="polite">
        {props.message}
      </span>
    </>
  );
}
