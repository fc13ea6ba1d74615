// A tensor as colours: which elements are large, which way they point, and every number on demand.

import { createEffect, createMemo, createUniqueId, Match, Show, Switch } from "solid-js";
import type { Tensor } from "../../src/index";
import { whyNotWritable } from "../checks";
import type { ColourMap } from "../colours";
import { ofHeatmap } from "../demands";
import { guarded, Trouble } from "../guard";
import type { TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import type { Domain } from "./colourScale";
import { createCellEdit } from "./edit";
import { heatmapCss } from "./heatmapCss";
import { Legend } from "./Legend";
import { Matrices } from "./Matrices";
import { createHeatModel } from "./model";

export interface HeatmapProps {
  /** A tensor of rank 0 to 4, or a function that says which; null is "no gradient yet". */
  of: TensorSource;
  /** What it is called: the caption and the names of its cells. @default the tensor's name */
  name?: string;
  /**
   * The colours. `auto` is purple for negative and orange for positive numbers (PuOr), of which only
   * one half is used while there is one sign. Diverging maps (PuOr, PRGn, BrBG, RdBu) are symmetric
   * about zero; sequential ones (viridis, cividis, magma, greys) run from end to end. @default "auto"
   */
  map?: ColourMap | "auto";
  /**
   * Which numbers the colours span: `live` follows the values in round numbers, `symmetric` does so to
   * both sides of zero alike, `[low, high]` is fixed, and the legend marks what lies beyond.
   * @default "live"
   */
  domain?: Domain;
  /** The end of the scale on either side of zero: short for `domain={[-max, max]}`. */
  max?: number;
  /** Whether the numbers of a leaf can be changed here. No effect on what is computed. @default false */
  editable?: boolean;
  /** A loss whose promise by the gradient is shown elsewhere on the workbench while a cell is dragged. */
  loss?: Tensor;
  /** Whether a vector stands upright as one column. @default false */
  upright?: boolean;
  /** Whether the scale bar is shown. @default true */
  legend?: boolean;
  /** Rows to keep free while there is no tensor, so that the page does not jump. @default 1 */
  emptyRows?: number;
}

function View(props: HeatmapProps) {
  const strings = useStrings();
  const summaryId = createUniqueId();
  const model = createHeatModel(props);
  const editable = createMemo(() => {
    const tensor = model.tensor();
    return props.editable === true && tensor !== null && whyNotWritable(tensor) === "";
  });
  const edit = createCellEdit({
    tensor: model.tensor,
    cells: model.cells,
    span: () => model.scale().high - model.scale().low,
    loss: () => props.loss,
    nameOf: model.nameOf,
    onCommit: model.speak,
  });
  const readout = () => {
    const place = edit.dragged() ?? model.pointed();
    return place === null ? "" : model.tell(place);
  };
  const wrongRank = () => {
    const now = model.reading();
    return now?.kind === "rank" ? now.rank : null;
  };
  /** Cells to show; a tensor without elements has none. */
  const cells = () => {
    const now = model.cells();
    return now === null || now.values.length === 0 ? null : now;
  };

  return (
    <figure class="sa sa-heatmap" aria-label={model.name()} ref={styled(themeCss, heatmapCss)}>
      <figcaption class="sa-heatmap__head" part="caption">
        {/* The exact value takes the caption's place: it begins with the same name, and nothing moves. */}
        <Show when={readout() === ""}>
          <span class="sa-name">{model.name()}</span>
          <span class="sa-note">{model.shape()}</span>
        </Show>
        <span class="sa-name sa-heatmap__readout" part="readout">
          {readout()}
        </span>
        <Show when={readout() !== "" && editable()}>
          <span class="sa-note sa-heatmap__hint" aria-hidden="true">
            {strings().heatmap.toEdit}
          </span>
        </Show>
      </figcaption>
      <span class="sa-hidden" id={summaryId}>
        {model.summary()}
      </span>
      <span class="sa-hidden" aria-live="polite">
        {model.spoken()}
      </span>
      <Switch
        fallback={
          <div
            class="sa-heatmap__empty"
            part="empty"
            ref={(box) =>
              createEffect(() => box.style.setProperty("--_rows", String(props.emptyRows ?? 1)))
            }
          >
            {model.cells() === null ? strings().common.noGradient : strings().heatmap.empty}
          </div>
        }
      >
        <Match when={model.trouble()}>{(message) => <Trouble message={message()} />}</Match>
        <Match when={wrongRank()}>
          {(rank) => <Trouble message={strings().heatmap.cannotShow(rank())} />}
        </Match>
        <Match when={cells()}>
          {(now) => (
            <Matrices
              model={model}
              cells={now()}
              edit={edit}
              editable={editable()}
              summaryId={summaryId}
            />
          )}
        </Match>
      </Switch>
      <Show when={props.legend !== false && cells()}>
        {(now) => <Legend scale={model.scale()} extent={now()} />}
      </Show>
    </figure>
  );
}

/**
 * A tensor of rank 0 to 4 as a heatmap: its last two dimensions as a matrix, those before as several
 * side by side on one scale, each with its index.
 *
 * Pointing at a cell, tapping it or walking to it shows its name and exact value in the caption. Up to
 * 400 elements are a table that screen readers read; more are a canvas with a summary in words and a
 * cursor that speaks one cell. Arrow keys walk; Home and End go to the ends of a row, with Ctrl to the
 * first and last cell; the Page keys to the next matrix, or by ten rows. NaN and infinities are hatched
 * instead of coloured: plainly, and on amber (inf) or violet (-inf); the legend names what there is.
 *
 * If `editable`, a cell of a leaf is dragged up or right for more, down or left for less (a finger:
 * right and left, since up and down scroll the page), with Shift ten times finer; Alt with the up and
 * down arrows moves it by a step, with Shift by ten; Enter, F2, a digit or a double click opens a field
 * for the exact number; Escape takes back. Each gesture is one step of the workbench's undo.
 *
 * On a workbench the cell that is pointed at is brushed, and cells linked with a brushed cell elsewhere
 * stand out. Values are read and painted once a frame above 400 elements, at every change below.
 *
 * Custom properties: `--sa-cell-height` (of table cells with numbers, default 34px),
 * `--sa-heatmap-height` (the tallest a picture may be, in px, default 480px), and the theme's. Parts:
 * `caption`, `readout`, `matrix`, `cell`, `canvas`, `cell-field`, `legend`, `legend-bar`, `button`, `empty`.
 *
 * @example <Heatmap of={() => w.grad} name="w.grad" />
 * @example <Heatmap of={attention} domain={[0, 1]} map="viridis" />
 */
export const Heatmap = guarded(View, ofHeatmap);
