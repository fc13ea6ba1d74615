// The grid of a plot: quiet lines at round values, their labels, and where zero is.

import { For, Show } from "solid-js";
import { type Axis, textWidth } from "./axes";
import { parted } from "./ticks";

/** Where the curves are, in pixels of the svg. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface AxesProps {
  /** From `box.left` to `box.left + box.width`. */
  x: Axis;
  /** From `box.top + box.height` up to `box.top`. */
  y: Axis;
  box: Box;
  /** What the horizontal axis shows, at its end. */
  xLabel?: string;
  /** What the vertical axis shows, at its top. */
  yLabel?: string;
}

/** The room that the labels of a vertical axis need; in steps, so that it does not jitter. */
export const gutter = (texts: readonly string[]): number =>
  Math.max(36, Math.ceil((Math.max(0, ...texts.map(textWidth)) + 12) / 12) * 12);

const zero = (axis: Axis): boolean => axis.kind !== "log" && axis.min <= 0 && axis.max >= 0;

/** A label, an exponent raised. */
function Label(props: { text: string }) {
  const parts = () => parted(props.text);
  return (
    <>
      {parts()[0]}
      <Show when={parts()[1]}>
        {(exponent) => (
          <tspan class="sa-axes__exponent" dy="-0.42em">
            {exponent()}
          </tspan>
        )}
      </Show>
    </>
  );
}

/**
 * Grid lines, labels and the lines of zero, for the inside of an `<svg>`. Parts: `grid`, `tick`,
 * `axis-label`.
 */
export function Axes(props: AxesProps) {
  const bottom = () => props.box.top + props.box.height;
  const right = () => props.box.left + props.box.width;
  /** Lines lie on whole pixels, so that they are crisp. */
  const crisp = (pixel: number): number => Math.round(pixel) + 0.5;
  return (
    <g class="sa-axes" aria-hidden="true">
      <g part="grid">
        <For each={props.x.ticks}>
          {(tick) => (
            <path class="sa-axes__line" d={`M${crisp(tick.pixel)} ${props.box.top}V${bottom()}`} />
          )}
        </For>
        <For each={props.y.ticks}>
          {(tick) => (
            <path class="sa-axes__line" d={`M${props.box.left} ${crisp(tick.pixel)}H${right()}`} />
          )}
        </For>
        <Show when={zero(props.x)}>
          <path
            class="sa-axes__zero"
            d={`M${crisp(props.x.toPixel(0))} ${props.box.top}V${bottom()}`}
          />
        </Show>
        <Show when={zero(props.y)}>
          <path
            class="sa-axes__zero"
            d={`M${props.box.left} ${crisp(props.y.toPixel(0))}H${right()}`}
          />
        </Show>
      </g>
      <g part="tick">
        <For each={props.x.ticks}>
          {(tick) => (
            <text class="sa-axes__tick" x={tick.pixel} y={bottom() + 16} text-anchor="middle">
              <Label text={tick.text} />
            </text>
          )}
        </For>
        <For each={props.y.ticks}>
          {(tick) => (
            <text
              class="sa-axes__tick"
              x={props.box.left - 8}
              y={tick.pixel}
              dy="0.35em"
              text-anchor="end"
            >
              <Label text={tick.text} />
            </text>
          )}
        </For>
      </g>
      <g part="axis-label">
        <Show when={props.xLabel}>
          <text class="sa-axes__label" x={right()} y={bottom() + 33} text-anchor="end">
            {props.xLabel}
          </text>
        </Show>
        <Show when={props.yLabel}>
          <text
            class="sa-axes__label"
            x={props.box.left - 8}
            y={props.box.top - 12}
            text-anchor="start"
          >
            {props.yLabel}
          </text>
        </Show>
      </g>
    </g>
  );
}
