// The loss and what was promised of it, floating above the control that is dragged: nothing moves for it.

import { onMount, Show } from "solid-js";
import { useStrings } from "../strings";
import type { Forecast } from "../workbench/forecast";
import { createPromiseSpeech, LossReadout } from "./LossReadout";

/** Pixels that stay free between the bubble and the edge of the window. */
const margin = 4;

/** Moves a bubble back into the window, once, when it comes up; below the control where above is no room. */
function keepInside(bubble: HTMLElement): void {
  onMount(() => {
    const { left, right, top } = bubble.getBoundingClientRect();
    const edge = document.documentElement.clientWidth - margin;
    const shift = Math.max(margin - left, Math.min(0, edge - right));
    bubble.style.setProperty("--_shift", `${shift}px`);
    if (top < 0) bubble.dataset.below = "";
  });
}

export function PromiseBubble(props: { forecast: Forecast | null }) {
  const strings = useStrings();
  const spoken = createPromiseSpeech(
    () => props.forecast,
    () => strings().slider.loss,
  );
  return (
    <>
      <Show when={props.forecast !== null}>
        <span class="sa-promise" part="readout" ref={keepInside}>
          <LossReadout of={() => props.forecast?.loss ?? null} forecast={props.forecast} />
        </span>
      </Show>
      <span class="sa-hidden" aria-live="polite">
        {spoken()}
      </span>
    </>
  );
}
