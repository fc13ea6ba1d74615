// A tensor as colours: which elements are large, which way they point, and every number on demand.

import { createEffect, createMemo, createSignal, Match, Show, Switch } from "solid-js";
import type { TypedArray } from "../../src/index";
import { attempt, guarded, Trouble } from "../guard";
import { exactText } from "../numbers";
import { cellName, type Grid, readGrid, resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { CellCanvas } from "./CellCanvas";
import { type Cell, CellTable } from "./CellTable";
import { settle } from "./colourScale";
import { heatmapCss } from "./heatmapCss";
import { Legend } from "./Legend";

export interface HeatmapProps {
  /** A tensor of rank 0 to 2, or a function that says which; null is "no gradient yet". */
  of: TensorSource;
  /** What it is called: the caption and the names of its cells. @default the tensor's name */
  name?: string;
  /** The end of the colour scale on either side of zero. @default a round number above all values */
  max?: number;
  /** Whether a vector stands upright as one column. @default false */
  upright?: boolean;
  /** Whether the scale bar is shown. @default true */
  legend?: boolean;
  /** Rows to keep free while there is no tensor, so that the page does not jump. @default 1 */
  emptyRows?: number;
}

/** Tables up to here; above, a canvas and a summary. */
const mostCells = 400;
/** More columns than this leave no room for numbers in the cells. */
const mostColumns = 8;

type Reading = { kind: "none" } | { kind: "rank"; rank: number } | { kind: "grid"; grid: Grid };

function View(props: HeatmapProps) {
  const strings = useStrings();
  let room: TypedArray | undefined;
  const reading = attempt<Reading>(() => {
    const tensor = resolve(props.of);
    if (tensor === null) return { kind: "none" };
    const grid = readGrid(tensor, props.upright === true, room);
    if (grid === null) return { kind: "rank", rank: tensor.shape.length };
    room = grid.values;
    return { kind: "grid", grid };
  });
  const seen = () => {
    const now = reading();
    return now.ok ? now.value : null;
  };
  const grid = () => {
    const now = seen();
    return now?.kind === "grid" ? now.grid : null;
  };
  const wrongRank = () => {
    const now = seen();
    return now?.kind === "rank" ? now.rank : null;
  };
  const trouble = () => {
    const now = reading();
    return now.ok ? null : now.message;
  };
  const name = createMemo(
    () => props.name ?? (typeof props.of === "function" ? "" : props.of.name) ?? "",
  );
  const settled = createMemo<number | null>((before) => settle(before, grid()?.largest ?? 0), null);
  const max = () => props.max ?? settled() ?? 1;
  const legible = () => (grid()?.columns ?? 0) <= mostColumns;
  const cells = () => (grid()?.rows ?? 0) * (grid()?.columns ?? 0);

  const [pointed, setPointed] = createSignal<Cell | null>(null);
  const readout = () => {
    const cell = pointed();
    const now = grid();
    if (cell === null || now === null || cell.row >= now.rows || cell.column >= now.columns)
      return "";
    const value = now.values[cell.row * now.columns + cell.column] ?? 0;
    return `${cellName(name(), now, cell.row, cell.column)} = ${exactText(value, now.double)}`;
  };

  return (
    <figure
      class="sa sa-heatmap"
      aria-label={name()}
      data-legible={legible() ? "yes" : "no"}
      ref={styled(themeCss, heatmapCss)}
    >
      <figcaption class="sa-heatmap__head">
        {/* The exact value takes the caption's place: it begins with the same name, and nothing moves. */}
        <Show when={readout() === ""}>
          <span class="sa-name">{name()}</span>
          <span class="sa-note">{grid()?.shape ?? ""}</span>
        </Show>
        <span class="sa-name sa-heatmap__readout" aria-live="polite">
          {readout()}
        </span>
      </figcaption>
      <Switch>
        <Match when={trouble()}>{(message) => <Trouble message={message()} />}</Match>
        <Match when={wrongRank()}>
          {(rank) => <Trouble message={strings().heatmap.cannotShow(rank())} />}
        </Match>
        <Match when={seen()?.kind === "none"}>
          <div
            class="sa-heatmap__empty"
            ref={(box) =>
              createEffect(() => box.style.setProperty("--_rows", String(props.emptyRows ?? 1)))
            }
          >
            {strings().common.noGradient}
          </div>
        </Match>
        <Match when={grid()}>
          {(now) => (
            <Show
              when={cells() <= mostCells}
              fallback={
                <CellCanvas
                  grid={now()}
                  name={name()}
                  max={max()}
                  legible={false}
                  onPoint={setPointed}
                />
              }
            >
              <CellTable
                grid={now()}
                name={name()}
                max={max()}
                legible={legible()}
                onPoint={setPointed}
              />
            </Show>
          )}
        </Match>
      </Switch>
      <Show when={grid() !== null && props.legend !== false}>
        <Legend max={max()} />
      </Show>
    </figure>
  );
}

/**
 * A tensor of rank 0 to 2 as a heatmap: diverging colours symmetric about zero with a scale bar, the
 * exact value of a cell on hover, focus (arrow keys walk) or tap. Up to 400 elements it is a table that
 * screen readers read; above, a canvas with a summary. What is not finite is hatched.
 *
 * @example <Heatmap of={() => w.grad} name="w.grad" />
 */
export const Heatmap = guarded(View);
