// `createPython(source)`: Python that is alive. Its leaves and numbers can be moved, and what it
// prints follows: a cell that reads a moved value runs again when somebody looks.
//
// Nothing here knows Solid. Tensors are signals, so a reader subscribes by reading the controls and a
// tensor that counts edits; and a look brings up to date, as reading a tensor does.

import { RuntimeError, type Tensor, tensor, untrack } from "../index";
import { adjustableNames } from "./live/adjustable";
import { Cell, type Output } from "./live/cell";
import { Snapshot } from "./live/changes";
import { Dependencies } from "./live/dependencies";
import { type Value, toJs } from "./objects";
import type { PythonFailure } from "./run/failure";
import type { Limits } from "./run/limits";
import { Session } from "./run/session";
import { aroundTorch, saveTorchRandom } from "./torch";

export interface CreatePythonOptions {
  /** Top-level names that are there before the first cell. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** What one run of a cell may use. */
  readonly limits?: Limits;
}

/** One cell, as readers see it. All properties are reactive. */
export interface PythonCell extends Output {
  readonly source: string;
  /** The tensors that move this cell's leaves and numbers, by name: write them, or bind sliders. */
  readonly leaves: Readonly<Record<string, Tensor>>;
  /** Gives the cell another source: it runs again, and those after it that read what it writes. */
  edit(source: string): void;
}

/** A program, or the cells of a notebook, whose output follows the hand. All properties are reactive. */
export interface LivePython {
  readonly cells: readonly PythonCell[];
  /** All that the cells printed, in order. */
  readonly text: string;
  /** What the last cell displays. */
  readonly displayed: string | null;
  /** The first cell's error that has one. */
  readonly error: PythonFailure | null;
  /** Whether any cell shows the output of an earlier run. */
  readonly stale: boolean;
  /** The tensors that move leaves and numbers, by name; a number's is of rank 0. */
  readonly leaves: Readonly<Record<string, Tensor>>;
  /** The top-level names, as JavaScript values. */
  readonly values: Readonly<Record<string, unknown>>;
  /** A look at one more expression. @throws PythonError */
  evaluate(expression: string): unknown;
  /** Gives all leaves and numbers the values that the source gives them. */
  reset(): void;
}

/**
 * Runs Python, and runs it again when a value is moved: the cell that binds it, from its first line,
 * and the later cells that read its results. Random draws stay as they were.
 * @param source a program, or the cells of a notebook.
 * @example
 * const python = createPython("w = torch.tensor(2.0)\nprint(w * 3)");
 * createEffect(() => console.log(python.text));
 * python.leaves.w.set(5);
 */
export function createPython(
  source: string | readonly string[],
  options: CreatePythonOptions = {},
): LivePython {
  return new Notebook(typeof source === "string" ? [source] : source, options);
}

class Notebook implements LivePython {
  readonly cells: readonly PythonCell[];
  private readonly all: readonly Cell[];
  private readonly session: Session;
  private readonly dependencies: Dependencies;
  /** Counts edits and resets: readers subscribe to it. */
  private readonly edits = tensor(0, { dtype: "int64" });
  private running = false;

  constructor(sources: readonly string[], { values = {}, limits = {} }: CreatePythonOptions) {
    this.session = new Session({ limits, values });
    this.given = [...this.session.globals];
    this.all = sources.map((source, i) => new Cell(source, this.compile(source, i)));
    this.dependencies = new Dependencies(this.all);
    this.cells = this.all.map((_, i) => this.view(i));
  }

  private readonly given: readonly (readonly [string, Value])[];

  private compile(source: string, index: number) {
    const program = this.session.compile(source, `<cell ${index + 1}>`);
    return Object.assign(program, adjustableNames(program.body));
  }

  private view(index: number): PythonCell {
    const cell = this.all[index] as Cell;
    const look = <K extends keyof Output>(key: K) => this.look(index) && cell.output[key];
    return {
      get source() {
        return cell.source;
      },
    };
  }

  get text(): string {
    return this.outputs().map((output) => output.text).join("");
  }
}
