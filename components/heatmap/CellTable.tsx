// A small tensor as a table whose cells are coloured: one thing for the eye, the keyboard and the
// screen reader alike.

import { createEffect, createSignal, Index, Show } from "solid-js";
import { cellColours } from "../colours";
import { cellText, exactText } from "../numbers";
import { cellName, type Grid } from "../source";

export interface Cell {
  row: number;
  column: number;
}

export interface CellViewProps {
  grid: Grid;
  /** The tensor's name, in cell names and in the caption. */
  name: string;
  /** The end of the colour scale. */
  max: number;
  /** Whether the numbers fit into the cells. */
  legible: boolean;
  /** The cell that is pointed at or has the focus, or null. */
  onPoint(cell: Cell | null): void;
}

const list = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** Where an arrow key leads from `cell`, or null for other keys. */
export function walk(key: string, cell: Cell, grid: Grid): Cell | null {
  const last = { row: grid.rows - 1, column: grid.columns - 1 };
  const { row, column } = cell;
  if (key === "ArrowRight") return { row, column: Math.min(last.column, column + 1) };
  if (key === "ArrowLeft") return { row, column: Math.max(0, column - 1) };
  if (key === "ArrowDown") return { row: Math.min(last.row, row + 1), column };
  if (key === "ArrowUp") return { row: Math.max(0, row - 1), column };
  if (key === "Home") return { row, column: 0 };
  if (key === "End") return { row, column: last.column };
  return null;
}

export function CellTable(props: CellViewProps) {
  const [home, setHome] = createSignal<Cell>({ row: 0, column: 0 });
  let table: HTMLTableElement | undefined;

  const isHome = (row: number, column: number) =>
    Math.min(home().row, props.grid.rows - 1) === row &&
    Math.min(home().column, props.grid.columns - 1) === column;

  const onKey = (event: KeyboardEvent, cell: Cell): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = walk(event.key, cell, props.grid);
    if (next === null) return;
    event.preventDefault();
    setHome(next);
    table?.rows[next.row]?.cells[next.column]?.focus();
  };

  return (
    <table
      role="grid"
      aria-readonly="true"
      aria-label={`${props.name} ${props.grid.shape}`}
      ref={(element) => {
        table = element;
        createEffect(() => element.style.setProperty("--_columns", String(props.grid.columns)));
      }}
      on:pointerleave={() => props.onPoint(table?.matches(":focus-within") ? home() : null)}
    >
      <tbody>
        <Index each={list(props.grid.rows)}>
          {(_, row) => (
            <tr>
              <Index each={list(props.grid.columns)}>
                {(_, column) => {
                  const value = () => props.grid.values[row * props.grid.columns + column] ?? 0;
                  const paint = (cell: HTMLElement): void => {
                    createEffect(() => {
                      const colours = cellColours(value(), props.max);
                      cell.style.setProperty("--_ground", colours.ground);
                      cell.style.setProperty("--_on", colours.ink);
                    });
                  };
                  return (
                    // A pointer that rests while the page scrolls under it enters cells but does not move:
                    // then the cell with the focus goes on being read out.
                    <td
                      role="gridcell"
                      class="sa-heatmap__cell"
                      ref={paint}
                      tabIndex={isHome(row, column) ? 0 : -1}
                      data-strange={Number.isFinite(value()) ? undefined : ""}
                      title={`${cellName(props.name, props.grid, row, column)} = ${exactText(value(), props.grid.double)}`}
                      on:pointermove={() => props.onPoint({ row, column })}
                      on:pointerdown={() => props.onPoint({ row, column })}
                      on:focus={() => {
                        setHome({ row, column });
                        props.onPoint({ row, column });
                      }}
                      on:blur={() => props.onPoint(null)}
                      on:keydown={(event) => onKey(event, { row, column })}
                    >
                      <Show
                        when={props.legible}
                        fallback={
                          <span class="sa-hidden">{cellText(value(), props.grid.style)}</span>
                        }
                      >
                        {cellText(value(), props.grid.style)}
                      </Show>
                    </td>
                  );
                }}
              </Index>
            </tr>
          )}
        </Index>
      </tbody>
    </table>
  );
}
