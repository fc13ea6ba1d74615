// One node of the graph, drawn: its name, the backward node, and its live value and gradient in small.

import { createEffect, Index, Show } from "solid-js";
import type { Tensor, TypedArray } from "../../src/index";
import { cellColours } from "../colours";
import { attempt } from "../guard";
import { cellText, niceCeiling } from "../numbers";
import { type Grid, readGrid } from "../source";
import { useStrings } from "../strings";
import { type Card, metrics } from "./card";
import type { Point } from "./layout";

/** The grid of a tensor that may be missing, too large in rank, or in trouble: then null. */
function useGrid(of: () => Tensor | null): () => Grid | null {
  let room: TypedArray | undefined;
  const reading = attempt(() => {
    const tensor = of();
    const grid = tensor === null ? null : readGrid(tensor, false, room);
    room = grid?.values;
    return grid;
  });
  return () => {
    const now = reading();
    return now.ok ? now.value : null;
  };
}

/** A tensor in small: coloured cells, or the number of a scalar. */
function Miniature(props: {
  card: Card;
  grid: Grid | null;
  caption: string;
  /** The end of the colour scale. @default a round number above all values */
  max: number | undefined;
  x: number;
  y: number;
}) {
  const max = () => props.max ?? niceCeiling(props.grid?.largest ?? 0);
  const value = (i: number) => props.grid?.values[i] ?? 0;
  const columns = () => props.card.cells?.columns ?? 1;
  return (
    <Show when={props.grid !== null}>
      <g transform={`translate(${props.x} ${props.y})`}>
        <text class="sa-node__small" y={metrics.caption - 5}>
          {props.caption}
        </text>
        <Show
          when={!props.card.scalar}
          fallback={
            <text class="sa-node__number" y={metrics.caption + 12}>
              {cellText(value(0), props.grid?.style ?? "fixed")}
            </text>
          }
        >
          <Index each={[...(props.grid?.values ?? [])]}>
            {(_, i) => (
              <rect
                class="sa-node__cell"
                x={(i % columns()) * metrics.cell}
                y={metrics.caption + Math.floor(i / columns()) * metrics.cell}
                width={metrics.cell - 1}
                height={metrics.cell - 1}
                rx={1.5}
                data-strange={Number.isFinite(value(i)) ? undefined : ""}
                ref={(cell) =>
                  createEffect(() =>
                    cell.style.setProperty("--_ground", cellColours(value(i), max()).ground),
                  )
                }
              />
            )}
          </Index>
        </Show>
      </g>
    </Show>
  );
}

/** The numbers of a small tensor in a sentence; its shape alone where it is larger. */
function inWords(grid: Grid): string {
  if (grid.values.length > 16) return "";
  return Array.from(grid.values, (value) => cellText(value, grid.style)).join(" ");
}

export interface NodeCardProps {
  card: Card;
  centre: Point;
  /** The gradient of the root with respect to this node; null where there is none. */
  gradient: () => Tensor | null;
  /** The titles of the node's inputs. */
  inputs: readonly string[];
  /** The ends of the colour scales. */
  valueMax?: number;
  gradientMax?: number;
  /** Whether the Tab key stops here. */
  home: boolean;
  onKey(event: KeyboardEvent): void;
  onLight(lit: boolean): void;
  register(element: SVGGElement): void;
}

export function NodeCard(props: NodeCardProps) {
  const strings = useStrings();
  const card = () => props.card;
  const value = useGrid(() => (card().block.height === 0 ? null : card().node.tensor));
  const gradient = useGrid(() => (card().withGradient ? props.gradient() : null));

  const label = () => {
    const parts = [card().title];
    if (card().gradFn !== "") parts.push(card().gradFn);
    else
      parts.push(card().node.kind === "constant" ? strings().graph.constant : strings().graph.leaf);
    parts.push(`${strings().common.shape} ${card().shape}`);
    if (props.inputs.length > 0) parts.push(strings().graph.inputs(props.inputs.join(", ")));
    const [now, slope] = [value(), gradient()];
    if (now !== null && inWords(now) !== "")
      parts.push(`${strings().common.value} ${inWords(now)}`);
    if (slope !== null && inWords(slope) !== "")
      parts.push(`${strings().common.gradient} ${inWords(slope)}`);
    return parts.join(", ");
  };
  const bodyTop = () =>
    metrics.pad - 2 + metrics.title + (card().gradFn === "" ? 0 : metrics.gradFn);

  return (
    <g
      class="sa-node"
      role="img"
      aria-label={label()}
      data-kind={card().node.kind}
      tabindex={props.home ? 0 : -1}
      transform={`translate(${props.centre.x - card().width / 2} ${props.centre.y - card().height / 2})`}
      ref={(element) => props.register(element)}
      on:keydown={(event) => props.onKey(event)}
      on:focus={() => props.onLight(true)}
      on:blur={() => props.onLight(false)}
      on:pointerenter={() => props.onLight(true)}
      on:pointerleave={() => props.onLight(false)}
    >
      <rect class="sa-node__box" width={card().width} height={card().height} rx={6} />
      <text class="sa-node__title" x={metrics.pad} y={metrics.pad + 10}>
        {card().title}
      </text>
      <text
        class="sa-node__small"
        x={card().width - metrics.pad}
        y={metrics.pad + 10}
        text-anchor="end"
      >
        {card().shape}
      </text>
      <Show when={card().gradFn !== ""}>
        <text class="sa-node__small" x={metrics.pad} y={metrics.pad + 10 + metrics.gradFn}>
          {card().gradFn}
        </text>
      </Show>
      <Show when={card().block.height > 0}>
        <Miniature
          card={card()}
          grid={value()}
          caption={strings().common.value}
          max={props.valueMax}
          x={metrics.pad}
          y={bodyTop()}
        />
        <Miniature
          card={card()}
          grid={gradient()}
          caption={strings().common.gradient}
          max={props.gradientMax}
          x={metrics.pad + card().block.width + metrics.between}
          y={bodyTop()}
        />
      </Show>
    </g>
  );
}
