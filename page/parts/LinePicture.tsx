// The line of part 6 among its five points, and what is left between them.

import { For } from "solid-js";
import type { Tensor } from "../../src/index";
import { words } from "../language";

/** The picture shows x from -2.5 to 2.5 and y from -6 to 6. */
const half = { x: 2.5, y: 6 };
const box = { width: 500, height: 300 };
const toX = (x: number): number => ((x + half.x) / (2 * half.x)) * box.width;
const toY = (y: number): number => ((half.y - y) / (2 * half.y)) * box.height;
/** Beyond this, lines only get steeper. */
const far = 1e4;
const drawn = (y: number): number => toY(Math.max(-far, Math.min(far, y)));

export function LinePicture(props: { x: Tensor; y: Tensor; w: Tensor; b: Tensor }) {
  const at = (x: number): number => Number(props.w.item()) * x + Number(props.b.item());
  const points = () => {
    const heights = props.y.toTypedArray();
    return [...props.x.toTypedArray()].map((x, i) => ({ x, y: heights[i] as number }));
  };
  return (
    <figure class="line" role="img" aria-label={words().theLine}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
        <path class="line__axis" d={`M0 ${toY(0)}H${box.width}M${toX(0)} 0V${box.height}`} />
        <For each={points()}>
          {(point) => (
            <path
              class="line__rest"
              d={`M${toX(point.x)} ${toY(point.y)}V${drawn(at(point.x)) || toY(point.y)}`}
            />
          )}
        </For>
        <path
          class="line__line"
          d={
            Number.isFinite(at(1))
              ? `M0 ${drawn(at(-half.x))}L${box.width} ${drawn(at(half.x))}`
              : ""
          }
        />
        <For each={points()}>
          {(point) => <circle class="line__point" cx={toX(point.x)} cy={toY(point.y)} r="6" />}
        </For>
      </svg>
    </figure>
  );
}
