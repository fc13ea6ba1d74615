// What of a program's values can cross to another thread.

import { type DType, Tensor } from "../index";

/** A tensor as it crosses: `tensor(data, { dtype }).reshape(shape)` makes it again. */
export interface SentTensor {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: ReturnType<Tensor["toTypedArray"]>;
}

/** Stands for what cannot cross: functions, modules, objects of classes. */
const opaque = Symbol("opaque");

function sent(value: unknown): unknown {
  if (value instanceof Tensor) {
    const { shape, dtype } = value;
    return { shape: [...shape], dtype, data: value.toTypedArray() } satisfies SentTensor;
  }
  if (Array.isArray(value)) {
    const items = value.map(sent);
    return items.includes(opaque) ? opaque : items;
  }
  if (value instanceof Map) {
    const entries = [...value].map(([key, item]) => [sent(key), sent(item)] as const);
    return entries.flat().includes(opaque) ? opaque : new Map(entries);
  }
  return typeof value === "object" && value !== null ? opaque : value;
}

/** The values that can cross, by name. */
export function sendable(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const crossing = Object.entries(values).map(([name, value]) => [name, sent(value)] as const);
  return Object.fromEntries(crossing.filter(([, value]) => value !== opaque));
}
