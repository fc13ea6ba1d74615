// A program: parsed and lowered once, run as often as wanted.

import { builtins } from "../builtins";
import { Context, type Exec, normal, type Run } from "../lower/context";
import { lowerRoot } from "../lower/expressions";
import { lowerBody } from "../lower/statements";
import { moduleNamed } from "../modules";
import type { Value } from "../objects/value";
import type { Body, Expression } from "../syntax/ast";
import { collect } from "../syntax/collect";
import { parse } from "../syntax/parse";
import { Source, SyntaxFailure } from "../syntax/source";
import { type PythonFailure, syntaxFailure } from "./failure";
import type { Globals } from "./globals";
import { type Frame, machine } from "./machine";

/** A program that is ready to run. */
export interface Lowered {
  readonly source: Source;
  /** Why it cannot run, or null. */
  readonly failure: PythonFailure | null;
  /** Top-level names that it, or a function in it, uses. */
  readonly reads: ReadonlySet<string>;
  /** Top-level names that it binds. */
  readonly writes: ReadonlySet<string>;
  /** Its statements; none where it cannot run. */
  readonly body: Body;
  /** Runs it in a frame; the value of its last expression, if that is what it ends with. */
  readonly run: (frame: Frame) => Value | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/** Parses and lowers a program for a namespace. */
export function lowerProgram(text: string, file: string, globals: Globals): Lowered {
  const source = new Source(text, file);
  try {
    const { body } = parse(text, file);
    return lowered(source, body, globals);
  } catch (thrown) {
    const failure = thrown instanceof SyntaxFailure ? thrown : tooNested(thrown, source);
    return {
      source,
      failure: syntaxFailure(failure, source),
      reads: nothing,
      writes: nothing,
      body: [],
      run: () => undefined,
    };
  }
}

/** Code nested so deep that the walk over it runs out of stack. */
function tooNested(thrown: unknown, source: Source): SyntaxFailure {
  if (thrown instanceof RangeError) return source.error("too many nested expressions", 0);
  throw thrown;
}

function lowered(source: Source, body: Body, globals: Globals): Lowered {
  const { module, scopes } = collect(body, source);
  const context = new Context(
    source,
    scopes,
    { globals, builtins, module: moduleNamed },
    module,
    "",
    false,
  );
  const last = body.at(-1);
  const shows = last?.kind === "expression";
  const exec = lowerBody(context, shows ? body.slice(0, -1) : body);
  const value = shows ? lowerLast(context, last.value) : null;
  return {
    source,
    failure: null,
    reads: new Set(module.globalUses()),
    writes: module.bound,
    body,
    run: runner(exec, value),
  };
}

function lowerLast(context: Context, node: Expression): Run {
  const run = lowerRoot(context, node);
  const { line } = node;
  return (frame) => {
    machine.step();
    frame.line = line;
    return run(frame);
  };
}

function runner(exec: Exec, value: Run | null): Lowered["run"] {
  return (frame) => {
    if (exec(frame) !== normal) return undefined;
    return value === null ? undefined : value(frame);
  };
}
