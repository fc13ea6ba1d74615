// How a program failed: for people as Python prints it, for programs in parts.

import type { ExceptionObject, Place } from "../objects/exceptions";
import { str } from "../objects/text";
import type { Source, SyntaxFailure } from "../syntax/source";
import { toException } from "./catching";
import { LimitError } from "./limits";
import { Machine, machine, withMachine } from "./machine";

export interface PythonFailure {
  /** The name of the exception's class; `LimitError` where the program was stopped. */
  readonly type: string;
  readonly message: string;
  /** The whole of it, as Python prints it: traceback, type, message. */
  readonly text: string;
  /** The line of the program, from 1; null where there is none. */
  readonly line: number | null;
  /** The column, from 1, of a syntax error. */
  readonly column: number | null;
}

/** The texts of the programs that ran, by the names of their files. */
export type Sources = ReadonlyMap<string, Source>;

/** What was thrown out of a program. */
export function failureOf(thrown: unknown, sources: Sources): PythonFailure {
  if (thrown instanceof LimitError) {
    const places = machine.places();
    const { message } = thrown;
    const text = `${traceback(places, sources)}LimitError: ${message}`;
    return { type: "LimitError", message, text, line: lineOf(places, sources), column: null };
  }
  const exception = toException(thrown);
  const message = messageOf(exception);
  const text = report(exception, sources, new Set());
  const line = lineOf(exception.places ?? [], sources);
  return { type: exception.type.name, message, text, line, column: null };
}

/** The innermost line that the program itself has. */
function lineOf(places: readonly Place[], sources: Sources): number | null {
  return places.findLast((place) => sources.has(place.file))?.line ?? null;
}

/** The message; what `__str__` itself raises does not get further. */
function messageOf(exception: ExceptionObject): string {
  try {
    // With fuel of its own, since what failed may have used up the program's.
    return withMachine(new Machine({ statements: 100_000, seconds: 1 }), () => str(exception));
  } catch {
    return "<exception str() failed>";
  }
}

const longestChain = 50;

function report(exception: ExceptionObject, sources: Sources, seen: Set<ExceptionObject>): string {
  seen.add(exception);
  const { cause, context, suppressContext, places, type } = exception;
  let before = "";
  // A chain that goes on is shown as far as one would read it.
  const goesOn = seen.size > longestChain;
  if (cause !== null && !goesOn && !seen.has(cause)) {
    before = `${report(cause, sources, seen)}\n\nThe above exception was the direct cause of the following exception:\n\n`;
  } else if (context !== null && !goesOn && !suppressContext && !seen.has(context)) {
    before = `${report(context, sources, seen)}\n\nDuring handling of the above exception, another exception occurred:\n\n`;
  }
  const message = messageOf(exception);
  const name = type.module === "__main__" ? type.fullName : type.qualifiedName;
  const last = message === "" ? name : `${name}: ${message}`;
  return `${before}${traceback(places ?? [], sources)}${last}`;
}

function traceback(places: readonly Place[], sources: Sources): string {
  if (places.length === 0) return "";
  const lines = ["Traceback (most recent call last):"];
  let repeats = 0;
  const note = () => {
    if (repeats < 4) return;
    const more = repeats - 3;
    lines.push(`  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]`);
  };
  places.forEach((place, i) => {
    const before = places[i - 1];
    const same =
      before?.file === place.file && before.line === place.line && before.scope === place.scope;
    if (!same) {
      note();
      repeats = 0;
    }
    repeats++;
    if (repeats > 3) return;
    lines.push(`  File "${place.file}", line ${place.line}, in ${place.scope}`);
    const code = sources.get(place.file)?.line(place.line).trim() ?? "";
    if (code !== "") lines.push(`    ${code}`);
  });
  note();
  return `${lines.join("\n")}\n`;
}

/** A program that could not be parsed. */
export function syntaxFailure(failure: SyntaxFailure, source: Source): PythonFailure {
  const { type, message, line, column } = failure;
  const written = source.line(line);
  const code = written.trim();
  const indent = written.length - written.trimStart().length;
  const shown =
    code === "" ? "" : `    ${code}\n    ${" ".repeat(Math.max(0, column - 1 - indent))}^\n`;
  const text = `  File "${source.file}", line ${line}\n${shown}${type}: ${message}`;
  return { type, message, text, line, column };
}
