// Shift and a drag across a grid of sliders: every cell that is crossed takes the value of the first.

import { type Box, crosses } from "./crossing";
import { createPointerFollowing, presses } from "./pointer";
import { placeOn } from "./track";

export interface Painting {
  /** The value of a press at `position`, 0 to 1, of a track of `width` with a thumb of `thumb` pixels. */
  pressed(place: number, position: number, width: number, thumb: number): number;
  onBegin(from: Element): void;
  onPaint(places: readonly number[], value: number): void;
  onEnd(keep: boolean): void;
}

const rangeIn = (cell: Element): HTMLInputElement | null =>
  cell.querySelector<HTMLInputElement>("input[type=range]");

/** Listens on `grid`, before its sliders do. Cells are its descendants with `data-place`. */
export function paintable(grid: HTMLElement, painting: Painting): void {
  const follow = createPointerFollowing();
  let on = false;
  const press = (event: PointerEvent): void => {
    const target = event.target as Element;
    const cell = target.closest<HTMLElement>("[data-place]");
    const range = cell === null ? null : rangeIn(cell);
    // A finger has no Shift; and beside the track Shift selects text in the field.
    if (!event.shiftKey || !presses(event) || range === null || target !== range) return;
    if (range.disabled || range.ariaReadOnly === "true") return;
    event.preventDefault();
    event.stopPropagation();
    range.focus({ preventScroll: true });
    on = true;
    const cells = [...grid.querySelectorAll<HTMLElement>("[data-place]")].map((each) => ({
      place: Number(each.dataset.place),
      box: each.getBoundingClientRect() as Box,
    }));
    const first = Number(cell?.dataset.place);
    const { position, width, thumb } = placeOn(range, event.clientX);
    const value = painting.pressed(first, position, width, thumb);
    const painted = new Set<number>([first]);
    painting.onBegin(range);
    painting.onPaint([first], value);
    grid.dataset.painting = "";
    let last = { x: event.clientX, y: event.clientY };
    const end = (keep: boolean): void => {
      on = false;
      delete grid.dataset.painting;
      painting.onEnd(keep);
    };
    follow(event, {
      move(moved) {
        const now = { x: moved.clientX, y: moved.clientY };
        const fresh = cells.filter(
          ({ place, box }) => !painted.has(place) && crosses(box, last, now),
        );
        last = now;
        if (fresh.length === 0) return;
        for (const { place } of fresh) painted.add(place);
        painting.onPaint(
          fresh.map(({ place }) => place),
          value,
        );
      },
      up: () => end(true),
      cancel: () => end(false),
    });
  };
  grid.addEventListener("pointerdown", press, { capture: true });
  // The native thumb moves on this one, and text is selected by it.
  grid.addEventListener(
    "mousedown",
    (event) => {
      if (on) event.preventDefault();
    },
    { capture: true },
  );
}
