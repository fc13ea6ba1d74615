// `try`, `raise` and `assert`.

import { call } from "../objects/call";
import { truth } from "../objects/compare";
import { baseExceptionType, ExceptionObject, Raised, raise } from "../objects/exceptions";
import { Tuple } from "../objects/sequences";
import { Type } from "../objects/type";
import type { Value } from "../objects/value";
import { toException } from "../run/catching";
import { type Frame, machine } from "../run/machine";
import type { Body, Handler, StatementOf } from "../syntax/ast";
import { type Context, type Exec, normal, type Run, type Signal, type Store } from "./context";
import { lowerRoot } from "./expressions";
import { deleteName, storeName } from "./names";
import { lowerBody } from "./statements";

export function lowerRaise(context: Context, node: StatementOf<"raise">): Exec {
  if (node.value === null) {
    return () => {
      if (machine.handling === null) throw raise.RuntimeError("No active exception to reraise");
      throw new Raised(machine.handling);
    };
  }
  const value = lowerRoot(context, node.value);
  const cause = node.cause === null ? null : lowerRoot(context, node.cause);
  return (frame) => {
    const exception = toRaise(value(frame));
    if (cause !== null) {
      const given = cause(frame);
      exception.cause = given === null ? null : toRaise(given);
      exception.suppressContext = true;
    }
    throw new Raised(exception);
  };
}

/** An exception from one, or from its class. */
export function toRaise(value: Value): ExceptionObject {
  const made =
    value instanceof Type && value.isSubtypeOf(baseExceptionType) ? call(value, []) : value;
  if (made instanceof ExceptionObject) return made;
  throw raise.TypeError("exceptions must derive from BaseException");
}

export function lowerAssert(context: Context, node: StatementOf<"assert">): Exec {
  const test = lowerRoot(context, node.test);
  const message = node.message === null ? null : lowerRoot(context, node.message);
  return (frame) => {
    if (truth(test(frame))) return normal;
    throw message === null ? raise.AssertionError() : raise.AssertionError(message(frame));
  };
}

/** Whether an exception is of a class, or of one in a tuple. */
function matches(exception: ExceptionObject, type: Value): boolean {
  if (type instanceof Tuple) return type.items.some((item) => matches(exception, item));
  if (type instanceof Type && type.isSubtypeOf(baseExceptionType)) {
    return exception.type.isSubtypeOf(type);
  }
  throw raise.TypeError("catching classes that do not inherit from BaseException is not allowed");
}

/** A handler as both kinds of `try` use it, with its body lowered by either. */
export interface LoweredHandler<B> {
  readonly type: Run | null;
  readonly line: number;
  readonly store: Store | null;
  readonly forget: ((frame: Frame) => void) | null;
  readonly body: B;
}

export function lowerHandlers<B>(
  context: Context,
  handlers: readonly Handler[],
  lowerPart: (context: Context, body: Body) => B,
): LoweredHandler<B>[] {
  return handlers.map(({ type, name, body, line }) => ({
    type: type === null ? null : lowerRoot(context, type),
    line,
    store: name === null ? null : storeName(context, name),
    forget: name === null ? null : deleteName(context, name, true),
    body: lowerPart(context, body),
  }));
}

/** The handler for what was thrown, ready to run; what none takes is thrown again. */
export function choose<B>(
  frame: Frame,
  thrown: unknown,
  handlers: readonly LoweredHandler<B>[],
): [LoweredHandler<B>, ExceptionObject] {
  const exception = toException(thrown);
  machine.frame = frame;
  // What a handler's own expression raises happens while the exception is handled.
  const { handling } = machine;
  machine.handling = exception;
  for (const handler of handlers) {
    if (handler.type !== null) {
      frame.line = handler.line;
      if (!matches(exception, handler.type(frame))) continue;
    }
    handler.store?.(frame, exception);
    return [handler, exception];
  }
  machine.handling = handling;
  throw new Raised(exception);
}

export function lowerTry(context: Context, node: StatementOf<"try">): Exec {
  const guarded = lowerExcept(context, node);
  if (node.final.length === 0) return guarded;
  const final = lowerBody(context, node.final);
  return (frame) => {
    const { handling } = machine;
    let signal: Signal = normal;
    let raised: Raised | null = null;
    try {
      signal = guarded(frame);
    } catch (thrown) {
      raised = new Raised(toException(thrown));
      machine.frame = frame;
      machine.handling = raised.exception;
    }
    const { result } = frame;
    const last = final(frame);
    machine.handling = handling;
    if (last !== normal) return last;
    if (raised !== null) throw raised;
    frame.result = result;
    return signal;
  };
}

function lowerExcept(context: Context, node: StatementOf<"try">): Exec {
  const body = lowerBody(context, node.body);
  if (node.handlers.length === 0) return body;
  const handlers = lowerHandlers(context, node.handlers, lowerBody);
  const other = lowerBody(context, node.other);
  return (frame) => {
    const { handling } = machine;
    let signal: Signal;
    try {
      signal = body(frame);
    } catch (thrown) {
      const [handler] = choose(frame, thrown, handlers);
      signal = handler.body(frame);
      handler.forget?.(frame);
      machine.handling = handling;
      return signal;
    }
    return signal === normal ? other(frame) : signal;
  };
}
