// The scale bar of the diverging map: the two ends and zero, with their numbers.

import { rampGradient } from "../colours";
import { minus } from "../numbers";

/** A bar from `-max` to `max`. */
export function Legend(props: { max: number }) {
  const end = () => String(props.max);
  return (
    <span class="sa-legend" aria-hidden="true">
      <span>{minus(`-${end()}`)}</span>
      <span
        class="sa-legend__bar"
        ref={(bar) => bar.style.setProperty("--_ramp", rampGradient())}
      />
      <span>{end()}</span>
    </span>
  );
}
