// A native range under a thin track, and the exact field beside it: the view and the hand of a slider,
// which knows nothing of tensors.

import {
  createEffect,
  createMemo,
  createRenderEffect,
  createSignal,
  createUniqueId,
  on,
  Show,
} from "solid-js";
import { useStrings } from "../strings";
import { ExactField } from "./ExactField";
import type { GestureKind } from "./gesture";
import type { Parsed } from "./parse";
import { createPointerFollowing, presses } from "./pointer";
import { Slope, useSlopeText } from "./Slope";
import type { Scale } from "./scale";
import { dragged, even, keyed } from "./state";
import { makeStyler, percent } from "./styler";
import { placeOn } from "./track";

export interface SliderControlProps {
  label: string;
  value: number;
  /** The value as it is shown in the field, and in full. */
  shown: string;
  exact: string;
  scale: Scale;
  step: number;
  /** The gradient at the value; null if none is shown. */
  slope: number | null;
  /** What a reset goes back to, and its text. */
  initial: number | undefined;
  initialText: string;
  disabled?: boolean;
  readonly?: boolean;
  /** Whether Tab stops here. @default true */
  tabStop?: boolean;
  /** More to say of the control, by id. */
  describedBy?: string;
  parse(text: string): Parsed;
  onBegin(kind: GestureKind): void;
  /** Writes a value; the message of what went wrong, or "". */
  onWrite(value: number): string;
  onEnd(keep: boolean): void;
}

/** Who moves the thumb. After Escape a native drag goes on in the browser, and is not listened to. */
type Hand = "none" | "pointer" | "keys" | "other" | "cancelled";

