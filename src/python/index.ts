// The Python entry: runs PyTorch code as it is written.

import { fromJs, toJs } from "./objects/convert";
import type { PythonFailure } from "./run/failure";
import type { Limits } from "./run/limits";
import { Session } from "./run/session";

export { type CreatePythonOptions, createPython, type LivePython, type PythonCell } from "./live";
export type { PythonFailure } from "./run/failure";
export type { Limits } from "./run/limits";
export { PythonError, Session } from "./run/session";
export { toPython } from "./toPython";
export {
  createPythonWorker,
  type MessagePortLike,
  type PythonWorker,
  servePython,
  type WorkerOutcome,
  type WorkerRunOptions,
} from "./worker";
export type { SentTensor } from "./workerValues";

export interface PythonOptions {
  /** Names to begin with: tensors, numbers, texts, arrays. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** What the program may use. */
  readonly limits?: Limits;
  /** Receives what is printed, as it is printed. */
  readonly onText?: (text: string) => void;
}

export interface PythonResult {
  /** All that was printed. */
  readonly text: string;
  /** The repr of a final expression, as a notebook shows it. */
  readonly displayed: string | null;
  /** How it failed, or null. */
  readonly error: PythonFailure | null;
  /** The top-level names: tensors, numbers, texts, arrays, maps; other values as opaque objects. */
  readonly values: Readonly<Record<string, unknown>>;
  /**
   * The value of one more expression.
   * @throws PythonError
   */
  readonly evaluate: (expression: string) => unknown;
}

/** Runs a program. Whatever it does is in the result: nothing is thrown. */
export function runPython(source: string, options: PythonOptions = {}): PythonResult {
  const { values = {}, limits = {}, onText } = options;
  const session = new Session({ limits, ...(onText && { onText }) });
  for (const [name, value] of Object.entries(values)) session.globals.set(name, fromJs(value));
  const { text, error, displayed } = session.compile(source).run();
  return {
    text,
    displayed: displayed?.text ?? null,
    error,
    get values() {
      const all = Object.create(null) as Record<string, unknown>;
      for (const name of session.globals.names())
        all[name] = toJs(session.globals.get(name) ?? null);
      return all;
    },
    evaluate: (expression) => toJs(session.evaluate(expression)),
  };
}
