// The label of a row or column of sliders, as a handle that moves all of them together.

import { createSignal } from "solid-js";
import { useStrings } from "../strings";
import { ariaNumber } from "./aria";
import type { GestureKind } from "./gesture";
import { createPointerFollowing, presses } from "./pointer";
import type { Scale } from "./scale";
import { keyed, shifted } from "./state";

export interface AxisHandleProps {
  /** What stands there, and what is said of it. */
  text: string;
  label: string;
  row: boolean;
  /** Its place among the sliders: -1 before the first. */
  at: string;
  tabStop: boolean;
  places: readonly number[];
  value(place: number): number;
  shown(value: number): string;
  scale: Scale;
  step: number;
  /** How wide a track is, in CSS pixels. */
  trackWidth(): number;
  onBegin(kind: GestureKind): void;
  onMove(value: (place: number) => number): void;
  onEnd(keep: boolean): void;
  onFocus(): void;
}

export function AxisHandle(props: AxisHandleProps) {
  const strings = useStrings();
  const [focused, setFocused] = createSignal(false);
  const [held, setHeld] = createSignal(false);
  const follow = createPointerFollowing();
  let keys = false;
  const values = () => props.places.map((place) => props.value(place));
  const mean = () => values().reduce((sum, value) => sum + value, 0) / props.places.length;

  const endKeys = (keep: boolean): void => {
    if (!keys) return;
    keys = false;
    props.onEnd(keep);
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (!presses(event)) return;
    endKeys(true);
    const start = new Map(props.places.map((place) => [place, props.value(place)]));
    // The same way on the screen is the same way on the tracks below.
    const width = props.trackWidth();
    setHeld(true);
    props.onBegin("pointer");
    const end = (keep: boolean): void => {
      setHeld(false);
      props.onEnd(keep);
    };
    follow(event, {
      move: ({ clientX }) => {
        const by = (clientX - event.clientX) / width;
        props.onMove((place) => shifted(start.get(place) ?? 0, by, props.step, props.scale));
      },
      up: () => end(true),
      cancel: () => end(false),
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      endKeys(false);
      return;
    }
    const moved = (value: number): number | null =>
      keyed(event.key, event.shiftKey, value, props.step, props.scale);
    if (moved(0) === null) return;
    event.preventDefault();
    if (!keys) props.onBegin("keys");
    keys = true;
    props.onMove((place) => moved(props.value(place)) ?? 0);
  };

  return (
    <span
      class="sa-sliders__label sa-sliders__handle"
      part="handle"
      role="spinbutton"
      tabindex={props.tabStop ? 0 : -1}
      data-row={props.row ? "" : undefined}
      data-at={props.at}
      data-held={held() ? "" : undefined}
      title={strings().slider.together}
      aria-label={props.label}
      aria-valuenow={ariaNumber(mean())}
      aria-valuetext={focused() ? values().map(props.shown).join(", ") : undefined}
      on:pointerdown={onPointerDown}
      on:keydown={onKey}
      on:keyup={(event) => {
        if (event.key !== "Shift") endKeys(true);
      }}
      on:focus={() => {
        setFocused(true);
        props.onFocus();
      }}
      on:blur={() => {
        setFocused(false);
        endKeys(true);
      }}
    >
      {props.text}
    </span>
  );
}
