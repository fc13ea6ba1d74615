// The matrices of a tensor side by side, and what a hand and keys do with their cells.

import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import type { Cells } from "../source";
import { useStrings } from "../strings";
import { CellCanvas } from "./CellCanvas";
import { CellField } from "./CellField";
import { CellTable } from "./CellTable";
import type { CellEdit } from "./edit";
import type { HeatModel } from "./model";
import { Pager } from "./Pager";
import { arrange, charactersOf, fits, gap } from "./size";
import { placeAt, spotOf, walk } from "./walk";

/** Matrices beyond these are leafed through. */
const mostSlices = 64;
/** Where the width is not known, more columns than this leave no room for numbers. */
const mostColumns = 8;

export interface MatricesProps {
  model: HeatModel;
  cells: Cells;
  edit: CellEdit;
  editable: boolean;
  /** The id of the summary. */
  summaryId: string;
}

/** The width of `element` in CSS pixels; 0 until it is known. */
function createWidth(element: () => HTMLElement | undefined) {
  const [width, setWidth] = createSignal(0);
  onMount(() => {
    const here = element();
    if (here === undefined || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(here);
    onCleanup(() => observer.disconnect());
  });
  return width;
}

export function Matrices(props: MatricesProps) {
  const strings = useStrings();
  const hintId = createUniqueId();
  const model = props.model;
  let box: HTMLDivElement | undefined;
  const width = createWidth(() => box);
  const several = createMemo(() => props.cells.slices > 1);
  // One table says all of itself.
  const alone = () => model.asTable() && !several();
  const descriptions = () => `${props.summaryId} ${hintId}`;
  const page = () => Math.floor(spotOf(props.cells, model.home()).slice / mostSlices);
  const shown = createMemo(
    () => {
      const first = page() * mostSlices;
      const count = Math.min(mostSlices, props.cells.slices - first);
      return Array.from({ length: count }, (_, i) => first + i);
    },
    undefined,
    { equals: (a, b) => a.length === b.length && a[0] === b[0] },
  );
  const arranged = createMemo(
    () => arrange(props.cells, shown().length, model.asTable(), width()),
    undefined,
    { equals: (a, b) => a.across === b.across && a.width === b.width },
  );
  // Numbers that once needed much room keep it, lest the table jump while one drags.
  const characters = createMemo<number>((before) => Math.max(before, charactersOf(props.cells)), 0);
  const legible = createMemo(() => {
    const { columns } = props.cells;
    if (width() === 0) return columns <= mostColumns;
    return fits(characters(), arranged().width / columns);
  });

  /** The cell under an event; null between cells. */
  const placeUnder = (event: MouseEvent | FocusEvent): number | null => {
    const target = event.target as Element;
    const frame = target.closest<HTMLElement>("[data-slice]");
    if (frame === null || target.closest("input") !== null) return null;
    const slice = Number(frame.dataset.slice);
    if (model.asTable()) {
      const cell = target.closest("td");
      const row = (cell?.parentElement as HTMLTableRowElement | undefined)?.rowIndex ?? -1;
      return cell === null ? null : placeAt(props.cells, { slice, row, column: cell.cellIndex });
    }
    const canvas = frame.querySelector("canvas");
    if (canvas === null || !("clientX" in event)) return null;
    const area = canvas.getBoundingClientRect();
    const part = (offset: number, size: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor((offset / size) * count)));
    return placeAt(props.cells, {
      slice,
      row: part(event.clientY - area.top, area.height, props.cells.rows),
      column: part(event.clientX - area.left, area.width, props.cells.columns),
    });
  };
  /** Brings the focus to a cell. */
  const focusCell = (place: number): void => {
    model.focus(place);
    if (!model.asTable()) {
      box?.focus();
      return;
    }
    const { slice, row, column } = spotOf(props.cells, place);
    const table = box?.querySelector<HTMLTableElement>(`[data-slice="${slice}"] table`);
    table?.rows[row]?.cells[column]?.focus();
  };

  let outside = false;
  const onMove = (event: PointerEvent): void => {
    outside = false;
    if (props.edit.dragged() !== null) return;
    const place = placeUnder(event);
    if (place !== null) model.hover(place);
  };
  const onDown = (event: PointerEvent): void => {
    const place = placeUnder(event);
    if (place === null) return;
    model.hover(place);
    // The focus itself comes with the click that follows, unless a finger scrolls.
    if (model.focused()) model.focus(place);
    else model.moveTo(place);
    if (props.editable) props.edit.press(event, place);
  };
  const onKey = (event: KeyboardEvent): void => {
    const place = model.home();
    let done = props.editable && props.edit.key(event, place);
    if (!done && !event.altKey && !event.metaKey) {
      const next = walk(event, place, props.cells);
      if (next !== null) {
        model.hover(null);
        focusCell(next);
        done = true;
      }
    }
    if (done) event.preventDefault();
  };

  // Where the pointer goes during a drag does not count; where it is afterwards does.
  createEffect(() => {
    if (props.edit.dragged() === null && outside) model.hover(null);
  });
  createEffect(() => {
    const set = (name: string, value: string) => box?.style.setProperty(name, value);
    set("--_across", String(arranged().across));
    set("--_slice", width() === 0 ? "100%" : `${arranged().width}px`);
    set("--_gap", `${gap}px`);
    set("--_chars", String(characters()));
  });

  return (
    <>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: either of its two roles takes a name */}
      <div
        class="sa-heatmap__matrices"
        role={model.asTable() ? "group" : "application"}
        aria-label={alone() ? undefined : `${model.name()} ${model.shape()}`}
        aria-roledescription={model.asTable() ? undefined : strings().heatmap.kind}
        aria-describedby={alone() ? undefined : descriptions()}
        tabIndex={model.asTable() ? undefined : 0}
        data-legible={legible() ? "yes" : "no"}
        data-editable={props.editable ? "" : undefined}
        data-dragging={props.edit.dragged() === null ? undefined : ""}
        ref={box}
        on:pointermove={onMove}
        on:pointerdown={onDown}
        on:pointerleave={() => {
          outside = true;
          if (props.edit.dragged() === null) model.hover(null);
        }}
        on:dblclick={(event) => {
          const place = placeUnder(event);
          if (place !== null && props.editable) props.edit.type(place);
        }}
        on:keydown={onKey}
        on:keyup={(event) => {
          if (event.key !== "Shift") props.edit.rest();
        }}
        on:focusin={(event) => {
          const place = model.asTable() ? placeUnder(event) : model.home();
          if (place !== null && event.target !== null) model.focus(place);
        }}
        on:focusout={() => {
          props.edit.rest();
          model.blur();
        }}
      >
        <For each={shown()}>
          {(slice) => (
            <div class="sa-heatmap__slice" part="matrix">
              <Show when={several()}>
                <span class="sa-heatmap__label" aria-hidden={model.asTable() ? undefined : "true"}>
                  {model.indexOfSlice(slice)}
                </span>
              </Show>
              <div class="sa-heatmap__frame" data-slice={slice}>
                {/* Built anew for another size, and for that alone. */}
                <Show when={`${props.cells.rows} ${props.cells.columns} ${model.asTable()}`} keyed>
                  {(_) => {
                    const { rows, columns } = untrack(() => props.cells);
                    const Matrix = untrack(model.asTable) ? CellTable : CellCanvas;
                    return (
                      <Matrix
                        model={model}
                        slice={slice}
                        rows={rows}
                        columns={columns}
                        editable={props.editable}
                        describedBy={alone() ? descriptions() : undefined}
                      />
                    );
                  }}
                </Show>
                <Show when={typingIn(props, slice)} keyed>
                  {(at) => (
                    <div
                      class="sa-heatmap__spot"
                      ref={(spot) => {
                        const { row, column } = spotOf(props.cells, at.place);
                        const { rows, columns } = props.cells;
                        spot.style.setProperty("--_top", `${(100 * (row + 0.5)) / rows}%`);
                        spot.style.setProperty("--_left", `${(100 * (column + 0.5)) / columns}%`);
                      }}
                    >
                      <CellField
                        name={model.nameOf(at.place)}
                        dtype={model.tensor()?.dtype ?? "float32"}
                        value={Number(props.cells.values[at.place])}
                        begun={at.begun}
                        onEnd={(value, back) => {
                          props.edit.typed(at.place, value);
                          if (back) focusCell(at.place);
                        }}
                      />
                    </div>
                  )}
                </Show>
              </div>
            </div>
          )}
        </For>
        <span class="sa-hidden" id={hintId}>
          {props.editable ? strings().heatmap.howToEdit : ""}
        </span>
      </div>
      <Show when={props.cells.slices > mostSlices}>
        <Pager
          first={model.indexOfSlice(shown()[0] ?? 0)}
          last={model.indexOfSlice(shown().at(-1) ?? 0)}
          count={props.cells.slices}
          atStart={page() === 0}
          atEnd={(page() + 1) * mostSlices >= props.cells.slices}
          onTurn={(by) => {
            const slice = (page() + by) * mostSlices;
            model.moveTo(placeAt(props.cells, { slice, row: 0, column: 0 }));
          }}
        />
      </Show>
    </>
  );
}

/** What is typed into a cell of this matrix. */
function typingIn(props: MatricesProps, slice: number) {
  const typing = props.edit.typing();
  return typing !== null && spotOf(props.cells, typing.place).slice === slice ? typing : null;
}
