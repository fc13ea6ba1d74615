// The rows of a table of values: headers once, cells whose text alone changes.

import { For, onCleanup, Show } from "solid-js";
import { cellText } from "../numbers";
import { useStrings } from "../strings";
import { createLinked } from "../workbench/linked";
import { useWorkbench } from "../workbench/Workbench";
import type { Parts } from "./parts";
import type { Values } from "./ValueTable";

export interface ValueRowsProps {
  values: Values;
  parts: Parts;
  rank: number;
  name: string;
  rowLabels?: readonly string[];
  columnLabels?: readonly string[];
}

export function ValueRows(props: ValueRowsProps) {
  const strings = useStrings();
  const workbench = useWorkbench();
  const linked = createLinked(() => props.values.tensor);
  const brush = (cell: number | null): void =>
    workbench?.setBrush(cell === null ? null : { tensor: props.values.tensor, cell });
  let brushes = false;
  onCleanup(() => brushes && brush(null));
  const matrix = () => props.rank >= 2;
  const headed = () => props.rank >= 1;
  const width = () => props.parts.columns.length + (matrix() ? 1 : 0);
  const label = (labels: readonly string[] | undefined, i: number | null): string =>
    i === null ? "…" : (labels?.[i] ?? String(i));
  const gap = () => (
    <td data-gap="">
      <span aria-hidden="true">…</span>
      <span class="sa-hidden">{strings().text.leftOut}</span>
    </td>
  );

  const cell = (place: () => number) => {
    const value = () => props.values.data[place()] ?? Number.NaN;
    return (
      <td
        data-strange={Number.isFinite(value()) ? undefined : ""}
        data-linked={linked()?.cells[place()] ? "" : undefined}
        on:pointermove={() => {
          brushes = true;
          brush(place());
        }}
        on:pointerleave={() => {
          brushes = false;
          brush(null);
        }}
      >
        {cellText(value(), props.values.style)}
      </td>
    );
  };
  const row = (start: number, index: number | null) => (
    <tr>
      <Show when={matrix()}>
        <th scope="row">{label(props.rowLabels, index)}</th>
      </Show>
      <For each={props.parts.columns}>
        {(column) =>
          index === null || column === null
            ? gap()
            : cell(() => start + index * props.parts.stride + column)
        }
      </For>
    </tr>
  );

  return (
    <>
      <Show when={headed()}>
        <thead>
          <tr>
            <Show when={matrix()}>
              <td />
            </Show>
            <For each={props.parts.columns}>
              {(column) => <th scope="col">{label(props.columnLabels, column)}</th>}
            </For>
          </tr>
        </thead>
      </Show>
      <For each={props.parts.sections}>
        {({ index, start }) => (
          <tbody>
            <Show when={props.rank > 2}>
              <tr>
                <th scope="rowgroup" colspan={width()}>
                  {index === null ? "…" : `${props.name}[${index.join(", ")}]`}
                </th>
              </tr>
            </Show>
            <Show when={index !== null}>
              <For each={props.parts.rows}>{(i) => row(start, i)}</For>
            </Show>
          </tbody>
        )}
      </For>
    </>
  );
}
