// The scale bar: its ends, zero where that lies between them, and marks for what is beyond or no number.

import { createEffect, Show } from "solid-js";
import { type ColourScale, rampCss } from "../colours";
import { minus, shortText } from "../numbers";
import { useStrings } from "../strings";

export interface LegendProps {
  scale: ColourScale;
  /** The least and the greatest number shown. */
  low: number;
  high: number;
  /** How many are NaN or infinite. */
  strange: number;
}

const label = (value: number): string => minus(shortText(value, true));

export function Legend(props: LegendProps) {
  const strings = useStrings();
  // 0.2 in float32 is a hair more than 0.2.
  const hair = () => 1e-6 * (props.scale.high - props.scale.low);
  const below = () => props.low < props.scale.low - hair();
  const above = () => props.high > props.scale.high + hair();
  /** Where zero is, from 0 to 1; null where it is at an end or beyond. */
  const zero = () => {
    const { low, high } = props.scale;
    return low < 0 && high > 0 ? -low / (high - low) : null;
  };
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
      <Show when={props.strange > 0}>
        <span class="sa-legend__strange">{strings().heatmap.notFinite}</span>
      </Show>
    </div>
  );
}
