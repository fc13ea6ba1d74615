// The number beside a slider, exact: looks like text until it is used.

import { createEffect, createSignal, createUniqueId } from "solid-js";
import { useStrings } from "../strings";

export interface ExactFieldProps {
  label: string;
  /** As it is shown, and in full while it has the focus. */
  shown: string;
  exact: string;
  /** What is wrong, "" if nothing. */
  message: string;
  disabled?: boolean;
  readonly?: boolean;
  tabStop?: boolean;
  /** Takes the text; whether it could be used. */
  onSubmit(text: string): boolean;
  /** Escape: the message is no longer true. */
  onRevert(): void;
}

export function ExactField(props: ExactFieldProps) {
  const strings = useStrings();
  const messageId = createUniqueId();
  const [draft, setDraft] = createSignal<string | null>(null);
  const [focused, setFocused] = createSignal(false);
  const [pointed, setPointed] = createSignal(false);

  const commit = (): void => {
    const text = draft();
    if (text !== null && props.onSubmit(text)) setDraft(null);
  };
  // The value moved by other means: what was typed is out of date.
  createEffect((before: string | undefined) => {
    const now = props.exact;
    if (before !== undefined && before !== now && !focused()) setDraft(null);
    return now;
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape" && draft() !== null) {
      setDraft(null);
      props.onRevert();
    } else return;
    event.preventDefault();
  };
  const fit = (field: HTMLElement): void => {
    createEffect(() => field.style.setProperty("--_chars", String(props.shown.length)));
  };

  return (
    <>
      <input
        class="sa-slider__field"
        part="field"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck={false}
        ref={fit}
        value={draft() ?? (focused() ? props.exact : props.shown)}
        // Only where it can be seen: the browser matches all styles anew for every new title.
        title={pointed() ? props.exact : undefined}
        disabled={props.disabled}
        readonly={props.readonly}
        tabindex={props.tabStop === false ? -1 : undefined}
        aria-label={strings().slider.exact(props.label)}
        aria-invalid={props.message === "" ? undefined : true}
        aria-describedby={messageId}
        on:pointerenter={() => setPointed(true)}
        on:pointerleave={() => setPointed(false)}
        on:focus={(event) => {
          // Putting the exact text in drops the selection that Tab made: typing would append.
          setFocused(true);
          event.currentTarget.select();
        }}
        on:input={(event) => setDraft(event.currentTarget.value)}
        on:keydown={onKey}
        on:blur={() => {
          setFocused(false);
          commit();
        }}
      />
      <span class="sa-slider__message" part="message" id={messageId} aria-live="polite">
        {props.message}
      </span>
    </>
  );
}
