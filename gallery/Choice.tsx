// One of a few: a row of radio buttons that looks like a switch.

import { createUniqueId, For } from "solid-js";

export interface ChoiceProps<T extends string> {
  label: string;
  options: readonly T[];
  /** What an option is called, and in which language if not the page's. */
  nameOf: (option: T) => { text: string; lang?: string };
  value: T;
  onChange: (value: T) => void;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const group = createUniqueId();
  return (
    <fieldset class="choice">
      <legend>{props.label}</legend>
      <div class="choice__options">
        <For each={props.options}>
          {(option) => (
            <label lang={props.nameOf(option).lang}>
              <input
                type="radio"
                name={group}
                value={option}
                checked={props.value === option}
                on:change={() => props.onChange(option)}
              />
              <span>{props.nameOf(option).text}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
