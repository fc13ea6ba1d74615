// A field over one cell, for typing its exact number.

import { createSignal, createUniqueId, onMount, Show, untrack } from "solid-js";
import type { DType } from "../../src/index";
import { exactText } from "../numbers";
import { parse } from "../slider/parse";
import { useStrings } from "../strings";

export interface CellFieldProps {
  /** The element's name. */
  name: string;
  dtype: DType;
  /** The number that stands there. */
  value: number;
  /** The character that opened the field, and takes the number's place; null if none did. */
  begun: string | null;
  /** Called once, with the number typed; null if it is to stay. `back` asks for the focus in the cell. */
  onEnd(value: number | null, back: boolean): void;
}

export function CellField(props: CellFieldProps) {
  const strings = useStrings();
  const messageId = createUniqueId();
  const [message, setMessage] = createSignal("");
  let field: HTMLInputElement | undefined;
  const double = () => props.dtype === "float64" || props.dtype === "int64";
  const exact = untrack(() => exactText(props.value, double()));
  let open = true;
  const end = (value: number | null, back: boolean): void => {
    if (!open) return;
    open = false;
    props.onEnd(value, back);
  };
  const commit = (back: boolean): void => {
    const text = field?.value ?? "";
    const parsed = parse(text, props.dtype, strings().slider);
    // What was not touched stays to its last digit, NaN too.
    if (text === exact) end(null, back);
    else if (parsed.ok) end(parsed.value, back);
    else if (back) setMessage(parsed.message);
    else end(null, false);
  };
  onMount(() => {
    field?.focus();
    if (props.begun === null) field?.select();
  });
  return (
    <div class="sa-heatmap__entry">
      <input
        class="sa-heatmap__field"
        part="cell-field"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck={false}
        ref={field}
        value={untrack(() => props.begun) ?? exact}
        aria-label={strings().heatmap.exact(props.name)}
        aria-invalid={message() === "" ? undefined : true}
        aria-describedby={messageId}
        on:input={() => setMessage("")}
        on:keydown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") commit(true);
          else if (event.key === "Escape") end(null, true);
          else return;
          event.preventDefault();
        }}
        on:blur={() => commit(false)}
      />
      <span id={messageId} aria-live="polite">
        <Show when={message() !== ""}>
          <span class="sa-heatmap__complaint">{message()}</span>
        </Show>
      </span>
    </div>
  );
}
