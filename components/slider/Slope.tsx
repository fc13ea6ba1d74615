// The gradient on the control itself: a tick at the value, and an arrow the way that lowers the loss.

import { createEffect, createMemo, Show } from "solid-js";
import { shortText } from "../numbers";
import { useStrings } from "../strings";
import { makeStyler, percent } from "./styler";

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
  const way = createMemo(() => downhill(props.slope));
  const stand = (tick: HTMLElement): void => {
    const set = makeStyler(tick);
    createEffect(() => set("left", percent(props.position)));
  };
  /** From the tick to one side, as far as the track goes. */
  const point = (arrow: HTMLElement): void => {
    const set = makeStyler(arrow);
    createEffect(() => {
      const [at, length] = [props.position, arrowLength(props.slope)];
      const left = way() === "left";
      set("left", left ? "auto" : percent(at));
      set("right", left ? percent(1 - at) : "auto");
      set("width", way() === "flat" ? "0" : percent(Math.min(length, left ? at : 1 - at)));
    });
  };
  const sit = (words: HTMLElement): void => {
    createEffect(() => {
      words.style.setProperty("left", percent(props.position));
      words.style.setProperty("transform", `translateX(${percent(-props.position)})`);
    });
  };
  return (
    <span class="sa-slope" part="slope" data-to={way()} aria-hidden="true">
      <Show
        when={way() !== "unknown"}
        fallback={
          <span class="sa-slope__words" ref={sit}>
            {strings().slider.gradientIs(shortText(props.slope, false))}
          </span>
        }
      >
        <span class="sa-slope__tick" ref={stand} />
        <span class="sa-slope__arrow" ref={point} />
      </Show>
    </span>
  );
}
