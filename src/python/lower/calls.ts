// Calls: arguments in order, methods without making bound ones, `super()` with its class and object.

import { getAttribute } from "../objects/attributes";
import { call, callMethod, methodOf } from "../objects/call";
import { Dict } from "../objects/dict";
import { raise } from "../objects/exceptions";
import { FunctionObject } from "../objects/function";
import { getItem } from "../objects/items";
import { listOf } from "../objects/iterate";
import { SuperObject, superType } from "../objects/super";
import { repr } from "../objects/text";
import { Type } from "../objects/type";
import { typeOf } from "../objects/typeOf";
import type { Kwargs, Value } from "../objects/value";
import type { Cell, Frame } from "../run/machine";
import type { Argument, ExpressionOf } from "../syntax/ast";
import type { Context, Run } from "./context";
import { lower } from "./expressions";
import { loadName } from "./names";

type Call = ExpressionOf<"call">;

export function lowerCall(context: Context, node: Call): Run {
  const { fn, args } = node;
  // A chain of methods over several lines stands where each name is.
  const line = fn.kind === "attribute" ? context.source.lineOf(fn.to - 1) : node.line;
  const mark = context.spansLines ? line : 0;
  if (fn.kind === "name" && fn.id === "super" && args.length === 0) return lowerSuper(context);
  if (args.every((argument) => argument.kind === "positional")) {
    return lowerPositional(context, node, mark);
  }
  const given = lowerArguments(context, args);
  const callee = lower(context, fn);
  return (frame) => {
    const target = callee(frame);
    const { positions, keywords } = given(frame, target);
    if (mark > 0) frame.line = mark;
    return call(target, positions, keywords);
  };
}

function lowerPositional(context: Context, { fn, args }: Call, mark: number): Run {
  const runs = args.map((argument) => lower(context, argument.value));
  if (fn.kind === "attribute") {
    const object = lower(context, fn.object);
    const name = context.mangled(fn.name);
    return (frame) => {
      const self = object(frame);
      const method = methodOf(self, name);
      const values: Value[] = [];
      if (method !== null) values.push(self);
      const target = method ?? getAttribute(self, name);
      for (const run of runs) values.push(run(frame));
      if (mark > 0) frame.line = mark;
      return method === null ? call(target, values) : method.call(values, null);
    };
  }
  const callee = lower(context, fn);
  return (frame) => {
    const target = callee(frame);
    const values: Value[] = [];
    for (const run of runs) values.push(run(frame));
    if (mark > 0) frame.line = mark;
    return call(target, values);
  };
}

interface Given {
  readonly positions: Value[];
  readonly keywords: Kwargs;
}

function lowerArguments(
  context: Context,
  args: readonly Argument[],
): (frame: Frame, callee: Value) => Given {
  const parts = args.map((argument) => ({
    kind: argument.kind,
    name: argument.kind === "named" ? argument.name : "",
    run: lower(context, argument.value),
  }));
  return (frame, callee) => {
    const positions: Value[] = [];
    const keywords = new Map<string, Value>();
    for (const { kind, name, run } of parts) {
      const value = run(frame);
      if (kind === "positional") positions.push(value);
      else if (kind === "named") keywords.set(name, value);
      else if (kind === "star") positions.push(...spreadPositions(value, callee));
      else spreadKeywords(keywords, value, callee);
    }
    return { positions, keywords: keywords.size === 0 ? null : keywords };
  };
}

/** What a callable is called in messages about its call. */
function titleOf(callee: Value): string {
  if (callee instanceof FunctionObject) return `__main__.${callee.code.qualifiedName}()`;
  if (callee instanceof Type) return `${callee.name}()`;
  const name = typeOf(callee).name === "builtin_function_or_method" ? repr(callee) : "";
  return `${/function (\S+)>/.exec(name)?.[1] ?? typeOf(callee).name}()`;
}

function spreadPositions(value: Value, callee: Value): Value[] {
  const type = typeOf(value);
  const iterable = typeof value === "string" || typeof value === "object";
  if (!iterable || value === null) {
    throw raise.TypeError(
      `${titleOf(callee)} argument after * must be an iterable, not ${type.name}`,
    );
  }
  return listOf(value);
}

function spreadKeywords(keywords: Map<string, Value>, value: Value, callee: Value): void {
  const set = (key: Value, item: Value) => {
    if (typeof key !== "string") throw raise.TypeError("keywords must be strings");
    if (keywords.has(key)) {
      throw raise.TypeError(`${titleOf(callee)} got multiple values for keyword argument '${key}'`);
    }
    keywords.set(key, item);
  };
  if (value instanceof Dict) {
    for (const [key, item] of value.entries()) set(key, item);
  } else if (typeOf(value).lookup("keys") !== undefined) {
    for (const key of listOf(callMethod(value, "keys", []))) set(key, getItem(value, key));
  } else {
    throw raise.TypeError(
      `${titleOf(callee)} argument after ** must be a mapping, not ${typeOf(value).name}`,
    );
  }
}

/** `super()`: the class around the function, and the function's first argument. */
function lowerSuper(context: Context): Run {
  const callee = loadName(context, "super");
  const place = context.scope.resolve("__class__");
  const index = place.kind === "cell" ? place.index : -1;
  return (frame) => {
    const target = callee(frame);
    if (target !== superType) return call(target, []);
    const type = index < 0 ? undefined : (frame.cells[index] as Cell).value;
    const self = frame.locals[0];
    if (!(type instanceof Type)) throw raise.RuntimeError("super(): __class__ cell not found");
    if (self === undefined) throw raise.RuntimeError("super(): no arguments");
    return new SuperObject(type, self);
  };
}
