// A cell of a leaf under the hand: dragged, stepped by keys, or typed; each gesture is one edit.

import { type Accessor, createSignal } from "solid-js";
import type { Tensor } from "../../src/index";
import { makeFrameWrites } from "../frames";
import { niceCeiling } from "../numbers";
import { indexOf } from "../place";
import { createGesture } from "../slider/gesture";
import { createPointerFollowing, presses } from "../slider/pointer";
import { fitted } from "../slider/state";
import type { Cells } from "../source";

export interface CellEditOptions {
  /** The leaf. */
  tensor(): Tensor | null;
  cells(): Cells | null;
  /** How far the colours reach: a drag of 250 pixels crosses about that much. */
  span(): number;
  /** The loss whose promise is shown meanwhile. */
  loss(): Tensor | undefined;
  nameOf(place: number): string;
  onCommit(): void;
}

export interface CellEdit {
  /** The place that is dragged. */
  readonly dragged: Accessor<number | null>;
  /** The field for typing: where it stands, and the character that opened it, if one did. */
  readonly typing: Accessor<{ readonly place: number; readonly begun: string | null } | null>;
  /** The pointer went down on a cell. */
  press(event: PointerEvent, place: number): void;
  /** Whether the key was one of editing. */
  key(event: KeyboardEvent, place: number): boolean;
  /** A key went up, or the focus went elsewhere: what the keys did is one edit. */
  rest(): void;
  type(place: number, begun?: string): void;
  /** Ends typing, with a number to write or null to leave all as it was. */
  typed(place: number, value: number | null): void;
}

/** A press that moves less than this, in CSS pixels, is a click. */
const threshold = 3;

export function createCellEdit(options: CellEditOptions): CellEdit {
  const [dragged, setDragged] = createSignal<number | null>(null);
  const [typing, setTyping] = createSignal<{ place: number; begun: string | null } | null>(null);
  const writes = makeFrameWrites();
  const follow = createPointerFollowing();
  const gesture = createGesture({
    leaf: () => options.tensor() as Tensor,
    loss: options.loss,
    onCommit: options.onCommit,
  });
  let keyed = false;

  const valueAt = (place: number): number => Number(options.cells()?.values[place] ?? 0);
  const step = (): number => {
    const size = niceCeiling(options.span() / 250);
    return options.tensor()?.dtype === "int64" ? Math.max(1, Math.round(size)) : size;
  };
  const write = (place: number, value: number): void => {
    const leaf = options.tensor();
    if (leaf === null) return;
    const index = indexOf(place, leaf.shape);
    const fit = fitted(value, leaf.dtype);
    if (index.length === 0) leaf.set(fit);
    else leaf.setAt(index, fit);
  };
  /** `from` moved by `count` steps, onto a whole number of them. */
  const moved = (from: number, count: number, size: number): number => {
    const start = Number.isFinite(from) ? from : 0;
    return Number((Math.round(start / size + count) * size).toPrecision(12));
  };

  return {
    dragged,
    typing,
    press(event, place) {
      if (!presses(event)) return;
      const start = valueAt(place);
      const size = step();
      // A finger that goes up or down scrolls the page: for it, right is more.
      const touch = event.pointerType === "touch";
      const { clientX, clientY } = event;
      const end = (keep: boolean): void => {
        if (dragged() === null) return;
        writes.now();
        setDragged(null);
        gesture.end(keep);
      };
      follow(event, {
        move(now) {
          const right = now.clientX - clientX;
          const up = clientY - now.clientY;
          const way = touch ? right : right + up;
          if (dragged() === null) {
            if (Math.abs(way) < threshold) return;
            gesture.begin("pointer", options.nameOf(place), place);
            setDragged(place);
          }
          writes.later(() => write(place, moved(start, now.shiftKey ? way / 10 : way, size)));
        },
        up: () => end(true),
        cancel: () => end(false),
      });
    },
    key(event, place) {
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        if (!keyed) gesture.begin("keys", options.nameOf(place), place);
        keyed = true;
        const count = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
        write(place, moved(valueAt(place), count, step()));
        return true;
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return false;
      if (event.key === "Enter" || event.key === "F2") {
        this.type(place);
        return true;
      }
      // As in a spreadsheet, a number begins itself.
      if (!/^[-+.,\d−]$/.test(event.key)) return false;
      this.type(place, event.key);
      return true;
    },
    rest() {
      if (!keyed) return;
      keyed = false;
      gesture.end(true);
    },
    type(place, begun = "") {
      setTyping({ place, begun: begun === "" ? null : begun });
    },
    typed(place, value) {
      setTyping(null);
      if (value === null) return;
      gesture.begin("stroke", options.nameOf(place), place);
      write(place, value);
      gesture.end(true);
    },
  };
}
