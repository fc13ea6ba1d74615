// A formula as it is said: screen readers pass over most of its signs.

import type { ComponentStrings } from "../words/index";

type Words = ComponentStrings["backward"];

/**
 * `formula` with words for its signs.
 * @example inSpeech("xᵀ · dL/dz", words) // "x transposed times dL/dz"
 */
export function inSpeech(formula: string, words: Words): string {
  let text = formula.replace(/\|([^|]+)\|/g, (_, of: string) => words.magnitude(of));
  for (const [sign, said] of words.signs) text = text.replaceAll(sign, said);
  return text
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/ (?=[),;，；])/g, "")
    .trim();
}
