// One element of a tensor under the hand: a native range, and a field that takes any number exactly.

import { createMemo, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { elementOf } from "../checks";
import { ofParameterSlider } from "../demands";
import { guarded, Trouble } from "../guard";
import { placeOf } from "../place";
import type { TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { createGesture } from "./gesture";
import { PromiseBubble } from "./PromiseBubble";
import { parse } from "./parse";
import { createElement, createSlope, exactIn, shownIn, writeElement } from "./reading";
import { readoutCss } from "./readoutCss";
import { SliderControl } from "./SliderControl";
import {
  defaultStep,
  givenRange,
  kindFor,
  makeScale,
  type Range,
  type ScaleKind,
  widenAll,
} from "./scale";
import { sliderCss } from "./sliderCss";
import { slopeCss } from "./slopeCss";

export interface ParameterSliderProps {
  /** The leaf that is written. */
  of: Tensor;
  /** The element, one index per dimension; needed unless the tensor has just one. @default [] */
  at?: readonly number[];
  /** What the element is called. @default the tensor's name with the index, such as `w[0]` */
  label?: string;
  /** The ends of the track; a value outside widens them. @default -3 and 3; 0 and 1 for bool; 1e-4 and 1 if log */
  min?: number;
  max?: number;
  /** Whether a number typed outside the ends is refused with a message instead. @default false */
  bounded?: boolean;
  /** What an arrow key adds. @default about a hundredth of the range, 1 for whole numbers; unused if logarithmic */
  step?: number;
  /**
   * `integer` takes whole numbers, `log` positive ones, `symlog` is logarithmic on both sides of zero.
   * @default "linear"; "integer" for int64 and bool
   */
  scale?: ScaleKind;
  /** The magnitude below which a symlog scale is about linear. @default 1e-3 */
  threshold?: number;
  /** What a double-click, or Delete, sets the element back to; marked on the track. @default no reset */
  initial?: number;
  /** A gradient of the tensor's shape: an arrow under the track shows which way lowers the loss. */
  gradient?: TensorSource;
  /** The loss: while the slider is dragged, what the gradient promised of it. */
  loss?: Tensor;
  /** Whether loss and promise float above the track; not needed beside a LossReadout. @default true */
  readout?: boolean;
  /** Label above, field and track below each other, for grids. @default false */
  compact?: boolean;
  /** Neither takes the focus nor moves. @default false */
  disabled?: boolean;
  /** Takes the focus and shows its value, but does not move. @default false */
  readonly?: boolean;
  /** Called with the element's value when a drag, a key or a typed number is done. */
  onCommit?: (value: number) => void;
}

function View(props: ParameterSliderProps) {
  const strings = useStrings();
  const label = () => props.label ?? elementOf(props.of, at());
  const at = () => props.at ?? [];
  const element = createElement(() => props.of, at);
  const slope = createSlope(() => props.gradient, at);

  const kind = () => kindFor(props.scale, props.of.dtype);
  const given = createMemo<Range>(() => givenRange(kind(), props.of.dtype, props.min, props.max));
  // What was once reached stays reachable: the track does not shrink back under the hand.
  const range = createMemo<Range>(
    (before) =>
      widenAll(widenAll(given(), [before.min, before.max], kind()), [element.value()], kind()),
    given(),
    { equals: (a, b) => a.min === b.min && a.max === b.max },
  );
  const scale = createMemo(() => makeScale(kind(), range(), props.threshold));
  const gesture = createGesture({
    leaf: () => props.of,
    loss: () => props.loss,
    onCommit: () => props.onCommit?.(element.value()),
  });

  return (
    <Show
      when={kind() !== "log" || given().min > 0}
      fallback={
        <Trouble message={strings().slider.logEnds(String(given().min), String(given().max))} />
      }
    >
      <div
        class="sa sa-slider"
        part="slider"
        data-compact={props.compact ? "" : undefined}
        data-disabled={props.disabled ? "" : undefined}
        ref={styled(themeCss, sliderCss, slopeCss, readoutCss)}
      >
        <Show when={!props.compact}>
          <span class="sa-name" part="name" aria-hidden="true">
            {label()}
          </span>
        </Show>
        <SliderControl
          label={label()}
          value={element.value()}
          shown={shownIn(element.value(), element.style())}
          exact={exactIn(props.of, element.value())}
          scale={scale()}
          step={props.step ?? defaultStep(given(), kind())}
          slope={slope()}
          initial={props.initial}
          initialText={exactIn(props.of, props.initial ?? 0)}
          disabled={props.disabled}
          readonly={props.readonly}
          parse={(text) =>
            parse(text, props.of.dtype, strings().slider, props.bounded ? given() : null, kind())
          }
          onBegin={(by) => gesture.begin(by, label(), placeOf(at(), props.of.shape))}
          onWrite={(value) => writeElement(props.of, at(), value)}
          onEnd={gesture.end}
        />
        <Show when={props.loss !== undefined && props.readout !== false}>
          <PromiseBubble forecast={gesture.forecast()} />
        </Show>
      </div>
    </Show>
  );
}

/**
 * A slider and an exact number field for one element of a leaf tensor.
 *
 * Arrow keys move by one step, Shift with them and the Page keys by ten, Home and End to the ends;
 * Escape during a drag puts the value back; double-click or Delete goes to `initial`. In the field Enter
 * (or leaving it) commits, Escape restores; a value outside the range widens it (or is refused, if
 * `bounded`); text that is no number stays as typed, with a message. The field shows four digits after
 * the point, and the exact number while it has the focus.
 *
 * With a `gradient`, a tick under the value carries an arrow the way that lowers the loss: the longer,
 * the steeper; a flat mark where the slope is zero, words where it is nan or infinite. With a `loss`, a
 * drag shows what the gradient promised of it. On a workbench each drag, key or typed number is one
 * step of the undo history.
 *
 * Parts: `slider`, `name`, `track`, `range`, `slope`, `field`, `message`, `readout`, `loss`, `promise`.
 * Custom properties: `--sa-slider-name`, the least width of the name (4ch), to line sliders up; and those
 * of the theme (`--sa-accent`, `--sa-line`, `--sa-ink`, …).
 *
 * @example <ParameterSlider of={w} at={[0, 1]} label="w[0, 1]" gradient={() => w.grad} loss={loss} />
 */
export const ParameterSlider = guarded(View, ofParameterSlider);
