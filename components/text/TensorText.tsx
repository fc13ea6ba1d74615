// A tensor as PyTorch prints it, live.

import { createEffect, createMemo, Show } from "solid-js";
import { ofTensorText } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { CopyButton } from "./CopyButton";
import { textCss } from "./textCss";

export interface TensorTextProps {
  /** The tensor, or a function that says which; null is "no gradient yet". */
  of: TensorSource;
  /** What it is called: shown if given, and told to screen readers. @default the tensor's name */
  name?: string;
  /** Whether long lines wrap; else they scroll, and rows stay under each other. @default false */
  wrap?: boolean;
  /** Whether there is a button that copies the text. @default true */
  copy?: boolean;
}

/** How far the text has reached so far. */
interface Extent {
  readonly lines: number;
  readonly characters: number;
}

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
  // A minus sign that comes and goes must not move what stands around.
  const extent = createMemo<Extent>(
    (before) => {
      const lines = (text() ?? "").split("\n");
      return {
        lines: Math.max(before.lines, lines.length),
        characters: Math.max(before.characters, ...lines.map((line) => line.length)),
      };
    },
    { lines: 1, characters: 0 },
    { equals: (a, b) => a.lines === b.lines && a.characters === b.characters },
  );
  const keepRoom = (print: HTMLElement): void => {
    createEffect(() => {
      print.style.setProperty("--_lines", String(extent().lines));
      print.style.setProperty("--_chars", String(extent().characters));
    });
  };
  return (
    <Show when={text() !== null} fallback={<Trouble message={trouble()} />}>
      <div class="sa sa-text" part="text" ref={styled(themeCss, textCss)}>
        <Show when={props.name}>
          <div class="sa-text__head">
            <span class="sa-name" part="name" aria-hidden="true">
              {props.name}
            </span>
          </div>
        </Show>
        {/* Focusable because a long line scrolls inside it. */}
        <pre
          class="sa-print"
          part="print"
          tabindex={0}
          role="group"
          aria-label={name()}
          data-wrap={props.wrap ? "" : undefined}
          ref={keepRoom}
        >
          <span class="sa-print__room">{text()}</span>
        </pre>
        <Show when={props.copy !== false}>
          <CopyButton name={name()} text={() => text() ?? ""} />
        </Show>
      </div>
    </Show>
  );
}

/**
 * `String(tensor)`, kept current: to the character what PyTorch prints. Its room does not shrink, so that
 * nothing around it moves while numbers change.
 *
 * Parts: `text`, `name`, `print`, `copy`.
 *
 * @example
 * // tensor([ 1.3755, -0.6023, -4.8127], grad_fn=<AddBackward0>)
 * <TensorText of={z} />
 */
export const TensorText = guarded(View, ofTensorText);
