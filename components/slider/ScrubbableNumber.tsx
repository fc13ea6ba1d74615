// A number within a sentence that is dragged: Bret Victor's Tangle, for one element of a tensor.

import { createEffect, createMemo, createSignal, createUniqueId, Show } from "solid-js";
import type { Tensor } from "../../src/index";
import { elementOf } from "../checks";
import { ofScrubbableNumber } from "../demands";
import { guarded, Trouble } from "../guard";
import { minus, shortText } from "../numbers";
import { placeOf } from "../place";
import type { TensorSource } from "../source";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { ariaNumber } from "./aria";
import { createScrub } from "./createScrub";
import { createGesture } from "./gesture";
import { InlineEntry } from "./InlineEntry";
import { PromiseBubble } from "./PromiseBubble";
import { parse } from "./parse";
import { createElement, createSlope, exactIn, writeElement } from "./reading";
import { readoutCss } from "./readoutCss";
import { downhill, useSlopeText } from "./Slope";
import {
  defaultStep,
  givenRange,
  kindFor,
  makeScale,
  type Range,
  type ScaleKind,
  widenAll,
} from "./scale";
import { scrubCss } from "./scrubCss";
import { keyed } from "./state";

export interface ScrubbableNumberProps {
  /** The leaf that is written. */
  of: Tensor;
  /** The element, one index per dimension; needed unless the tensor has just one. @default [] */
  at?: readonly number[];
  /** What it is called, for a screen reader and the undo button. @default the tensor's name with the index */
  label?: string;
  /** Where a drag ends; a number typed outside widens them. @default none; as a slider's if logarithmic or bool */
  min?: number;
  max?: number;
  /** Whether a number typed outside is refused with a message instead. @default false */
  bounded?: boolean;
  /** What an arrow key and four pixels of a drag add. @default a hundredth of the range, 0.01 without one, 1 for whole numbers */
  step?: number;
  /** As for ParameterSlider. @default "linear"; "integer" for int64 and bool */
  scale?: ScaleKind;
  threshold?: number;
  /** What a double-click, or Delete, sets it back to. @default the value at first */
  initial?: number;
  /** The number as it is shown. @default as many decimals as the step has, more where needed */
  format?: (value: number) => string;
  /** What follows the number, with its space if it has one: `" m"`, `"%"`. */
  unit?: string;
  /** A gradient of the tensor's shape: a small arrow on hover and focus shows which way lowers the loss. */
  gradient?: TensorSource;
  /** The loss: while the number is dragged, what the gradient promised of it. */
  loss?: Tensor;
  /** Whether loss and promise float above the number. @default true */
  readout?: boolean;
  disabled?: boolean;
  readonly?: boolean;
  /** Called with the value when a drag, a key or a typed number is done. */
  onCommit?: (value: number) => void;
}

const endless: Range = { min: -Infinity, max: Infinity };

