// A tensor as PyTorch prints it, live.

import { Show } from "solid-js";
import { attempt, guarded, Trouble } from "../guard";
import { resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";

export interface TensorTextProps {
  /** The tensor, or a function that says which; null is "no gradient yet". */
  of: TensorSource;
  /** What it is called: shown if given, and told to screen readers. @default the tensor's name */
  name?: string;
}

const textCss = `
.sa-text { min-width: 0; }
.sa-print { margin: 0; font-family: var(--_mono); font-size: var(--_text); line-height: 1.5;
  white-space: pre; overflow-x: auto; color: var(--_ink); }
`;

function View(props: TensorTextProps) {
  const strings = useStrings();
  const printed = attempt(() => {
    const tensor = resolve(props.of);
    return tensor === null ? null : String(tensor);
  });
  const text = () => {
    const now = printed();
    return now.ok ? (now.value ?? strings().common.noGradient) : null;
  };
  const trouble = () => {
    const now = printed();
    return now.ok ? "" : now.message;
  };
  const name = () =>
    props.name ??
    (typeof props.of === "function" ? undefined : props.of.name) ??
    strings().common.value;
  return (
    <Show when={text() !== null} fallback={<Trouble message={trouble()} />}>
      <div class="sa sa-text" ref={styled(themeCss, textCss)}>
        <Show when={props.name}>
          <span class="sa-name" aria-hidden="true">
            {props.name}
          </span>
        </Show>
        {/* Focusable because a long line scrolls inside it. */}
        <pre class="sa-print" tabindex={0} role="group" aria-label={name()}>
          {text()}
        </pre>
      </div>
    </Show>
  );
}

/**
 * `String(tensor)`, kept current.
 *
 * @example <TensorText of={z} />  // tensor([ 1.3755, -0.6023, -4.8127], grad_fn=<AddBackward0>)
 */
export const TensorText = guarded(View);
