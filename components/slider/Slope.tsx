// The gradient on the control itself: a tick at the value, and an arrow the way that lowers the loss.

import { createEffect, Show } from "solid-js";
import { shortText } from "../numbers";
import { useStrings } from "../strings";

/** Slopes below this are flat: what is left of a minimum that descent has reached. */
const flat = 1e-6;

/** The way that lowers the loss; `unknown` where the slope is no finite number. */
export type Downhill = "left" | "right" | "flat" | "unknown";

export function downhill(slope: number): Downhill {
  if (!Number.isFinite(slope)) return "unknown";
  if (Math.abs(slope) < flat) return "flat";
  return slope < 0 ? "right" : "left";
}

/** The part of the track that an arrow for `slope` takes: nearly even for small slopes, never above 0.45. */
export const arrowLength = (slope: number): number =>
  0.45 * (Math.abs(slope) / (Math.abs(slope) + 0.3));

/** What a slope says, for a screen reader. */
export function useSlopeText(): (slope: number) => string {
  const strings = useStrings();
  return (slope) => {
    const way = downhill(slope);
    const text = shortText(slope, false);
    if (way === "unknown") return strings().slider.noDirection(text);
    if (way === "flat") return strings().slider.flat;
    return strings().slider.downhill(text, way === "right");
  };
}

/** Lies under a track whose thumb stands at `position`, 0 to 1. */
export function Slope(props: { slope: number; position: number }) {
  const strings = useStrings();
  const way = () => downhill(props.slope);
  const place = (mark: HTMLElement): void => {
    createEffect(() => {
      const [at, length] = [props.position, arrowLength(props.slope)];
      const from = way() === "left" ? Math.max(0, at - length) : at;
      const to = way() === "right" ? Math.min(1, at + length) : at;
      mark.style.setProperty("--_at", String(at));
      mark.style.setProperty("--_from", String(from));
      mark.style.setProperty("--_length", String(way() === "unknown" ? 0 : to - from));
    });
  };
  return (
    <span class="sa-slope" part="slope" data-to={way()} aria-hidden="true" ref={place}>
      <Show when={way() === "unknown"}>
        <span class="sa-slope__words">
          {strings().slider.gradientIs(shortText(props.slope, false))}
        </span>
      </Show>
    </span>
  );
}
