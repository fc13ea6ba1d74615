// The key of a landscape: colours from the lowest to the highest loss, and what the hatching means.

import { createEffect, Show } from "solid-js";
import { palette, type SequentialMap } from "../colours";
import { minus } from "../numbers";
import { useStrings } from "../strings";
import { stepAt } from "./Ground";
import type { Heights } from "./levels";

export interface KeyProps {
  heights: Heights;
  map: SequentialMap;
  name: string;
  /** The loss at the point, and as text. */
  at: number;
  loss: string;
}

/** The ends of the scale, in few digits: the lines have their own. */
const endText = (value: number): string => minus(String(Number(value.toPrecision(3))));

export function Key(props: KeyProps) {
  const strings = useStrings();
  const paint = (bar: HTMLElement): void => {
    createEffect(() => {
      const { grounds } = palette(props.map);
      const stops = Array.from({ length: 17 }, (_, i) => grounds[stepAt(i / 16)]);
      bar.style.setProperty("--_ramp", `linear-gradient(to right, ${stops.join(", ")})`);
    });
  };
  const mark = (bar: HTMLElement): void => {
    createEffect(() => bar.style.setProperty("--_at", String(props.heights.part(props.at))));
  };
  return (
    <div class="sa-landscape__key" part="legend" aria-hidden="true">
      <span class="sa-landscape__loss">
        {props.name} <b>{props.loss}</b>
      </span>
      <span class="sa-landscape__scale">
        <span>{endText(props.heights.low)}</span>
        <span
          class="sa-landscape__bar"
          data-marked={Number.isFinite(props.at) ? "" : undefined}
          ref={(bar) => {
            paint(bar);
            mark(bar);
          }}
        />
        <span>{endText(props.heights.high)}</span>
        <Show when={props.heights.kind === "log"}>
          <span>{strings().landscape.logarithmic}</span>
        </Show>
      </span>
      <Show when={props.heights.gaps}>
        <span class="sa-landscape__gap">{strings().landscape.notFinite}</span>
      </Show>
    </div>
  );
}
