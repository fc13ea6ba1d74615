// `with`: what a context manager is asked to do, and when.

import { bindTo } from "../objects/attributes";
import { call } from "../objects/call";
import { truth } from "../objects/compare";
import { type ExceptionObject, Raised, raise } from "../objects/exceptions";
import { typeOf } from "../objects/typeOf";
import type { Value } from "../objects/value";
import { toException } from "../run/catching";
import { type Frame, machine } from "../run/machine";
import type { StatementOf } from "../syntax/ast";
import { lowerStore } from "./assign";
import { type Context, type Exec, normal, type Run, type Signal, type Store } from "./context";
import { lowerRoot } from "./expressions";
import { lowerBody } from "./statements";

/** A manager that was entered. */
export interface Entered {
  /** Leaves after an exception; whether that is done with. */
  readonly fails: (exception: ExceptionObject) => boolean;
  /** Leaves without one. */
  readonly leave: () => void;
}

export interface LoweredItem {
  readonly context: Run;
  readonly store: Store | null;
}

export const lowerItem = (
  context: Context,
  item: StatementOf<"with">["items"][number],
): LoweredItem => ({
  context: lowerRoot(context, item.context),
  store: item.target === null ? null : lowerStore(context, item.target),
});

export function enter(frame: Frame, { context, store }: LoweredItem, line: number): Entered {
  frame.line = line;
  const manager = context(frame);
  const [start, end] = [method(manager, "__enter__"), method(manager, "__exit__")];
  const value = call(start, []);
  store?.(frame, value);
  return {
    fails: (exception) => {
      frame.line = line;
      const { handling } = machine;
      machine.handling = exception;
      const done = truth(call(end, [exception.type, exception, null]));
      machine.handling = handling;
      return done;
    },
    leave: () => {
      frame.line = line;
      call(end, [null, null, null]);
    },
  };
}

function method(manager: Value, name: string): Value {
  const type = typeOf(manager);
  const found = type.lookup(name);
  if (found !== undefined) return bindTo(manager, found, type);
  throw raise.TypeError(
    `'${type.name}' object does not support the context manager protocol${name === "__exit__" ? " (missed __exit__ method)" : ""}`,
  );
}

/** Leaves after something was thrown: it goes on unless the manager says that it is done with. */
export function leaveAfter(frame: Frame, thrown: unknown, { fails }: Entered): Signal {
  const exception = toException(thrown);
  machine.frame = frame;
  if (!fails(exception)) throw new Raised(exception);
  return normal;
}

export function lowerWith(context: Context, node: StatementOf<"with">): Exec {
  let exec = lowerBody(context, node.body);
  for (const item of [...node.items].reverse()) {
    exec = around(lowerItem(context, item), exec, node.line);
  }
  return exec;
}

function around(item: LoweredItem, body: Exec, line: number): Exec {
  return (frame) => {
    const entered = enter(frame, item, line);
    let signal: Signal;
    try {
      signal = body(frame);
    } catch (thrown) {
      return leaveAfter(frame, thrown, entered);
    }
    const { result } = frame;
    entered.leave();
    frame.result = result;
    return signal;
  };
}
