// A large tensor as pixels, with a cursor that pointer and arrow keys move, and a summary in words.

import { createEffect, createSignal, onCleanup, onMount } from "solid-js";
import { rampIndex, rampTable, type Scheme } from "../colours";
import { exactText } from "../numbers";
import type { Grid } from "../source";
import { useStrings } from "../strings";
import { type Cell, type CellViewProps, walk } from "./CellTable";

/** The scheme that `element` is drawn in: what `light-dark()` would choose there. */
function schemeOf(element: Element): Scheme {
  const view = element.ownerDocument.defaultView;
  const scheme = view?.getComputedStyle(element).colorScheme ?? "";
  if (!scheme.includes("dark")) return "light";
  if (!scheme.includes("light")) return "dark";
  return view?.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** One pixel per element; what is not finite is checked black and white, so that no colour stands for it. */
function paint(canvas: HTMLCanvasElement, grid: Grid, max: number, scheme: Scheme): void {
  const context = canvas.getContext?.("2d");
  if (context === null || context === undefined) return;
  // Two pixels to a side, when there is room, let the check show within a single cell.
  const side = grid.rows * grid.columns <= 65536 ? 2 : 1;
  canvas.width = grid.columns * side;
  canvas.height = grid.rows * side;
  const image = context.createImageData(canvas.width, canvas.height);
  const table = rampTable(scheme);
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const row = Math.floor(y / side);
      const value = grid.values[row * grid.columns + Math.floor(x / side)] as number;
      const check = (x + y) % 2 === 0 ? 0 : 255;
      const colour = Number.isFinite(value) ? table[rampIndex(value, max)] : [check, check, check];
      const at = 4 * (y * canvas.width + x);
      image.data[at] = colour?.[0] ?? 0;
      image.data[at + 1] = colour?.[1] ?? 0;
      image.data[at + 2] = colour?.[2] ?? 0;
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** A large tensor in one sentence: name, shape, extent, and how many elements are not finite. */
function useSummary(props: CellViewProps): () => string {
  const strings = useStrings();
  return () => {
    const { values, double, shape } = props.grid;
    let [low, high, strange] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const value of values) {
      if (!Number.isFinite(value)) strange++;
      else [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    const words = [`${props.name} ${shape}`, strings().heatmap.elements(values.length)];
    if (low <= high)
      words.push(strings().heatmap.extent(exactText(low, double), exactText(high, double)));
    if (strange > 0) words.push(strings().heatmap.strange(strange));
    return words.join(", ");
  };
}

export function CellCanvas(props: CellViewProps) {
  const summary = useSummary(props);
  const [cursor, setCursor] = createSignal<Cell>({ row: 0, column: 0 });
  const [scheme, setScheme] = createSignal<Scheme>("light");
  let canvas: HTMLCanvasElement | undefined;

  const move = (cell: Cell): void => {
    setCursor(cell);
    props.onPoint(cell);
  };
  const onPointer = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (offset: number, size: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor((offset / size) * count)));
    move({
      row: part(event.clientY - box.top, box.height, props.grid.rows),
      column: part(event.clientX - box.left, box.width, props.grid.columns),
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = walk(event.key, cursor(), props.grid);
    if (next === null) return;
    event.preventDefault();
    move(next);
  };

  onMount(() => {
    if (canvas === undefined) return;
    const element = canvas;
    const update = (): void => {
      setScheme(schemeOf(element));
    };
    update();
    const system = window.matchMedia?.("(prefers-color-scheme: dark)");
    system?.addEventListener("change", update);
    const page = new MutationObserver(update);
    page.observe(document.documentElement, { attributes: true });
    onCleanup(() => {
      system?.removeEventListener("change", update);
      page.disconnect();
    });
  });
  createEffect(() => {
    if (canvas !== undefined) paint(canvas, props.grid, props.max, scheme());
  });

  return (
    <canvas
      class="sa-heatmap__canvas"
      role="img"
      tabindex={0}
      aria-label={summary()}
      ref={canvas}
      on:pointermove={onPointer}
      on:pointerdown={onPointer}
      on:pointerleave={() => props.onPoint(null)}
      on:focus={() => props.onPoint(cursor())}
      on:blur={() => props.onPoint(null)}
      on:keydown={onKey}
    />
  );
}
