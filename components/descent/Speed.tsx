// The choice of how fast a run goes.

import { createUniqueId, For } from "solid-js";
import { useStrings } from "../strings";

export interface SpeedProps {
  label: string;
  /** Steps per second; Infinity for as many as fit. */
  value: number;
  onChange: (value: number) => void;
}

const usual: readonly number[] = [1, 3, 10, 30, 100, 1000, Number.POSITIVE_INFINITY];

export function Speed(props: SpeedProps) {
  const strings = useStrings();
  const id = createUniqueId();
  const all = () =>
    usual.includes(props.value) ? usual : [...usual, props.value].sort((a, b) => a - b);
  return (
    <div class="sa-descent__speed" part="speed">
      <label for={id}>{props.label}</label>
      <select id={id} on:change={(event) => props.onChange(Number(event.currentTarget.value))}>
        <For each={all()}>
          {(speed) => (
            <option value={String(speed)} selected={speed === props.value}>
              {Number.isFinite(speed) ? String(speed) : strings().descent.fastest}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