function View(props: ScrubbableNumberProps) {
  const strings = useStrings();
  const slopeText = useSlopeText();
  const hintId = createUniqueId();
  const label = () => props.label ?? elementOf(props.of, at());
  const at = () => props.at ?? [];
  const { value } = createElement(() => props.of, at);
  const slope = createSlope(() => props.gradient, at);
  const atFirst = value();
  const initial = () => props.initial ?? atFirst;
  const inert = () => props.disabled === true || props.readonly === true;

  const kind = () => kindFor(props.scale, props.of.dtype);
  const given = createMemo<Range>(() => {
    const ends = givenRange(kind(), props.of.dtype, props.min, props.max);
    if (kind() === "log" || kind() === "symlog" || props.of.dtype === "bool") return ends;
    return { min: props.min ?? endless.min, max: props.max ?? endless.max };
  });
  const range = createMemo<Range>(
    (before) => widenAll(widenAll(given(), [before.min, before.max], kind()), [value()], kind()),
    given(),
    { equals: (a, b) => a.min === b.min && a.max === b.max },
  );
  const scale = createMemo(() => makeScale(kind(), range(), props.threshold));
  const step = () => props.step ?? defaultStep(given(), kind());
  const exact = () => exactIn(props.of, value());
  // A float32 is moved as the decimal that it is written as, not by its hidden digits.
  const decimal = () => (Number.isFinite(value()) ? Number(exact()) : value());
  const shown = () => {
    if (props.format !== undefined) return props.format(value());
    const digits = Math.max(0, Math.min(12, -Math.floor(Math.log10(step()) + 1e-9)));
    const fixed = value().toFixed(digits);
    const fits = Math.abs(Number(fixed) - decimal()) <= 1e-9 * Math.max(1, Math.abs(decimal()));
    return minus(fits && kind() === "linear" ? fixed : shortText(value(), false));
  };

  const gesture = createGesture({
    leaf: () => props.of,
    loss: () => props.loss,
    onCommit: () => props.onCommit?.(value()),
  });
  const begin = (by: "pointer" | "keys" | "stroke"): void =>
    gesture.begin(by, label(), placeOf(at(), props.of.shape));
  const [message, setMessage] = createSignal("");
  const [draft, setDraft] = createSignal<string | null>(null);
  let number!: HTMLElement;
  let keys = false;
  const write = (next: number): void => {
    setMessage(writeElement(props.of, at(), next));
  };
  const stroke = (next: number): void => {
    endKeys(true);
    begin("stroke");
    write(next);
    gesture.end(true);
  };
  const endKeys = (keep: boolean): void => {
    if (!keys) return;
    keys = false;
    gesture.end(keep);
  };
  const scrub = createScrub({
    value: decimal,
    step,
    scale,
    onBegin: () => {
      endKeys(true);
      begin("pointer");
    },
    onMove: write,
    onEnd: gesture.end,
    onTap: () => setDraft(exact()),
  });

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || inert()) return;
    if (event.key === "Escape") {
      endKeys(false);
      return;
    }
    const types = /^[-+.,\d−]$/.test(event.key);
    const resets = event.key === "Delete" || event.key === "Backspace";
    const next = resets ? initial() : keyed(event.key, event.shiftKey, decimal(), step(), scale());
    if (types) setDraft(event.key);
    else if (event.key === "Enter") setDraft(exact());
    else if (next !== null) {
      if (!keys) begin("keys");
      keys = true;
      write(next);
    } else return;
    event.preventDefault();
  };
  /** Closes the entry; whether it could: text that is no number stays. */
  const submit = (text: string): boolean => {
    const limits = props.bounded ? given() : null;
    const parsed = parse(text, props.of.dtype, strings().slider, limits, kind());
    if (parsed.ok) stroke(parsed.value);
    else setMessage(parsed.message);
    return message() === "";
  };
  const close = (refocus: boolean): void => {
    setDraft(null);
    setMessage("");
    if (refocus) number.focus();
  };

  // During a drag the sentence does not close in behind a shorter number.
  const fit = (element: HTMLElement): void => {
    number = element;
    createEffect((widest: number) => {
      const now = scrub.dragging() ? Math.max(widest, shown().length) : 0;
      element.style.setProperty("--_chars", String(now));
      return now;
    }, 0);
  };
  const hint = () =>
    [
      slope() === null ? "" : slopeText(slope() ?? 0),
      inert() ? "" : strings().slider.scrub,
      inert() ? "" : strings().slider.resets(exactIn(props.of, initial())),
    ].join(" ");

  return (
    <Show
      when={kind() !== "log" || given().min > 0}
      fallback={
        <Trouble message={strings().slider.logEnds(String(given().min), String(given().max))} />
      }
    >
      <span
        class="sa sa-scrub"
        part="scrub"
        data-to={slope() === null ? undefined : downhill(slope() ?? 0)}
        data-dragging={scrub.dragging() ? "" : undefined}
        ref={styled(themeCss, scrubCss, readoutCss)}
      >
        <span
          class="sa-scrub__number"
          part="number"
          role="spinbutton"
          tabindex={props.disabled ? -1 : 0}
          hidden={draft() !== null}
          title={hint().trim()}
          ref={fit}
          aria-label={label()}
          aria-valuenow={ariaNumber(value())}
          aria-valuemin={ariaNumber(range().min)}
          aria-valuemax={ariaNumber(range().max)}
          aria-valuetext={`${exact()}${props.unit ?? ""}`}
          aria-disabled={props.disabled ? true : undefined}
          aria-readonly={props.readonly ? true : undefined}
          aria-describedby={hintId}
          on:pointerdown={(event) => {
            if (!inert()) scrub.press(event);
          }}
          on:keydown={onKey}
          on:keyup={(event) => {
            if (event.key !== "Shift") endKeys(true);
          }}
          on:blur={() => endKeys(true)}
          on:dblclick={() => {
            if (!inert()) stroke(initial());
          }}
        >
          {shown()}
          {props.unit}
        </span>
        <Show when={draft() !== null}>
          <InlineEntry
            label={label()}
            text={draft() ?? ""}
            exact={exact()}
            message={message()}
            onSubmit={submit}
            onClose={close}
          />
        </Show>
        <span class="sa-hidden" id={hintId}>
          {hint()}
        </span>
        <Show when={props.loss !== undefined && props.readout !== false}>
          <PromiseBubble forecast={gesture.forecast()} />
        </Show>
      </span>
    </Show>
  );
}

/**
 * A number within a sentence, to be dragged sideways: four pixels are a step, with Shift a tenth of one.
 *
 * It is a spinbutton: arrow keys move by a step, Shift with them and the Page keys by ten, Home and End
 * to the ends if there are any. Enter, a digit, or a tap by finger or pen opens an exact entry in place;
 * there Enter (or leaving it) commits and Escape restores. Double-click or Delete sets it back; Escape
 * during a drag cancels it. A vertical swipe scrolls the page. On a workbench each is one step of the
 * undo history; with a `loss`, a drag shows what the gradient promised of it.
 *
 * Parts: `scrub`, `number`, `entry`, `message`, `readout`, `loss`, `promise`.
 * Custom properties: those of the theme (`--sa-accent`, `--sa-ink`, …).
 *
 * @example <p>A step of <ScrubbableNumber of={lr} label="learning rate" min={0} max={1} /> is safe.</p>
 */
export const ScrubbableNumber = guarded(View, ofScrubbableNumber);
