// A whole tensor under the hand: a slider for every element, in rows and columns.

import { createEffect, For, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { guarded, Trouble } from "../guard";
import type { TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { ParameterSlider } from "./ParameterSlider";
import type { ScaleKind } from "./scale";
import { sliderCss } from "./sliderCss";

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
  /** As for ParameterSlider. */
  min?: number;
  max?: number;
  step?: number;
  scale?: ScaleKind;
  gradient?: TensorSource;
}

const indices = (length: number): number[] => Array.from({ length }, (_, i) => i);

function View(props: TensorSlidersProps) {
  const strings = useStrings();
  const name = () => props.name ?? props.of.name ?? "";
  const rank = () => props.of.shape.length;
  const upright = () => rank() === 1 && props.direction === "column";
  const rows = () => (rank() === 2 || upright() ? (props.of.shape[0] ?? 1) : 1);
  const columns = () => (upright() ? 1 : (props.of.shape[rank() - 1] ?? 1));
  const elementAt = (row: number, column: number): number[] =>
    rank() === 0 ? [] : rank() === 1 ? [row + column] : [row, column];

  const rowLabels = () => props.rowLabels ?? (rank() === 0 ? [] : indices(rows()).map(String));
  const columnLabels = () =>
    props.columnLabels ?? (rank() === 2 ? indices(columns()).map(String) : []);
  // A row that names its elements has no use for the row's own number.
  const hasRows = () => rowLabels().length > 0 && (rank() === 2 || upright());
  const wraps = () => rank() === 1 && !upright() && columns() > 3;

  const size = (grid: HTMLElement): void => {
    createEffect(() => grid.style.setProperty("--_columns", String(columns())));
  };

  return (
    <Show when={rank() <= 2} fallback={<Trouble message={strings().heatmap.cannotShow(rank())} />}>
      <div
        class="sa sa-sliders"
        role="group"
        aria-label={name()}
        data-bare={hasRows() ? undefined : ""}
        data-wrap={wraps() ? "" : undefined}
        ref={(grid) => {
          styled(themeCss, sliderCss)(grid);
          size(grid);
        }}
      >
        <Show when={props.name}>
          <span class="sa-name sa-sliders__name" aria-hidden="true">
            {props.name}
          </span>
        </Show>
        <Show when={columnLabels().length > 0}>
          <Show when={hasRows()}>
            <span aria-hidden="true" />
          </Show>
          <For each={columnLabels()}>
            {(label) => (
              <span class="sa-sliders__label" aria-hidden="true">
                {label}
              </span>
            )}
          </For>
        </Show>
        <For each={indices(rows())}>
          {(row) => (
            <>
              <Show when={hasRows()}>
                <span class="sa-sliders__label" data-row="" aria-hidden="true">
                  {rowLabels()[row]}
                </span>
              </Show>
              <For each={indices(columns())}>
                {(column) => (
                  <div class="sa-sliders__cell">
                    <ParameterSlider
                      compact
                      of={props.of}
                      at={elementAt(row, column)}
                      label={
                        rank() === 0 ? name() : `${name()}[${elementAt(row, column).join(", ")}]`
                      }
                      min={props.min}
                      max={props.max}
                      step={props.step}
                      scale={props.scale}
                      gradient={props.gradient}
                    />
                  </div>
                )}
              </For>
            </>
          )}
        </For>
      </div>
    </Show>
  );
}

/**
 * Sliders for all elements of a leaf tensor of rank 0 to 2. A grid for a matrix; a vector lies across
 * or stands upright.
 *
 * @example <TensorSliders of={w} name="w" gradient={() => w.grad} />
 */
export const TensorSliders = guarded(View);
