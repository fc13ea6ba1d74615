// Expressions, lowered to closures: once per program, whatever it does afterwards.

import { getAttribute } from "../objects/attributes";
import { truth } from "../objects/compare";
import { Dict, SetObject } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { format } from "../objects/formatSpec";
import { getItem } from "../objects/items";
import { iterator, listOf } from "../objects/iterate";
import { unary } from "../objects/operators";
import { List, Slice, Tuple } from "../objects/sequences";
import { repr, str } from "../objects/text";
import { typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";
import { machine } from "../run/machine";
import type { Expression, ExpressionOf, TextPart } from "../syntax/ast";
import { lowerCall } from "./calls";
import { lowerComprehension } from "./comprehensions";
import type { Context, Run } from "./context";
import { lowerFunction } from "./functions";
import { loadName, storeName } from "./names";
import { lowerBinary, lowerComparison } from "./operations";

/** A whole expression of a statement. */
export function lowerRoot(context: Context, node: Expression): Run {
  return lower(context.forExpression(node.from, node.to), node);
}

/** Any expression. */
export function lower(context: Context, node: Expression): Run {
  const run = lowerNode(context, node);
  if (!context.spansLines || node.kind === "call" || !canFail.has(node.kind)) return run;
  const { line } = node;
  return (frame) => {
    frame.line = line;
    return run(frame);
  };
}

const canFail = new Set(["binary", "unary", "attribute", "subscript", "compare", "name", "text"]);

function lowerNode(context: Context, node: Expression): Run {
  const sub = (part: Expression): Run => lower(context, part);
  switch (node.kind) {
    case "constant": {
      const { value } = node;
      return () => value;
    }
    case "name":
      return loadName(context, node.id);
    case "attribute": {
      const object = sub(node.object);
      const name = context.mangled(node.name);
      return (frame) => getAttribute(object(frame), name);
    }
    case "subscript": {
      const [object, index] = [sub(node.object), sub(node.index)];
      return (frame) => getItem(object(frame), index(frame));
    }
    case "slice":
      return lowerSlice(context, node);
    case "call":
      return lowerCall(context, node);
    case "unary": {
      const value = sub(node.value);
      const { op } = node;
      return (frame) => unary(op, value(frame));
    }
    case "not": {
      const value = sub(node.value);
      return (frame) => !truth(value(frame));
    }
    case "binary":
      return lowerBinary(node.op, sub(node.left), sub(node.right));
    case "logic":
      return lowerLogic(node.op, sub(node.left), sub(node.right));
    case "compare":
      return lowerComparison(
        sub(node.first),
        node.rest.map(({ op, value }) => ({ op, value: sub(value) })),
      );
    case "conditional": {
      const [test, then, other] = [sub(node.test), sub(node.taken), sub(node.other)];
      return (frame) => (truth(test(frame)) ? then(frame) : other(frame));
    }
    case "lambda":
      return lowerFunction(context, node.fn);
    case "tuple": {
      const items = lowerItems(context, node.items);
      return (frame) => new Tuple(items(frame));
    }
    case "list": {
      const items = lowerItems(context, node.items);
      return (frame) => new List(items(frame));
    }
    case "set": {
      const items = lowerItems(context, node.items);
      return (frame) => SetObject.from(items(frame));
    }
    case "dict":
      return lowerDict(context, node);
    case "comprehension":
      return lowerComprehension(context, node);
    case "star":
      throw context.source.error("can't use starred expression here", node.from);
    case "named": {
      const value = sub(node.value);
      const store = storeName(context, node.name);
      return (frame) => {
        const given = value(frame);
        store(frame, given);
        return given;
      };
    }
    case "text":
      return lowerText(context, node.parts);
    case "slot": {
      const { slot } = node;
      return (frame) => frame.locals[slot] as Value;
    }
    case "yield":
      throw context.source.error("yield is not supported here", node.from);
  }
}

function lowerLogic(op: "and" | "or", left: Run, right: Run): Run {
  const stopsAt = op === "or";
  return (frame) => {
    const value = left(frame);
    return truth(value) === stopsAt ? value : right(frame);
  };
}

function lowerSlice(context: Context, node: ExpressionOf<"slice">): Run {
  const bound = (part: Expression | null): Run =>
    part === null ? () => null : lower(context, part);
  const [start, stop, step] = [bound(node.start), bound(node.stop), bound(node.step)];
  return (frame) => new Slice(start(frame), stop(frame), step(frame));
}

/** The items of a display, `*` unpacked. */
function lowerItems(
  context: Context,
  items: readonly Expression[],
): (frame: Parameters<Run>[0]) => Value[] {
  if (!items.some((item) => item.kind === "star")) {
    const runs = items.map((item) => lower(context, item));
    return (frame) => {
      const values: Value[] = [];
      for (const run of runs) values.push(run(frame));
      return values;
    };
  }
  const parts = items.map((item) => ({
    star: item.kind === "star",
    run: lower(context, item.kind === "star" ? item.value : item),
  }));
  return (frame) => {
    const values: Value[] = [];
    for (const { star, run } of parts) {
      const value = run(frame);
      if (star) for (const item of unpacked(value)) values.push(item);
      else values.push(value);
    }
    return values;
  };
}

/** What `*value` stands for in a display. */
function unpacked(value: Value): Value[] {
  const type = typeOf(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) {
    throw raise.TypeError(`Value after * must be an iterable, not ${type.name}`);
  }
  return listOf(value);
}

function lowerDict(context: Context, node: ExpressionOf<"dict">): Run {
  const items = node.items.map(({ key, value }) => ({
    key: key === null ? null : lower(context, key),
    value: lower(context, value),
  }));
  return (frame) => {
    const dict = new Dict();
    for (const { key, value } of items) {
      if (key === null) spread(dict, value(frame));
      else {
        const given = key(frame);
        dict.set(given, value(frame));
      }
    }
    return dict;
  };
}

function spread(dict: Dict, value: Value): void {
  if (value instanceof Dict) {
    for (const [key, item] of value.entries()) dict.set(key, item);
    return;
  }
  if (typeOf(value).lookup("keys") === undefined) {
    throw raise.TypeError(`'${typeOf(value).name}' object is not a mapping`);
  }
  const next = iterator(value);
  for (let key = next(); key !== undefined; key = next()) dict.set(key, getItem(value, key));
}

function lowerText(context: Context, parts: readonly TextPart[]): Run {
  const runs = parts.map((part): ((frame: Parameters<Run>[0]) => string) => {
    if (typeof part === "string") return () => part;
    const value = lower(context, part.value);
    const spec = part.spec === null ? () => "" : lower(context, part.spec);
    const { conversion } = part;
    if (conversion === "") return (frame) => format(value(frame), spec(frame) as string);
    const convert = conversion === "s" ? str : conversion === "r" ? repr : ascii;
    return (frame) => format(convert(value(frame)), spec(frame) as string);
  });
  return (frame) => {
    let text = "";
    for (const run of runs) text += run(frame);
    machine.takes(text.length, 2);
    return text;
  };
}

/** `repr` with what is not ASCII escaped. */
export function ascii(value: Value): string {
  return repr(value).replace(/[^\0-\x7f]/gu, (char) => {
    const code = char.codePointAt(0) as number;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  });
}
