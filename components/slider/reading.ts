// The numbers under sliders: read once for all that show them, and written one at a time.

import { type Accessor, createMemo } from "solid-js";
import { noGrad, type Tensor, type TypedArray } from "../../src/index";
import { messageOf } from "../guard";
import { type CellStyle, cellStyle, cellText, exactText } from "../numbers";
import { resolve, type TensorSource } from "../source";
import { fitted } from "./state";

/** Elements as they are now; `style` is how all of them are written. */
export interface Reading {
  readonly values: TypedArray;
  readonly style: CellStyle;
}

/** A tensor with more elements is not read whole for the sake of one. */
const many = 1024;

/** The row-major place of `index` in `shape`. */
export const placeOf = (index: readonly number[], shape: readonly number[]): number =>
  index.reduce((place, i, d) => place * (shape[d] ?? 1) + i, 0);

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

/** One element, and how its tensor writes numbers; the whole tensor is read only if it is small. */
export function createElement(of: () => Tensor, at: () => readonly number[]) {
  const single = createMemo(() => of().numel() > many);
  const reading = createReading(() =>
    single()
      ? noGrad(() =>
          of()
            .detach()
            .at(...at()),
        )
      : of(),
  );
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
  return createMemo(() => {
    try {
      const source = gradient();
      const tensor = source === undefined ? null : resolve(source);
      if (tensor === null) return null;
      if (tensor.numel() === 1) return Number(tensor.item());
      return Number(noGrad(() => tensor.detach().at(...at())).item());
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
