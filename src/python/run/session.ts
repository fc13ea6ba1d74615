// A session: one namespace, and the programs that run in it one after the other, as in a notebook.

import { repr } from "../objects/text";
import type { Value } from "../objects/value";
import type { Body } from "../syntax/ast";
import type { Source } from "../syntax/source";
import { aroundTorch } from "../torch";
import { failureOf, type PythonFailure } from "./failure";
import { Globals } from "./globals";
import type { Limits } from "./limits";
import { Frame, Machine, withMachine } from "./machine";
import { type Lowered, lowerProgram } from "./program";
import { RandomState } from "./random";

export interface SessionOptions {
  readonly limits?: Limits;
  /** Receives what is printed, as it is printed. */
  readonly onText?: (text: string) => void;
}

/** What a run left behind. */
export interface Outcome {
  /** All that was printed. */
  readonly text: string;
  readonly error: PythonFailure | null;
  /** The value of the final expression and its repr; null if there is none, or None. */
  readonly displayed: { readonly value: Value; readonly text: string } | null;
}

/** A program of a session: compiled once, run as often as wanted. */
export interface Program {
  readonly error: PythonFailure | null;
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Its statements; none where it has a syntax error. */
  readonly body: Body;
  readonly run: () => Outcome;
}

const code = { name: "<module>", file: "<snippet>" };

/**
 * A Python session: programs that share their top-level names. What `runPython` runs one program in.
 * @example
 * const session = new Session();
 * session.compile("import torch\nw = torch.tensor(2.0)").run();
 * session.compile("print(w * 3)").run().text; // "tensor(6.)\n"
 */
export class Session {
  readonly globals = new Globals();
  /** The state of Python's `random`. */
  readonly random = new RandomState();
  readonly #sources = new Map<string, Source>();

  constructor(readonly options: SessionOptions = {}) {}

  /** Sees, and may replace, each value that top-level code binds to a name. */
  get intercept(): Globals["intercept"] {
    return this.globals.intercept;
  }

  set intercept(intercept: Globals["intercept"]) {
    this.globals.intercept = intercept;
  }

  /** Parses and lowers a program; a syntax error is its result, and that of running it. */
  compile(text: string, file = "<snippet>"): Program {
    const lowered = lowerProgram(text, file, this.globals);
    const { failure, reads, writes, body } = lowered;
    return { error: failure, reads, writes, body, run: () => this.#run(lowered, file) };
  }

  #machine(): Machine {
    const { limits, onText } = this.options;
    return new Machine(limits, () => this.globals.values(), onText, this.random);
  }

  #run(lowered: Lowered, file: string): Outcome {
    const { source, failure } = lowered;
    if (failure !== null) return { text: "", error: failure, displayed: null };
    this.#sources.set(file, source);
    const machine = this.#machine();
    const around = <T>(run: () => T): T => withMachine(machine, () => aroundTorch(run));
    return around(() => {
      const frame = new Frame({ ...code, file }, [], []);
      machine.frame = frame;
      try {
        const value = lowered.run(frame);
        const displayed =
          value === undefined || value === null ? null : { value, text: repr(value) };
        return { text: machine.text, error: null, displayed };
      } catch (thrown) {
        return { text: machine.text, error: failureOf(thrown, this.#sources), displayed: null };
      }
    });
  }

  /**
   * The value of one more expression.
   * @throws PythonError
   */
  evaluate(expression: string): Value {
    const lowered = lowerProgram(expression, "<expression>", this.globals);
    let value: Value | undefined = null;
    const keep = (frame: Frame) => {
      value = lowered.run(frame);
      return undefined;
    };
    const { error } = this.#run({ ...lowered, run: keep }, "<expression>");
    if (error !== null) throw new PythonError(error);
    return value ?? null;
  }
}

/** A failure of Python code, for JavaScript to catch. */
export class PythonError extends Error {
  override readonly name = "PythonError";

  constructor(readonly failure: PythonFailure) {
    super(`${failure.type}: ${failure.message}`);
  }
}
