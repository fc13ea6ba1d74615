// `createPython(source)`: Python that is alive. Its leaves and numbers can be moved, and what it
// prints follows: whoever looks finds the output of the values as they are now.
//
// Nothing here knows Solid. Tensors are signals: a reader subscribes by reading the controls and a
// tensor that counts edits; a look brings up to date, as reading a tensor does.

import type { Tensor } from "../index";
import type { Cell, Output } from "./live/cell";
import { Notebook } from "./live/notebook";
import { fromJs, toJs } from "./objects";
import type { PythonFailure } from "./run/failure";
import type { Limits } from "./run/limits";

export interface CreatePythonOptions {
  /** Top-level names that are there before the first cell. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** What one run of a cell may use. */
  readonly limits?: Limits;
}

type Leaves = Readonly<Record<string, Tensor>>;

/** One cell. All properties are reactive. */
export interface PythonCell extends Output {
  readonly source: string;
  /** The tensors that move this cell's leaves and numbers, by name: write them, or bind sliders. */
  readonly leaves: Leaves;
  /** Gives the cell another source: it runs again, and those after it that read what it writes. */
  edit(source: string): void;
}

/** A program, or the cells of a notebook, whose output follows the hand. All properties are reactive. */
export interface LivePython extends Output {
  /** All that the cells printed, in order. */
  readonly text: string;
  /** What the last cell displays. */
  readonly displayed: string | null;
  /** The error of the first cell that has one. */
  readonly error: PythonFailure | null;
  /** Whether any cell shows the output of an earlier run. */
  readonly stale: boolean;
  /** The tensors that move leaves and numbers, by name; a number's has rank 0. */
  readonly leaves: Leaves;
  readonly cells: readonly PythonCell[];
  /** The top-level names, as JavaScript values. */
  readonly values: Readonly<Record<string, unknown>>;
  /** A look at one more expression. @throws PythonError */
  evaluate(expression: string): unknown;
  /** Gives all leaves and numbers the values that the source gives them. */
  reset(): void;
}

/**
 * Runs Python, and runs it again when a value is moved: the cell that binds it, from its first line,
 * then the later cells that read its results. Random draws stay as they were. Nothing runs until
 * somebody looks.
 * @param source a program, or the cells of a notebook.
 * @example
 * const python = createPython("w = torch.tensor(2.0)\nprint(w * 3)");
 * createEffect(() => console.log(python.text));
 * python.leaves.w.set(5);
 */
export function createPython(
  source: string | readonly string[],
  { values = {}, limits = {} }: CreatePythonOptions = {},
): LivePython {
  const sources = typeof source === "string" ? [source] : source;
  const given = new Map(Object.entries(values).map(([name, value]) => [name, fromJs(value)]));
  const notebook = new Notebook(sources, given, limits);
  const last = sources.length - 1;
  const { cells } = notebook;
  const outputs = (): readonly Output[] => {
    notebook.look(last);
    return cells.map((cell) => cell.output);
  };
  return {
    cells: cells.map((cell, i) => viewOf(notebook, cell, i)),
    get text() {
      return outputs()
        .map((output) => output.text)
        .join("");
    },
    get displayed() {
      return outputs().at(-1)?.displayed ?? null;
    },
    get error() {
      return outputs().find((output) => output.error !== null)?.error ?? null;
    },
    get stale() {
      return outputs().some((output) => output.stale);
    },
    get leaves() {
      notebook.look(last);
      return Object.assign(record<Tensor>(), ...cells.map(leavesOf));
    },
    get values() {
      notebook.look(last);
      const shown = record<unknown>();
      for (const [name, value] of notebook.namesBefore(cells.length)) shown[name] = toJs(value);
      return shown;
    },
    evaluate(expression) {
      notebook.look(last);
      return toJs(notebook.evaluate(expression));
    },
    reset: () => notebook.reset(),
  };
}

/** A record whose keys are names of Python: `__proto__` is one like any other. */
const record = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

function leavesOf(cell: Cell): Leaves {
  const leaves = record<Tensor>();
  for (const control of cell.adjustable) leaves[control.name] = control.tensor;
  return leaves;
}

function viewOf(notebook: Notebook, cell: Cell, index: number): PythonCell {
  const output = (): Output => {
    notebook.look(index);
    return cell.output;
  };
  return {
    get source() {
      notebook.look(index);
      return cell.source;
    },
    get text() {
      return output().text;
    },
    get displayed() {
      return output().displayed;
    },
    get error() {
      return output().error;
    },
    get stale() {
      return output().stale;
    },
    get leaves() {
      notebook.look(index);
      return leavesOf(cell);
    },
    edit: (source) => notebook.edit(index, source),
  };
}
