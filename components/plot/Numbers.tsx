// The numbers of a plot, each with the mark it has in the drawing.

import { type JSX, Show } from "solid-js";
import { useStrings } from "../strings";

export interface NumbersProps {
  name: string;
  valueName: string;
  x: string;
  value: string;
  /** Null where none is shown. */
  slope: string | null;
}

const Entry = (props: { name: string; value: string; mark?: JSX.Element }) => (
  <div class="sa-plot__number">
    <dt>
      {props.mark}
      {props.name} =
    </dt>
    <dd>{props.value}</dd>
  </div>
);

/** Part: `numbers`. */
export function Numbers(props: NumbersProps) {
  const strings = useStrings();
  return (
    <dl class="sa-plot__numbers" part="numbers">
      <Entry name={props.name} value={props.x} />
      <Entry
        name={props.valueName}
        value={props.value}
        mark={
          <svg class="sa-plot__key" viewBox="0 0 14 10" aria-hidden="true">
            <circle class="sa-plot__dot" cx="7" cy="5" r="5" />
          </svg>
        }
      />
      <Show when={props.slope}>
        {(slope) => (
          <Entry
            name={strings().plot.slope}
            value={slope()}
            mark={
              <svg class="sa-plot__key" viewBox="0 0 14 10" aria-hidden="true">
                <path class="sa-plot__tangent" d="M1 8L13 2" />
              </svg>
            }
          />
        )}
      </Show>
    </dl>
  );
}