export function SliderControl(props: SliderControlProps) {
  const strings = useStrings();
  const slopeText = useSlopeText();
  const slopeId = createUniqueId();
  const resetId = createUniqueId();
  const [message, setMessage] = createSignal("");
  const position = createMemo(() => props.scale.toPosition(props.value));
  // A straight track carries the values themselves, so that assistive technology reads true ones; a
  // bent one carries places from 0 to 1.
  const straight = () => even(props.scale);
  const inert = () => props.disabled === true || props.readonly === true;
  const followHand = createPointerFollowing();
  let range!: HTMLInputElement;
  let hand: Hand = "none";
  let resting: ReturnType<typeof setTimeout> | undefined;

  const onTrack = (): string => {
    if (!straight()) return String(position());
    // What is no finite number stands at an end, or in the middle.
    return String(Number.isFinite(props.value) ? props.value : props.scale.toValue(position()));
  };
  /** The native thumb goes wherever it is pushed: back to the value. */
  const settle = (): void => {
    range.value = onTrack();
  };
  const write = (next: number): void => {
    setMessage(props.onWrite(next));
  };
  const begin = (next: Hand & GestureKind): void => {
    if (hand === next) return;
    hand = next;
    props.onBegin(next);
  };
  const end = (keep: boolean): void => {
    if (hand === "none") return;
    hand = "none";
    props.onEnd(keep);
    settle();
  };
  const stroke = (value: number): void => {
    hand = "none";
    props.onBegin("stroke");
    write(value);
    props.onEnd(true);
    settle();
  };

  const onPointerDown = (event: PointerEvent): void => {
    if (inert() || !presses(event)) return;
    begin("pointer");
    const { position: pressed, width, thumb } = placeOn(range, event.clientX);
    // Held by the thumb, it keeps its distance from the pointer.
    const off = pressed - position();
    const held = Math.abs(off) * width <= thumb / 2 ? off : 0;
    followHand(event, {
      // Not every browser moves a native thumb under a pen.
      move: (moved) => {
        if (moved.pointerType !== "pen") return;
        const place = placeOn(range, moved.clientX).position - held;
        write(dragged(place, props.step, props.scale));
      },
      up: (released) => {
        end(true);
        // By touch, a tap's own `input` comes after the release and counts.
        if (released.pointerType === "mouse") rest();
      },
      cancel: () => {
        end(false);
        hand = "cancelled";
        // Not in the same turn: the browser's last `input` may still be on its way.
        followHand(event, { up: rest, cancel: release });
      },
    });
  };
  /** Deaf for the rest of the turn: Firefox sends one more `input` after the release of a mouse. */
  const rest = (): void => {
    hand = "cancelled";
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (hand === "cancelled") release();
    });
  };
  const release = (): void => {
    hand = "none";
    settle();
  };
  const onInput = (): void => {
    if (inert() || hand === "cancelled") {
      settle();
      return;
    }
    // A tap and assistive technology move the thumb without a press that we see.
    if (hand === "none") {
      hand = "other";
      props.onBegin("stroke");
    }
    const at = straight() ? props.scale.toPosition(range.valueAsNumber) : range.valueAsNumber;
    write(dragged(at, props.step, props.scale));
    // Rounding may leave the value as it was; the thumb has moved all the same.
    settle();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && hand === "keys") {
      end(false);
      return;
    }
    const resets = event.key === "Delete" || event.key === "Backspace";
    const next = resets
      ? (props.initial ?? null)
      : keyed(event.key, event.shiftKey, props.value, props.step, props.scale);
    if (next === null) return;
    event.preventDefault();
    if (inert()) return;
    begin("keys");
    write(next);
  };
  const reset = (): void => {
    if (!inert() && props.initial !== undefined) stroke(props.initial);
  };
  const submit = (text: string): boolean => {
    const parsed = props.parse(text);
    if (parsed.ok) stroke(parsed.value);
    else setMessage(parsed.message);
    return message() === "";
  };

  const follow = (input: HTMLInputElement): void => {
    range = input;
    createRenderEffect(() => {
      // In this order: the browser fits a value to the step and ends of that moment.
      input.step = props.scale.kind === "integer" ? "1" : "any";
      input.min = String(straight() ? props.scale.range.min : 0);
      input.max = String(straight() ? props.scale.range.max : 1);
      input.value = onTrack();
    });
  };
  const fill = (bar: HTMLElement): void => {
    const set = makeStyler(bar);
    createEffect(() => {
      const zero = props.scale.kind === "log" ? 0 : props.scale.toPosition(0);
      set("left", percent(Math.min(zero, position())));
      set("width", percent(Math.abs(position() - zero)));
    });
  };
  const mark = (track: HTMLElement): void => {
    createEffect(() => {
      const home = props.initial === undefined ? 0 : props.scale.toPosition(props.initial);
      track.style.setProperty("--_home", String(home));
    });
  };
  // A message is about the value that was refused: it goes when the value moves.
  createEffect(on([() => props.value], () => setMessage(""), { defer: true }));
  const described = () =>
    [
      props.slope === null ? "" : slopeId,
      props.initial === undefined ? "" : resetId,
      props.describedBy ?? "",
    ]
      .filter((id) => id !== "")
      .join(" ");

  return (
    <>
      <span
        class="sa-slider__track"
        part="track"
        data-home={props.initial === undefined ? undefined : ""}
        data-nan={Number.isNaN(props.value) ? "" : undefined}
        ref={mark}
      >
        <span class="sa-slider__rail">
          <span class="sa-slider__fill" ref={fill} />
        </span>
        <input
          class="sa-slider__range"
          part="range"
          type="range"
          ref={follow}
          disabled={props.disabled}
          tabindex={props.tabStop === false ? -1 : undefined}
          aria-label={props.label}
          aria-valuetext={props.exact}
          aria-readonly={props.readonly ? true : undefined}
          aria-describedby={described() === "" ? undefined : described()}
          on:pointerdown={onPointerDown}
          on:input={onInput}
          on:change={() => {
            if (hand === "other") end(true);
          }}
          on:keydown={onKey}
          on:keyup={(event) => {
            if (hand === "keys" && event.key !== "Shift") end(true);
          }}
          on:blur={() => {
            if (hand === "keys" || hand === "other") end(true);
          }}
          on:dblclick={reset}
        />
        <Show when={props.slope !== null}>
          <Slope slope={props.slope ?? 0} position={position()} />
          <span class="sa-hidden" id={slopeId}>
            {slopeText(props.slope ?? 0)}
          </span>
        </Show>
        <Show when={props.initial !== undefined}>
          <span class="sa-hidden" id={resetId}>
            {strings().slider.resets(props.initialText)}
          </span>
        </Show>
      </span>
      <ExactField
        label={props.label}
        shown={props.shown}
        exact={props.exact}
        message={message()}
        disabled={props.disabled}
        readonly={props.readonly}
        tabStop={props.tabStop}
        onSubmit={submit}
        onRevert={() => setMessage("")}
      />
    </>
  );
}
