// Sorting: stable, by `<` alone, as Python does it.

import { call } from "../objects/call";
import { compare, truth } from "../objects/compare";
import { isNumeric, order } from "../objects/numbers";
import type { Value } from "../objects/value";
import { machine } from "../run/machine";

const below = (a: Value, b: Value): boolean => {
  if (isNumeric(a) && isNumeric(b)) return order(a, b) < 0;
  return truth(compare("<", a, b));
};

/** The items in order of what `key` gives. */
export function sorted(items: readonly Value[], key: Value, reverse: boolean): Value[] {
  machine.takes(items.length, 64);
  const keyed = items.map((item) => ({ item, key: key === null ? item : call(key, [item]) }));
  // Reversing before and after keeps equal items in their order.
  if (reverse) keyed.reverse();
  const done = mergeSort(keyed);
  if (reverse) done.reverse();
  return done.map(({ item }) => item);
}

interface Keyed {
  readonly item: Value;
  readonly key: Value;
}

/** JavaScript's own sort asks for a three-way answer, for which Python's order may have none. */
function mergeSort(items: Keyed[]): Keyed[] {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const [left, right] = [mergeSort(items.slice(0, middle)), mergeSort(items.slice(middle))];
  const merged: Keyed[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    machine.step();
    const [a, b] = [left[i] as Keyed, right[j] as Keyed];
    if (below(b.key, a.key)) {
      merged.push(b);
      j++;
    } else {
      merged.push(a);
      i++;
    }
  }
  return merged.concat(left.slice(i), right.slice(j));
}
