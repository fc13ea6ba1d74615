// Arguments by name, as recipes write them.

import { asTensor } from "./expression";
import { argumentText } from "./literals";
import type { Step } from "./step";

/** `name=value`; null where that is what is meant without it. */
export const keyword = (name: string, value: unknown, fallback: unknown): string | null =>
  value === fallback ? null : `${name}=${argumentText(value)}`;

/** An optional tensor by name; null if none was given. */
export function tensorKeyword(step: Step, name: string): string | null {
  const given = step.optional(name);
  return given === null ? null : `${name}=${asTensor(given).text}`;
}

/** An input as a tensor, be it a plain number. */
export const tensorText = (step: Step, name: string): string => asTensor(step.input(name)).text;
