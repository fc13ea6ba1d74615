// What a Python value is. None, bool, str and the ints that fit are JavaScript's own primitives; all
// else is an object of a class made here. Python code never sees a property of a JavaScript object:
// attributes are looked up in maps and declared tables only (attributes.ts).

import type { Type } from "./type";

/** None is null; an int is a number while it is a safe integer and a bigint beyond; str is a string. */
export type Value = null | boolean | number | bigint | string | Obj;

/** Visits the values that a value holds. */
export type Visit = (value: Value) => void;

/** Everything that is not a primitive. */
export abstract class Obj {
  abstract readonly type: Type;
  /** The attributes of the object's own, or null where it cannot have any. */
  attributes: Map<string, Value> | null = null;

  /** The value for JavaScript; by default the object itself, opaque. */
  toJs(): unknown {
    return this;
  }

  /** Visits what the object holds and returns its own size in bytes: what the memory limit counts. */
  trace(visit: Visit): number {
    if (this.attributes === null) return 16;
    for (const value of this.attributes.values()) visit(value);
    return 64 + 32 * this.attributes.size;
  }
}

/** Keyword arguments of a call. */
export type Kwargs = ReadonlyMap<string, Value> | null;

/** An int from any whole number: a number when it is safe, else a bigint. */
export function int(value: number | bigint): number | bigint {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : BigInt(value);
  }
  return value >= lowest && value <= highest ? Number(value) : value;
}

const highest = BigInt(Number.MAX_SAFE_INTEGER);
const lowest = -highest;

/** Whether a value is an int, bools included. */
export const isInt = (value: Value | undefined): value is number | bigint | boolean =>
  typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
