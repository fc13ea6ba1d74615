// A matrix of a large tensor as pixels, with a ring where the pointer or the keyboard's cursor is.

import { type Accessor, createEffect, createSignal, onCleanup, onMount, Show } from "solid-js";
import type { MatrixProps } from "./CellTable";
import { type Matrix, makePainter } from "./paint";
import { createScheme } from "./scheme";
import { type CanvasSize, canvasSize } from "./size";
import { spotOf } from "./walk";

/** A rectangle of cells. */
interface Box {
  top: number;
  left: number;
  rows: number;
  columns: number;
}

/** The least rectangle around the marked cells of a matrix; null if none is marked. */
function around(marked: Uint8Array, { rows, columns, from }: Matrix): Box | null {
  let [top, left, bottom, right] = [rows, columns, -1, -1];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (marked[from + row * columns + column] === 0) continue;
      [top, bottom] = [Math.min(top, row), row];
      [left, right] = [Math.min(left, column), Math.max(right, column)];
    }
  }
  return bottom < 0 ? null : { top, left, rows: bottom - top + 1, columns: right - left + 1 };
}

/** A ring around `box`. */
function Ring(props: { matrix: Matrix; box: Box; kind: string }) {
  return (
    <span
      class="sa-heatmap__ring"
      data-kind={props.kind}
      ref={(ring) =>
        createEffect(() => {
          const { rows, columns } = props.matrix;
          const set = (name: string, part: number) =>
            ring.style.setProperty(name, `${(100 * part).toFixed(4)}%`);
          set("--_top", props.box.top / rows);
          set("--_left", props.box.left / columns);
          set("--_height", props.box.rows / rows);
          set("--_width", props.box.columns / columns);
        })
      }
    />
  );
}

/** The tallest a picture may be, in CSS pixels, unless `--sa-heatmap-height` says otherwise. */
const tallest = 480;

/** The size for the width that the parent of `frame` has; null until that is known. */
function createSize(
  frame: () => HTMLElement | undefined,
  props: MatrixProps,
): Accessor<CanvasSize> {
  const square = () => Math.min(1, tallest / (props.rows || 1));
  const [size, setSize] = createSignal<CanvasSize>({
    width: props.columns * square(),
    height: props.rows * square(),
    shrunk: false,
  });
  onMount(() => {
    const room = frame()?.parentElement;
    if (!room || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0;
      if (width === 0) return;
      const given = Number.parseFloat(
        getComputedStyle(room).getPropertyValue("--sa-heatmap-height"),
      );
      setSize(
        canvasSize(props.rows, props.columns, width, given > 0 ? given : tallest, devicePixelRatio),
      );
    });
    observer.observe(room);
    onCleanup(() => observer.disconnect());
  });
  return size;
}

export function CellCanvas(props: MatrixProps) {
  const model = props.model;
  let frame: HTMLDivElement | undefined;
  let canvas: HTMLCanvasElement | undefined;
  const matrix: Matrix = {
    rows: props.rows,
    columns: props.columns,
    from: props.slice * props.rows * props.columns,
  };
  const scheme = createScheme(() => canvas);
  const size = createSize(() => frame, props);
  const links = () => model.linked();
  /** Links with a cell elsewhere: all else is covered. */
  const elsewhere = () => {
    const now = links();
    return now === null || now.kind === "same" ? null : now;
  };
  /** What is ringed: the cursor, or else the cell that is pointed at in another view of the tensor. */
  const ringed = (): Box | null => {
    const now = links();
    return cursor() ?? (now?.kind === "same" ? around(now.cells, matrix) : null);
  };
  const cursor = (): Box | null => {
    const [place, cells] = [model.pointed(), model.cells()];
    if (place === null || cells === null) return null;
    const { slice, row, column } = spotOf(cells, place);
    return slice === props.slice ? { top: row, left: column, rows: 1, columns: 1 } : null;
  };

  onMount(() => {
    if (canvas === undefined || frame === undefined) return;
    const painter = makePainter(canvas);
    createEffect(() => {
      const now = model.cells();
      if (now !== null) painter.values(now, matrix, model.scale(), scheme());
    });
    const box = frame;
    createEffect(() => {
      box.style.setProperty("--_w", `${size().width}px`);
      box.style.setProperty("--_h", `${size().height}px`);
    });
  });

  return (
    <div class="sa-heatmap__picture" ref={frame} data-shrunk={size().shrunk ? "" : undefined}>
      <canvas class="sa-heatmap__canvas" part="canvas" aria-hidden="true" ref={canvas} />
      <Show when={elsewhere()}>
        {(there) => (
          <>
            <canvas
              class="sa-heatmap__canvas sa-heatmap__veil"
              aria-hidden="true"
              ref={(veil) => {
                const painter = makePainter(veil);
                createEffect(() => {
                  const cover = scheme() === "light" ? 0xc8ffffff : 0xc81d1916;
                  painter.veil(there().cells, matrix, cover);
                });
              }}
            />
            <Show when={around(there().cells, matrix)}>
              {(box) => <Ring matrix={matrix} box={box()} kind={there().kind} />}
            </Show>
          </>
        )}
      </Show>
      <Show when={ringed()}>{(box) => <Ring matrix={matrix} box={box()} kind="cursor" />}</Show>
    </div>
  );
}
