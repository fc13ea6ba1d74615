// A whole tensor under the hand: a slider for every element, in rows and columns, on one scale.

import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  onCleanup,
  Show,
} from "solid-js";
import type { Tensor } from "../../src/index";
import { ofTensorSliders } from "../demands";
import { guarded, Trouble } from "../guard";
import type { TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { createLinked } from "../workbench/linked";
import { useWorkbench } from "../workbench/Workbench";
import { AxisHandle } from "./AxisHandle";
import type { GestureKind } from "./gesture";
import { indices, neighbour } from "./grid";
import { PromiseBubble } from "./PromiseBubble";
import { paintable } from "./painting";
import { readoutCss } from "./readoutCss";
import { SliderCell } from "./SliderCell";
import type { ScaleKind } from "./scale";
import { sliderCss } from "./sliderCss";
import { slidersCss } from "./slidersCss";
import { createSlidersModel } from "./slidersModel";
import { slopeCss } from "./slopeCss";

export interface TensorSlidersProps {
  /** The leaf that is written; rank 0 to 2. */
  of: Tensor;
  /** What the tensor is called: shown if given, and the elements are `name[i, j]`. @default the tensor's name */
  name?: string;
  /** Labels beside the rows and above the columns; `[]` leaves them out. @default the indices */
  rowLabels?: readonly string[];
  columnLabels?: readonly string[];
  /** How a vector lies: across (wrapping where it is narrow), or upright as one column. @default "row" */
  direction?: "row" | "column";
  /** As for ParameterSlider; one range for all, widened for all together. */
  min?: number;
  max?: number;
  bounded?: boolean;
  step?: number;
  scale?: ScaleKind;
  threshold?: number;
  gradient?: TensorSource;
  loss?: Tensor;
  readout?: boolean;
  disabled?: boolean;
  readonly?: boolean;
  /** What a double-click, or Delete, sets each element back to, row-major. @default no reset */
  initial?: ArrayLike<number>;
  /** Called when a drag, a key or a typed number is done. */
  onCommit?: () => void;
}

function View(props: TensorSlidersProps) {
  const strings = useStrings();
  const workbench = useWorkbench();
  const model = createSlidersModel(props);
  const { grid, upright, valueAt } = model;
  const linked = createLinked(() => props.of);
  const hintId = createUniqueId();
  let root!: HTMLDivElement;
  const at = (row: number, column: number): HTMLElement | null =>
    root.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
  // The promise floats above whatever is dragged.
  const begin = (kind: GestureKind, label: string, place: number | null, from: Element | null) => {
    if (from instanceof HTMLElement) {
      root.style.setProperty("--_top", `${from.offsetTop}px`);
      root.style.setProperty("--_middle", `${from.offsetLeft + from.offsetWidth / 2}px`);
    }
    model.gesture.begin(kind, label, place);
  };

  const rowLabels = () =>
    props.rowLabels ?? (grid().rank === 0 ? [] : indices(grid().rows).map(String));
  const columnLabels = () =>
    props.columnLabels ?? (grid().rank === 2 ? indices(grid().columns).map(String) : []);
  // A row that names its elements has no use for the row's own number.
  const hasRows = () => rowLabels().length > 0 && (grid().rank === 2 || upright());
  const wraps = () => grid().rank === 1 && !upright() && grid().columns > 3;

  // Tab stops once among the handles, and once among the sliders if they are many.
  const [current, setCurrent] = createSignal("0,0");
  const [handle, setHandle] = createSignal("");
  const handles = createMemo(() => {
    const { rows, columns } = grid();
    const named = (label: string | undefined): boolean => (label ?? "") !== "" && !model.inert();
    const above = rows > 1 ? indices(columns).filter((c) => named(columnLabels()[c])) : [];
    const beside =
      hasRows() && columns > 1 ? indices(rows).filter((r) => named(rowLabels()[r])) : [];
    return new Set([...above.map((c) => `-1,${c}`), ...beside.map((r) => `${r},-1`)]);
  });
  const stops = (key: string): boolean => {
    const now = handle();
    return key === (handles().has(now) ? now : [...handles()][0]);
  };

  // The cell under the hand is marked in other views, not in its own.
  let pointing = false;
  const linkOf = (place: number): string | undefined => {
    const now = linked();
    return now?.cells[place] && !pointing ? now.kind : undefined;
  };
  const leave = (): void => {
    pointing = false;
    workbench?.setBrush(null);
  };
  onCleanup(() => {
    if (pointing) leave();
  });
  const point = (event: Event): void => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
    if (cell === null) return;
    pointing = true;
    if (event.type === "focusin") setCurrent(cell.dataset.at ?? "0,0");
    workbench?.setBrush({ tensor: props.of, cell: Number(cell.dataset.place) });
  };
  const walk = (event: KeyboardEvent): void => {
    const target = event.target as HTMLInputElement;
    const from = target.closest<HTMLElement>("[data-at]");
    if (from === null || target.type === "text" || !(event.ctrlKey || event.metaKey)) return;
    const [row = 0, column = 0] = (from.dataset.at ?? "").split(",").map(Number);
    const next = neighbour(event.key, row, column);
    const to = next === null ? null : at(...next);
    if (next === null || to === null) return;
    event.preventDefault();
    if (event.shiftKey && from.dataset.place && to.dataset.place && !model.inert()) {
      const value = valueAt(Number(from.dataset.place));
      begin("stroke", grid().name(...next), Number(to.dataset.place), to);
      model.writeAll([Number(to.dataset.place)], () => value);
      model.gesture.end(true);
    }
    (to.querySelector<HTMLElement>("input[type=range]") ?? to).focus();
  };
  const mount = (element: HTMLDivElement): void => {
    root = element;
    styled(themeCss, sliderCss, slidersCss, slopeCss, readoutCss)(element);
    createEffect(() => element.style.setProperty("--_columns", String(grid().columns)));
    paintable(element, {
      pressed: model.pressedAt,
      onBegin: (from) => begin("pointer", model.name(), null, from),
      onPaint: (places, value) => model.writeAll(places, () => value),
      onEnd: model.gesture.end,
    });
  };

  const Label = (own: { row: number; column: number; text: string | undefined }) => {
    const key = `${own.row},${own.column}`;
    const isRow = own.column < 0;
    const slice = () => (isRow ? grid().rowName(own.row) : grid().columnName(own.column));
    const places = () => (isRow ? grid().rowPlaces(own.row) : grid().columnPlaces(own.column));
    const plain = () => (
      <span class="sa-sliders__label" data-row={isRow ? "" : undefined} aria-hidden="true">
        {own.text}
      </span>
    );
    return (
      <Show when={handles().has(key)} fallback={plain()}>
        <AxisHandle
          text={own.text ?? ""}
          label={isRow ? strings().slider.rowOf(slice()) : strings().slider.columnOf(slice())}
          row={isRow}
          at={key}
          tabStop={stops(key)}
          places={places()}
          value={valueAt}
          shown={model.shown}
          scale={model.scale()}
          step={model.step()}
          trackWidth={() => root.querySelector("input[type=range]")?.clientWidth || 100}
          onBegin={(kind) => begin(kind, slice(), null, at(own.row, own.column))}
          onMove={(value) => model.writeAll(places(), value)}
          onEnd={model.gesture.end}
          onFocus={() => setHandle(key)}
        />
      </Show>
    );
  };

  return (
    <Show when={model.trouble() === ""} fallback={<Trouble message={model.trouble()} />}>
      <div
        class="sa sa-sliders"
        part="sliders"
        role="group"
        aria-label={model.name()}
        aria-describedby={hintId}
        data-bare={hasRows() ? undefined : ""}
        data-wrap={wraps() ? "" : undefined}
        ref={mount}
        on:keydown={walk}
        on:focusin={point}
        on:pointerover={point}
        on:focusout={leave}
        on:pointerleave={leave}
      >
        <Show when={props.name}>
          <span class="sa-name sa-sliders__name" part="name" aria-hidden="true">
            {props.name}
          </span>
        </Show>
        <Show when={columnLabels().length > 0}>
          <Show when={hasRows()}>
            <span aria-hidden="true" />
          </Show>
          <For each={columnLabels()}>
            {(text, column) => <Label row={-1} column={column()} text={text} />}
          </For>
        </Show>
        <For each={indices(grid().rows)}>
          {(row) => (
            <>
              <Show when={hasRows()}>
                <Label row={row} column={-1} text={rowLabels()[row]} />
              </Show>
              <For each={indices(grid().columns)}>
                {(column) => (
                  <SliderCell
                    model={model}
                    row={row}
                    column={column}
                    tabStop={model.everyStops() || current() === `${row},${column}`}
                    linked={linkOf(grid().place(row, column))}
                    onBegin={(kind, label, place) => begin(kind, label, place, at(row, column))}
                  />
                )}
              </For>
            </>
          )}
        </For>
        <Show when={grid().rows * grid().columns === 0}>
          <span class="sa-note">{strings().slider.empty}</span>
        </Show>
        <span class="sa-hidden" id={hintId}>
          {grid().rows * grid().columns > 1 ? strings().slider.walk : ""}
        </span>
        <Show when={props.loss !== undefined && props.readout !== false}>
          <div class="sa-sliders__readout">
            <PromiseBubble forecast={model.gesture.forecast()} />
          </div>
        </Show>
      </div>
    </Show>
  );
}

/**
 * Sliders for all elements of a leaf tensor of rank 0 to 2, on one scale: a number typed outside it
 * widens it for all. A grid for a matrix; a vector lies across or stands upright.
 *
 * Each is a ParameterSlider in hand and keys. Beyond that: the label of a row or column is a handle that
 * moves all of it together, by a sideways drag or by arrow keys; a drag with Shift held gives every
 * slider that it crosses the value of the first; Control (or Command) with an arrow goes to the next
 * slider or handle, and with Shift takes the value along. Each is one step of the undo history. Tab
 * stops at each slider up to 20, above that at one of them, and at one of the handles.
 *
 * Parts: `sliders`, `handle`, and those of ParameterSlider.
 *
 * @example <TensorSliders of={w} name="w" gradient={() => w.grad} loss={loss} />
 */
export const TensorSliders = guarded(View, ofTensorSliders);
