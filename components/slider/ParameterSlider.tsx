// One element of a tensor under the hand: a native range, and a field that takes any number exactly.

import {
  createEffect,
  createMemo,
  createRenderEffect,
  createSignal,
  createUniqueId,
  Show,
} from "solid-js";
import type { Tensor } from "../../src/index";
import { guarded, messageOf } from "../guard";
import { cellStyle, cellText, exactText, shortText } from "../numbers";
import { resolve, type TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { defaultStep, makeScale, type Range, type ScaleKind, widen } from "./scale";
import { sliderCss } from "./sliderCss";
import { dragged, fitted, keyed, parse } from "./state";

export interface ParameterSliderProps {
  /** The leaf that is written. */
  of: Tensor;
  /** The element, one index per dimension. @default [] (a scalar) */
  at?: readonly number[];
  /** What the element is called. @default the tensor's name */
  label?: string;
  /** The ends of the track; a value outside widens them. @default -3 and 3 */
  min?: number;
  max?: number;
  /** Whether a number typed outside the ends is refused with a message instead. @default false */
  bounded?: boolean;
  /** What an arrow key adds. @default about a hundredth of the range; unused on a symlog scale */
  step?: number;
  /** `symlog` is logarithmic on both sides of zero. @default "linear" */
  scale?: ScaleKind;
  /** The magnitude below which a symlog scale is about linear. @default 1e-3 */
  threshold?: number;
  /** A gradient of the tensor's shape: an arrow on the track shows which way lowers the loss. */
  gradient?: TensorSource;
  /** Label above, field and track below each other, for grids. @default false */
  compact?: boolean;
}

/** The row-major place of `index` in `shape`. */
const flat = (index: readonly number[], shape: readonly number[]): number =>
  index.reduce((place, i, d) => place * (shape[d] ?? 1) + i, 0);

function View(props: ParameterSliderProps) {
  const strings = useStrings();
  const messageId = createUniqueId();
  const hintId = createUniqueId();
  const label = () => props.label ?? props.of.name ?? "";
  const place = () => flat(props.at ?? [], props.of.shape);

  const elements = (tensor: Tensor): ArrayLike<number> =>
    tensor.numel() === 1 ? [Number(tensor.item())] : tensor.toTypedArray();
  const element = (all: ArrayLike<number>): number => all[all.length === 1 ? 0 : place()] ?? NaN;
  const reading = createMemo(
    () => {
      const all = elements(props.of);
      return { value: element(all), style: cellStyle(all) };
    },
    undefined,
    { equals: (a, b) => Object.is(a.value, b.value) && a.style === b.style },
  );
  const value = createMemo(() => reading().value);
  const double = () => props.of.dtype === "float64" || props.of.dtype === "int64";
  const exact = () => exactText(value(), double());
  // As a heatmap of the same tensor writes it, so that the two compare.
  const shown = () => cellText(value(), reading().style);

  const given = (): Range => ({ min: props.min ?? -3, max: props.max ?? 3 });
  // What was once reached stays reachable: the track does not shrink back under the hand.
  const range = createMemo<Range>(
    (before) => widen(widen(widen(given(), before.min), before.max), value()),
    given(),
    { equals: (a, b) => a.min === b.min && a.max === b.max },
  );
  const scale = createMemo(() => makeScale(props.scale ?? "linear", range(), props.threshold));
  const step = () => props.step ?? defaultStep(given());
  const position = () => scale().toPosition(value());

  const [draft, setDraft] = createSignal<string | null>(null);
  const [message, setMessage] = createSignal("");
  const [focused, setFocused] = createSignal(false);

  const write = (next: number): boolean => {
    try {
      const fit = fitted(next, props.of.dtype);
      if (props.at === undefined || props.at.length === 0) props.of.set(fit);
      else props.of.setAt([...props.at], fit);
      setDraft(null);
      setMessage("");
      return true;
    } catch (thrown) {
      setMessage(messageOf(thrown));
      return false;
    }
  };
  const commit = (): void => {
    const text = draft();
    if (text === null) return;
    const parsed = parse(text, props.of.dtype, strings().slider, props.bounded ? given() : null);
    if (parsed.ok) write(parsed.value);
    else setMessage(parsed.message);
  };
  const revert = (): void => {
    setDraft(null);
    setMessage("");
  };

  const onRangeKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = keyed(event.key, event.shiftKey, value(), step(), scale());
    if (next === null) return;
    event.preventDefault();
    write(next);
  };
  // A linear track carries the values themselves, so that assistive technology reads true ones; a
  // bent one carries places from 0 to 1.
  const linear = () => scale().kind === "linear";
  const onDrag = (event: InputEvent & { currentTarget: HTMLInputElement }): void => {
    const input = event.currentTarget;
    const at = linear() ? scale().toPosition(input.valueAsNumber) : input.valueAsNumber;
    write(dragged(at, step(), scale()));
    // Rounding may leave the value as it was; the thumb has moved all the same.
    input.value = String(linear() ? value() : position());
  };
  const onFieldKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape") revert();
    else return;
    event.preventDefault();
  };

  const slope = createMemo(() => {
    if (props.gradient === undefined) return null;
    try {
      const gradient = resolve(props.gradient);
      return gradient === null ? null : element(elements(gradient));
    } catch {
      return null; // whoever shows the gradient itself says what is wrong with it
    }
  });
  const follow = (input: HTMLInputElement): void => {
    createRenderEffect(() => {
      // In this order: the browser clamps a value to the ends that the input has at that moment.
      input.min = String(linear() ? range().min : 0);
      input.max = String(linear() ? range().max : 1);
      input.value = String(linear() ? value() : position());
    });
  };
  const fit = (field: HTMLElement): void => {
    createEffect(() => field.style.setProperty("--_chars", String(shown().length)));
  };
  const fill = (track: HTMLElement): void => {
    createEffect(() => {
      const zero = scale().toPosition(0);
      track.style.setProperty("--_from", String(Math.min(zero, position())));
      track.style.setProperty("--_to", String(Math.max(zero, position())));
    });
  };
  const point = (arrow: HTMLElement): void => {
    createEffect(() => {
      const size = Math.abs(slope() ?? 0);
      const length = Number.isFinite(size) ? 0.45 * (size / (size + 0.3)) : 0.45;
      const right = (slope() ?? 0) < 0;
      const end = right ? Math.min(1, position() + length) : Math.max(0, position() - length);
      arrow.style.setProperty("--_arrow-left", String(Math.min(position(), end)));
      arrow.style.setProperty("--_arrow-length", String(Math.abs(end - position())));
      arrow.dataset.to = size > 1e-6 ? (right ? "right" : "left") : "none";
    });
  };

  return (
    <div
      class="sa sa-slider"
      data-compact={props.compact ? "" : undefined}
      ref={styled(themeCss, sliderCss)}
    >
      <Show when={!props.compact}>
        <span class="sa-name" aria-hidden="true">
          {label()}
        </span>
      </Show>
      <span class="sa-slider__track" ref={fill}>
        <input
          class="sa-slider__range"
          type="range"
          step="any"
          ref={follow}
          aria-label={label()}
          aria-valuetext={exact()}
          aria-describedby={slope() === null ? undefined : hintId}
          on:keydown={onRangeKey}
          on:input={onDrag}
        />
        <Show when={slope() !== null}>
          <span class="sa-slider__arrow" aria-hidden="true" ref={point} />
          <span class="sa-hidden" id={hintId}>
            {strings().slider.downhill(shortText(slope() ?? 0, false))}
          </span>
        </Show>
      </span>
      <input
        class="sa-slider__field"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck={false}
        ref={fit}
        value={draft() ?? (focused() ? exact() : shown())}
        title={exact()}
        aria-label={strings().slider.exact(label())}
        aria-invalid={message() === "" ? undefined : true}
        aria-describedby={messageId}
        on:focus={(event) => {
          // Putting the exact text in drops the selection that Tab made: typing would append.
          setFocused(true);
          event.currentTarget.select();
        }}
        on:input={(event) => setDraft(event.currentTarget.value)}
        on:keydown={onFieldKey}
        on:blur={() => {
          setFocused(false);
          commit();
        }}
      />
      <span class="sa-slider__message" id={messageId} aria-live="polite">
        {message()}
      </span>
    </div>
  );
}

/**
 * A slider and an exact number field for one element of a leaf tensor.
 *
 * Arrow keys move by one step, Shift with them and the Page keys by ten, Home and End to the ends. In
 * the field Enter (or leaving it) commits, Escape restores; a value outside the range widens it (or is
 * refused, if `bounded`); text that is no number stays as typed, with a message. The field shows four
 * digits after the point, and the exact number while it has the focus.
 *
 * @example <ParameterSlider of={w} at={[0, 1]} label="w[0, 1]" gradient={() => w.grad} />
 */
export const ParameterSlider = guarded(View);
