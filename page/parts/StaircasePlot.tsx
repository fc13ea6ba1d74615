// The staircase above the slider of part 4, in step with its track.

import { createEffect, Show } from "solid-js";
import { makeScale } from "../../components";
import { words } from "../language";
import { box, heightOf, staircase } from "./staircase";

export interface StaircasePlotProps {
  a: number;
  /** The exponent of the gradient; null where there is none. */
  exponent: number | null;
  min: number;
  max: number;
  threshold: number;
}

/** Where the axis is labelled. */
const ticks = [-1000, -10, -0.1, 0, 0.1, 10, 1000];
const levels = [1, 8, 16, 24];

export function StaircasePlot(props: StaircasePlotProps) {
  const scale = () => makeScale("symlog", { min: props.min, max: props.max }, props.threshold);
  const place = (x: () => number, y: () => number) => (element: HTMLElement) =>
    createEffect(() => {
      element.style.setProperty("--x", `${x() * 100}%`);
      element.style.setProperty("--y", `${y()}%`);
    });

  return (
    <div class="staircase" role="img" aria-label={words().staircase}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none" aria-hidden="true">
        {levels.map((level) => (
          <path class="staircase__rule" d={`M0 ${heightOf(level)} H${box.width}`} />
        ))}
        <path class="staircase__line" d={staircase(scale())} />
      </svg>
      {levels.map((level) => (
        <span
          class="staircase__level"
          ref={place(
            () => 0,
            () => heightOf(level),
          )}
        >
          2<sup>{level}</sup>
        </span>
      ))}
      {ticks.map((tick) => (
        <span
          class="staircase__tick"
          ref={place(
            () => scale().toPosition(tick),
            () => 100,
          )}
        >
          {String(tick).replace("-", "−")}
        </span>
      ))}
      <Show when={props.exponent !== null}>
        <span
          class="staircase__dot"
          ref={place(
            () => scale().toPosition(props.a),
            () => heightOf(props.exponent ?? 0),
          )}
        />
      </Show>
    </div>
  );
}
