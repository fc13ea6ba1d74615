// Operators and comparisons, lowered: numbers take a short way, in line with the closure.

import type { CompareSymbol } from "../objects/compare";
import { compare, contains, satisfies, truth } from "../objects/compare";
import { Float } from "../objects/float";
import type { BinarySymbol } from "../objects/numbers";
import { binary } from "../objects/operators";
import type { Value } from "../objects/value";
import type { Frame } from "../run/machine";
import type { CompareOperator } from "../syntax/ast";
import type { Run } from "./context";

export function lowerBinary(op: BinarySymbol, left: Run, right: Run): Run {
  switch (op) {
    case "+":
      return (frame) => add(left(frame), right(frame));
    case "-":
      return (frame) => subtract(left(frame), right(frame));
    case "*":
      return (frame) => multiply(left(frame), right(frame));
    default:
      return (frame) => binary(op, left(frame), right(frame));
  }
}

function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  } else if (a instanceof Float && b instanceof Float) return new Float(a.value + b.value);
  return binary("+", a, b);
}

function subtract(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  } else if (a instanceof Float && b instanceof Float) return new Float(a.value - b.value);
  return binary("-", a, b);
}

function multiply(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product) && product !== 0) return product;
  } else if (a instanceof Float && b instanceof Float) return new Float(a.value * b.value);
  return binary("*", a, b);
}

/** One comparison of two values. */
export function comparison(op: CompareOperator): (a: Value, b: Value) => Value {
  switch (op) {
    case "is":
      return isSame;
    case "is not":
      return (a, b) => !isSame(a, b);
    case "in":
      return (a, b) => contains(b, a);
    case "not in":
      return (a, b) => !contains(b, a);
    default:
      return ordering(op);
  }
}

function ordering(op: CompareSymbol): (a: Value, b: Value) => Value {
  return (a, b) => {
    if (typeof a === "number" && typeof b === "number") return satisfies(op, a - b);
    return compare(op, a, b);
  };
}

/** Identity. Floats are boxed here, so those with the same value are taken for the same. */
function isSame(a: Value, b: Value): boolean {
  if (a instanceof Float && b instanceof Float) return Object.is(a.value, b.value);
  return a === b;
}

/** `a < b < c`: each operand is evaluated once, and only as far as needed. */
export function lowerComparison(
  first: Run,
  rest: readonly { readonly op: CompareOperator; readonly value: Run }[],
): Run {
  const [only] = rest as [{ op: CompareOperator; value: Run }];
  if (rest.length === 1) {
    const test = comparison(only.op);
    const { value } = only;
    return (frame) => test(first(frame), value(frame));
  }
  const links = rest.map(({ op, value }) => ({ test: comparison(op), value }));
  return (frame: Frame) => {
    let left = first(frame);
    let result: Value = true;
    for (const { test, value } of links) {
      const right = value(frame);
      result = test(left, right);
      if (!truth(result)) return result;
      left = right;
    }
    return result;
  };
}
