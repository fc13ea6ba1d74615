// Elements of a tensor: by their place, counted row by row, and by their index, as code writes it.

/** The index of the element at row-major `place`: [1, 2]. */
export function indexOf(place: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let d = shape.length - 1, rest = place; d >= 0; d--) {
    const size = shape[d] as number;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** The row-major place of the element at `index`; what is negative counts from the end. */
export const placeOf = (index: readonly number[], shape: readonly number[]): number =>
  index.reduce((place, i, d) => {
    const size = shape[d] ?? 1;
    return place * size + (i < 0 ? i + size : i);
  }, 0);

/** An element as written in code: `w[1, 2]`, `b[0]`, or the bare name of a scalar. */
export const elementName = (name: string, index: readonly number[]): string =>
  index.length === 0 ? name : `${name}[${index.join(", ")}]`;
