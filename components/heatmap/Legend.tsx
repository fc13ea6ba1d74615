// The scale bar: its ends, zero where that lies between them, and marks for what is beyond or not finite.

import { createEffect, createMemo, For, Show } from "solid-js";
import { type ColourScale, rampCss } from "../colours";
import { type Extent, strangeness } from "../extent";
import { cellText, minus, shortText } from "../numbers";

export interface LegendProps {
  scale: ColourScale;
  /** What is shown. */
  extent: Extent;
}

const label = (value: number): string => minus(shortText(value, true));

export function Legend(props: LegendProps) {
  // 0.2 in float32 is a hair more than 0.2.
  const hair = () => 1e-6 * (props.scale.high - props.scale.low);
  const below = createMemo(() => props.extent.low < props.scale.low - hair());
  const above = createMemo(() => props.extent.high > props.scale.high + hair());
  /** Where zero is, from 0 to 1; null where it is at an end or beyond. */
  const zero = () => {
    const { low, high } = props.scale;
    return low < 0 && high > 0 ? -low / (high - low) : null;
  };
  /** What there is of NaN and the infinities. */
  const strange = createMemo(
    () => {
      const { nans, above, below } = props.extent;
      const all = [
        nans > 0 ? [NaN] : [],
        above > 0 ? [Infinity] : [],
        below > 0 ? [-Infinity] : [],
      ];
      return all.flat();
    },
    undefined,
    { equals: (a, b) => a.length === b.length && a.every((value, i) => Object.is(value, b[i])) },
  );
  return (
    <div class="sa-legend" part="legend" aria-hidden="true">
      <span class="sa-legend__scale">
        <span
          class="sa-legend__bar"
          part="legend-bar"
          data-below={below() ? "" : undefined}
          data-above={above() ? "" : undefined}
          ref={(bar) => createEffect(() => bar.style.setProperty("--_ramp", rampCss(props.scale)))}
        />
        <span class="sa-legend__ticks">
          <span>{`${below() ? "≤ " : ""}${label(props.scale.low)}`}</span>
          <Show when={zero() !== null}>
            <span
              class="sa-legend__zero"
              data-tight={(zero() ?? 0) < 0.2 || (zero() ?? 0) > 0.8 ? "" : undefined}
              ref={(tick) =>
                createEffect(() => tick.style.setProperty("--_zero", `${100 * (zero() ?? 0)}%`))
              }
            >
              <span>0</span>
            </span>
          </Show>
          <span>{`${above() ? "≥ " : ""}${label(props.scale.high)}`}</span>
        </span>
      </span>
      <For each={strange()}>
        {(value) => (
          <span class="sa-legend__strange" data-strange={strangeness(value)}>
            {cellText(value, "fixed")}
          </span>
        )}
      </For>
    </div>
  );
}
