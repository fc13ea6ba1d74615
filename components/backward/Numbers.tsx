// The numbers of a tensor within a line of text: in brackets, tinted by size. Large ones by their shape.

import { createEffect, Index, Show } from "solid-js";
import type { Tensor, TypedArray } from "../../src/index";
import { cellColours } from "../colours";
import { attempt } from "../guard";
import { cellText, niceCeiling } from "../numbers";
import { type Grid, readGrid } from "../source";
import { useStrings } from "../strings";

/** More than this is no longer taken in at a glance. */
const mostAcross = 8;
const mostDown = 6;

/** The tint is a hint beside the number: it stops short of the map's strongest colours. */
const paleness = 1.7;

/** Four decimals are for comparing; where they say nothing they are left out. */
const plain = (value: number, grid: Grid): string => {
  const text = cellText(value, grid.style);
  return grid.style === "fixed" ? text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : text;
};

/** `[[1, 2], [3, 4]]`, for screen readers, which see no brackets and no rows. */
function listed(grid: Grid): string {
  const texts = Array.from(grid.values, (value) => plain(value, grid));
  const row = (at: number) => `[${texts.slice(at, at + grid.columns).join(", ")}]`;
  if (grid.rank < 2) return row(0);
  const rows = Array.from({ length: texts.length / grid.columns }, (_, i) => row(i * grid.columns));
  return `[${rows.join(", ")}]`;
}

function Cell(props: { value: number; grid: Grid; max: number; bracket: boolean }) {
  const text = () => {
    const own =
      props.grid.rank === 0
        ? plain(props.value, props.grid)
        : cellText(props.value, props.grid.style);
    return props.bracket && own.startsWith("−") ? `(${own})` : own;
  };
  return (
    <span
      class="sa-numbers__cell"
      data-strange={Number.isFinite(props.value) ? undefined : ""}
      ref={(cell) =>
        createEffect(() => {
          const { ground, ink } = cellColours(props.value, props.max);
          cell.style.setProperty("--_ground", ground);
          cell.style.setProperty("--_on", ink);
        })
      }
    >
      {text()}
    </span>
  );
}

function Cells(props: { grid: Grid; bracket: boolean }) {
  return (
    <Index each={[...props.grid.values]}>
      {(value) => (
        <Cell
          value={value()}
          grid={props.grid}
          max={paleness * niceCeiling(props.grid.largest)}
          bracket={props.bracket}
        />
      )}
    </Index>
  );
}

/**
 * A tensor of up to 8 by 6 as its numbers, live; a larger one, or one of rank above 2, as its shape.
 * @param props.inside whether it stands within a formula: a negative number is then put in brackets
 */
export function Numbers(props: { of: Tensor; inside?: boolean }) {
  const strings = useStrings();
  let room: TypedArray | undefined;
  const reading = attempt(() => {
    const { shape } = props.of;
    const [across, down] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
    if (shape.length > 2 || across > mostAcross || down > mostDown) return null;
    const grid = readGrid(props.of, false, room);
    room = grid?.values;
    return grid;
  });
  const grid = () => {
    const now = reading();
    return now.ok ? now.value : null;
  };
  const shape = attempt(() => `[${props.of.shape.join(", ")}]`);
  const shapeText = () => {
    const now = shape();
    return now.ok ? now.value : "?";
  };
  return (
    <Show
      when={grid()}
      fallback={
        <span
          class="sa-numbers__shape"
          role="img"
          aria-label={strings().backward.ofShape(shapeText())}
        >
          {shapeText()}
        </span>
      }
    >
      {(now) => (
        <Show
          when={now().rank > 0}
          fallback={
            <span class="sa-numbers" data-rank="0">
              <Cells grid={now()} bracket={props.inside === true} />
            </span>
          }
        >
          <span
            class="sa-numbers"
            data-rank={now().rank}
            role="img"
            aria-label={listed(now())}
            ref={(box) =>
              createEffect(() => box.style.setProperty("--_columns", String(now().columns)))
            }
          >
            <Cells grid={now()} bracket={false} />
          </span>
        </Show>
      )}
    </Show>
  );
}
