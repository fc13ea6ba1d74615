// The numbers under sliders: read once for all that show them, and written one at a time.

import { type Accessor, createMemo } from "solid-js";
import { noGrad, type Tensor, type TypedArray } from "../../src/index";
import { attempt, messageOf } from "../guard";
import { type CellStyle, cellStyle, cellText, exactText } from "../numbers";
import { placeOf } from "../place";
import { resolve, type TensorSource } from "../source";
import { fitted } from "./state";

/** Elements as they are now; `style` is how all of them are written. */
export interface Reading {
  readonly values: TypedArray;
  readonly style: CellStyle;
}

/** A tensor with more elements is not read whole for the sake of one. */
const many = 1024;

/** All elements of `of`, tracked. Throws where they cannot be computed. */
export function createReading(of: () => Tensor): Accessor<Reading> {
  let room: TypedArray | undefined;
  return createMemo(
    () => {
      const tensor = of();
      const reuse = room !== undefined && room.length === tensor.numel();
      room = reuse ? tensor.toTypedArray(room) : tensor.toTypedArray();
      return { values: room, style: cellStyle(room) };
    },
    undefined,
    { equals: false },
  );
}

/** The element of `of` at `index`, apart from its gradient: made once, and current ever after. */
const elementOf = (of: Tensor, index: readonly number[]): Tensor =>
  noGrad(() => of.detach().at(...index));

/** One element, and how its tensor writes numbers; the whole tensor is read only if it is small. */
export function createElement(of: () => Tensor, at: () => readonly number[]) {
  const single = createMemo(() => of().numel() > many);
  const meant = createMemo(() => (single() ? elementOf(of(), at()) : of()));
  const reading = createReading(meant);
  const place = () => (single() || of().numel() === 1 ? 0 : placeOf(at(), of().shape));
  return {
    value: createMemo(() => reading().values[place()] ?? Number.NaN, undefined, {
      equals: Object.is,
    }),
    style: createMemo(() => reading().style),
  };
}

/** The same of a gradient: null where there is none. Whoever shows the gradient says what is wrong with it. */
export function createSlope(
  gradient: () => TensorSource | undefined,
  at: () => readonly number[],
): Accessor<number | null> {
  const meant = attempt(() => {
    const source = gradient();
    const tensor = source === undefined ? null : resolve(source);
    if (tensor === null || tensor.numel() === 1) return tensor;
    return elementOf(tensor, at());
  });
  return createMemo(() => {
    try {
      const now = meant();
      return now.ok && now.value !== null ? Number(now.value.item()) : null;
    } catch {
      return null;
    }
  });
}

/** All elements of a gradient; null where there is none. */
export function createSlopes(
  gradient: () => TensorSource | undefined,
): Accessor<ArrayLike<number> | null> {
  let room: TypedArray | undefined;
  return createMemo<ArrayLike<number> | null>(
    () => {
      try {
        const source = gradient();
        const tensor = source === undefined ? null : resolve(source);
        if (tensor === null) return null;
        const reuse = room !== undefined && room.length === tensor.numel();
        room = reuse ? tensor.toTypedArray(room) : tensor.toTypedArray();
        return room;
      } catch {
        return null;
      }
    },
    null,
    { equals: false },
  );
}

/** Writes one element, fit for its dtype: "" or the message of what went wrong. */
export function writeElement(leaf: Tensor, at: readonly number[], value: number): string {
  try {
    const fit = fitted(value, leaf.dtype);
    if (at.length === 0) leaf.set(fit);
    else leaf.setAt([...at], fit);
    return "";
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** Writes several elements, by their places, in one update: "" or the message of what went wrong. */
export function writeElements(
  leaf: Tensor,
  places: readonly number[],
  value: (place: number) => number,
): string {
  try {
    const all = leaf.detach().toTypedArray();
    for (const place of places) all[place] = fitted(value(place), leaf.dtype);
    noGrad(() => leaf.set(all));
    return "";
  } catch (thrown) {
    return messageOf(thrown);
  }
}

/** The exact text of an element of `tensor`. */
export const exactIn = (tensor: Tensor, value: number): string =>
  exactText(value, tensor.dtype === "float64" || tensor.dtype === "int64");

/** As a heatmap of the same tensor writes it, so that the two compare. */
export const shownIn = cellText;
