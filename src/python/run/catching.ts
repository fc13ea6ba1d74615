// From whatever JavaScript throws to a Python exception, and how native code catches one.

import * as engine from "../../index";
import {
  type ExceptionObject,
  exceptionType,
  exceptionTypes,
  Raised,
  raise,
} from "../objects/exceptions";
import type { Type } from "../objects/type";
import { isInstance } from "../objects/typeOf";
import { LimitError } from "./limits";
import { machine } from "./machine";

export const linAlgErrorType: Type = exceptionType(
  "_LinAlgError",
  "torch._C",
  exceptionTypes.get("RuntimeError"),
);

/** What was thrown, as Python sees it. What stops the program goes on. */
export function toException(thrown: unknown): ExceptionObject {
  if (thrown instanceof LimitError) throw thrown;
  const { exception } = thrown instanceof Raised ? thrown : translate(thrown);
  if (exception.places === null) {
    exception.places = machine.places();
    if (exception.context === null && machine.handling !== exception) {
      exception.context = machine.handling;
    }
  }
  return exception;
}

function translate(thrown: unknown): Raised {
  if (!(thrown instanceof Error)) return raise.SystemError("internal error");
  const { message } = thrown;
  if (thrown instanceof engine.LinAlgError) return raiseLinAlg(message);
  if (thrown instanceof engine.IndexError) return raise.IndexError(message);
  if (thrown instanceof engine.ValueError) return raise.ValueError(message);
  if (thrown instanceof engine.TypeError) return raise.TypeError(message);
  if (thrown instanceof engine.RuntimeError) return raise.RuntimeError(message);
  if (/call stack|recursion/i.test(message)) {
    return raise.RecursionError("maximum recursion depth exceeded");
  }
  if (thrown instanceof RangeError) return raise.MemoryError();
  return raise.SystemError(`internal error: ${message}`);
}

function raiseLinAlg(message: string): Raised {
  return new Raised(
    linAlgErrorType.allocate?.(linAlgErrorType, [message], null) as ExceptionObject,
  );
}

/** Runs `run`; an exception of Python's goes to `handle`, in the frame that called. */
export function tryCatch<T>(run: () => T, handle: (exception: ExceptionObject) => T): T {
  const { frame, handling } = machine;
  try {
    return run();
  } catch (thrown) {
    const exception = toException(thrown);
    machine.frame = frame;
    machine.handling = handling;
    return handle(exception);
  }
}

/** The same for one class of exceptions only; others go on. */
export function tryExcept<T>(type: Type, run: () => T, handle: () => T): T {
  return tryCatch(run, (exception) => {
    if (isInstance(exception, type)) return handle();
    throw new Raised(exception);
  });
}
