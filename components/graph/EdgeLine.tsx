// One edge of the graph: a line with a head, and what flows along it just now.

import { createEffect, Show } from "solid-js";
import { arrowPath, edgePath, middleOf } from "./geometry";
import type { Point } from "./layout";

export function EdgeLine(props: {
  points: readonly Point[];
  /** Whether it is drawn from its end to its start, as gradients flow. */
  reversed: boolean;
  /** Whether no gradient flows along it. */
  still: boolean;
  /** How strongly it is lit, from 0 to 1; undefined where it is not. */
  weight: number | undefined;
  /** What a step of the backward pass sends along it: a number or a shape; undefined where it sends nothing. */
  flow: string | undefined;
  late: boolean;
}) {
  const points = () => (props.reversed ? [...props.points].reverse() : props.points);
  const middle = () => middleOf(props.points);
  const width = () => (props.flow?.length ?? 0) * 6.7 + 10;
  return (
    <g
      class="sa-edge"
      data-lit={props.weight === undefined ? undefined : ""}
      data-flow={props.flow === undefined ? undefined : ""}
      data-still={props.still ? "" : undefined}
      data-late={props.late ? "" : undefined}
      ref={(group) =>
        createEffect(() => group.style.setProperty("--_weight", String(props.weight ?? 0)))
      }
    >
      <path class="sa-edge__line" part="edge" d={edgePath(points())} />
      <path class="sa-edge__head" d={arrowPath(points())} />
      <Show when={props.flow}>
        {(flow) => (
          <g transform={`translate(${middle().x} ${middle().y})`}>
            <rect
              class="sa-edge__ground"
              x={-width() / 2}
              y={-9}
              width={width()}
              height={18}
              rx={9}
            />
            <text class="sa-edge__flow" y={4} text-anchor="middle">
              {flow()}
            </text>
          </g>
        )}
      </Show>
    </g>
  );
}
