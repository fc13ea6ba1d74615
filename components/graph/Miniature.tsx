// A tensor in small, painted by whoever holds its painter: coloured squares, or the number of a scalar.

import { createEffect, createMemo, For, onCleanup, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { cellColours } from "../colours";
import { cellText, niceCeiling } from "../numbers";
import { createLinked, type Linked } from "../workbench/linked";
import { useWorkbench } from "../workbench/Workbench";
import { type Card, metrics } from "./card";
import { isExact, type Picture, type Squares } from "./miniature";

export interface Painter {
  /**
   * Shows a picture, or nothing.
   * @param max the end of the colour scale. @default a round number above all values
   */
  paint(picture: Picture | null, max: number | undefined): void;
}

export function Miniature(props: {
  card: Card;
  caption: string;
  /** What is shown, for the cell that is pointed at. */
  tensor: () => Tensor | null;
  x: number;
  y: number;
  painter: (painter: Painter) => void;
}) {
  let group: SVGGElement | undefined;
  let number: SVGTextElement | undefined;
  const rects: SVGRectElement[] = [];
  const grounds: string[] = [];
  const indices = createMemo(() => {
    const { squares } = props.card;
    const count = squares === null ? 0 : squares.rows * squares.columns;
    rects.length = count;
    grounds.length = 0;
    return Array.from({ length: count }, (_, i) => i);
  });
  const columns = () => props.card.squares?.columns ?? 1;
  const size = () => props.card.squares?.size ?? 0;

  props.painter({
    paint(picture, max) {
      if (group === undefined) return;
      group.setAttribute("visibility", picture === null ? "hidden" : "inherit");
      if (picture === null) return;
      if (props.card.scalar) {
        if (number) number.textContent = cellText(Number(picture.squares[0]), picture.style);
        return;
      }
      const end = max ?? niceCeiling(picture.largest);
      for (let i = 0; i < rects.length; i++) {
        const value = picture.squares[i] as number;
        const { ground } = cellColours(value, end);
        if (grounds[i] === ground) continue;
        grounds[i] = ground;
        const rect = rects[i] as SVGRectElement;
        rect.style.setProperty("--_ground", ground);
        if (Number.isFinite(value)) rect.removeAttribute("data-strange");
        else rect.setAttribute("data-strange", "");
      }
    },
  });

  const workbench = useWorkbench();
  let pointing = false;
  const leave = (): void => {
    pointing = false;
    workbench?.setBrush(null);
  };
  onCleanup(() => {
    if (pointing) leave();
  });
  const point = (event: PointerEvent): void => {
    const [tensor, cell] = [props.tensor(), rects.indexOf(event.target as SVGRectElement)];
    const { squares } = props.card;
    if (workbench === null || tensor === null || cell < 0) return;
    pointing = true;
    workbench.setBrush(squares !== null && isExact(squares) ? { tensor, cell } : null);
  };
  if (workbench !== null) {
    const linked = createLinked(() => props.tensor());
    createEffect(() => mark(rects, props.card.squares, linked()));
  }

  return (
    <g
      ref={group}
      transform={`translate(${props.x} ${props.y})`}
      visibility="hidden"
      on:pointerover={point}
      on:pointerleave={leave}
    >
      <text class="sa-node__small" y={metrics.caption - 5}>
        {props.caption}
      </text>
      <Show when={props.card.scalar}>
        <text class="sa-node__number" y={metrics.caption + 12} ref={number} />
      </Show>
      <For each={indices()}>
        {(i) => (
          <rect
            class="sa-node__cell"
            x={(i % columns()) * size()}
            y={metrics.caption + Math.floor(i / columns()) * size()}
            width={size() - 1}
            height={size() - 1}
            rx={1.5}
            ref={(rect) => {
              rects[i] = rect;
            }}
          />
        )}
      </For>
    </g>
  );
}

/** Rings the squares in which a linked element is. */
function mark(
  rects: readonly SVGRectElement[],
  squares: Squares | null,
  linked: Linked | null,
): void {
  if (squares === null) return;
  const { columns, tall, wide, width } = squares;
  const on = new Set<number>();
  linked?.cells.forEach((cell, i) => {
    if (cell === 0) return;
    on.add(Math.floor(i / width / tall) * columns + Math.floor((i % width) / wide));
  });
  rects.forEach((rect, i) => {
    if (on.has(i)) rect.setAttribute("data-linked", linked?.kind ?? "");
    else rect.removeAttribute("data-linked");
  });
}
