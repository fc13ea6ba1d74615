// A small matrix as a table whose cells are coloured: one thing for the eye, the keyboard and the
// screen reader alike. It is built once for its size; one effect then changes what has changed.

import { createEffect, onMount } from "solid-js";
import { type ColourScale, stepOf } from "../colours";
import { strangeness } from "../extent";
import { type CellStyle, cellText } from "../numbers";
import type { Cells } from "../source";
import type { HeatModel } from "./model";

export interface MatrixProps {
  model: HeatModel;
  /** Which of the matrices. */
  slice: number;
  rows: number;
  columns: number;
  /** Whether its numbers can be changed. */
  editable: boolean;
  /** The ids of what describes it. */
  describedBy: string | undefined;
}

const list = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** Shows numbers in `cells`, and remembers them, so that a cell that stays costs a comparison. */
function makeCellWriter(cells: readonly HTMLTableCellElement[]) {
  const shown = new Float64Array(cells.length);
  const steps = new Int16Array(cells.length).fill(-2);
  let style: CellStyle | null = null;
  let scale: ColourScale | null = null;
  return (now: Cells, nowScale: ColourScale, from: number): void => {
    const restyled = now.style !== style;
    const rescaled = nowScale !== scale;
    const recoloured = nowScale.palette !== scale?.palette;
    for (let i = 0; i < cells.length; i++) {
      const value = now.values[from + i] as number;
      const same = Object.is(value, shown[i]);
      if (same && !restyled && !rescaled) continue;
      const cell = cells[i] as HTMLTableCellElement;
      shown[i] = value;
      if (!same || restyled) {
        const text = cell.firstChild?.firstChild as Text;
        const next = cellText(value, now.style);
        if (text.data !== next) text.data = next;
      }
      const step = Number.isFinite(value) ? stepOf(nowScale, value) : -1;
      if (step === -1) cell.dataset.strange = strangeness(value);
      else if (steps[i] === -1) delete cell.dataset.strange;
      if (step !== -1 && (step !== steps[i] || recoloured)) {
        cell.style.setProperty("--_ground", nowScale.palette.grounds[step] as string);
        cell.style.setProperty("--_on", nowScale.palette.inks[step] as string);
      }
      steps[i] = step;
    }
    style = now.style;
    scale = nowScale;
  };
}

export function CellTable(props: MatrixProps) {
  const model = props.model;
  const from = props.slice * props.rows * props.columns;
  const cells: HTMLTableCellElement[] = [];

  onMount(() => {
    const write = makeCellWriter(cells);
    createEffect(() => {
      const now = model.cells();
      if (now !== null && now.values.length >= from + cells.length) write(now, model.scale(), from);
    });
    createEffect<HTMLElement | undefined>((before) => {
      const now = cells[model.home() - from];
      if (before !== undefined && before !== now) before.tabIndex = -1;
      if (now !== undefined) now.tabIndex = 0;
      return now;
    });
    createEffect<boolean>((before) => {
      const linked = model.linked();
      if (linked === null && !before) return false;
      cells.forEach((cell, i) => {
        if (linked?.cells[from + i]) cell.dataset.linked = linked.kind;
        else delete cell.dataset.linked;
      });
      return linked !== null;
    }, false);
  });

  return (
    <table
      role="grid"
      aria-readonly={props.editable ? undefined : "true"}
      aria-label={model.labelOf(props.slice)}
      aria-describedby={props.describedBy}
      data-links={model.linked()?.kind}
      ref={(table) => table.style.setProperty("--_columns", String(props.columns))}
    >
      <tbody>
        {list(props.rows).map((row) => (
          <tr>
            {list(props.columns).map((column) => (
              <td
                role="gridcell"
                class="sa-heatmap__cell"
                part="cell"
                tabIndex={-1}
                ref={(cell) => {
                  cells[row * props.columns + column] = cell;
                }}
              >
                <span> </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
