// The cells in their order: which are to run, on what names, and in what state of the world.
//
// A cell runs on what the cells before it bound last, whether or not those run again now. What it
// binds is kept apart, so that running it again starts from the same names; what it changes in place
// in earlier cells' values is made anew by running those cells first.

import { batch, tensor, untrack } from "../../index";
import { FunctionObject, Instance, Type, type Value } from "../objects";
import type { Limits } from "../run/limits";
import { Session } from "../run/session";
import { saveTorchRandom } from "../torch";
import { Cell } from "./cell";
import { Snapshot } from "./changes";

type Names = Map<string, Value>;

export class Notebook {
  readonly session: Session;
  readonly cells: readonly Cell[];
  /** Counts edits and resets; readers subscribe to it. */
  private readonly edits = tensor(0, { dtype: "int64" });
  private readonly given: Names;
  private readonly isNotebook: boolean;
  private running = false;

  constructor(sources: readonly string[], given: ReadonlyMap<string, Value>, limits: Limits) {
    this.session = new Session({ limits });
    this.given = new Map(given);
    this.isNotebook = sources.length > 1;
    this.cells = sources.map((source, i) => new Cell(source, this.compile(source, i)));
  }

  private compile(source: string, index: number) {
    return this.session.compile(source, this.isNotebook ? `<cell ${index + 1}>` : "<snippet>");
  }

  /** Brings the cells up to one up to date; the reader follows whatever these depend on. */
  look(last: number): void {
    untrack(() => batch(() => this.refresh(last)));
    this.edits.read();
    for (const cell of this.cells.slice(0, last + 1)) {
      for (const control of cell.adjustable) control.tensor.read();
    }
  }

  edit(index: number, source: string): void {
    const cell = this.cells[index] as Cell;
    if (source === cell.source) return;
    // Who read what the old source wrote is to see that it is gone.
    this.spread(index);
    cell.edit(source, this.compile(source, index));
    this.changed();
  }

  reset(): void {
    for (const cell of this.cells) {
      for (const control of cell.adjustable) if (control.reset()) cell.dirty = true;
    }
    this.changed();
  }

  private changed(): void {
    this.edits.set(this.edits.item() + 1);
  }

  /** The names as a cell finds them. */
  namesBefore(index: number): Names {
    const names = new Map(this.given);
    for (const cell of this.cells.slice(0, index)) {
      for (const [name, value] of cell.bound) {
        if (value === undefined) names.delete(name);
        else names.set(name, value);
      }
    }
    return names;
  }

  /** A look at one more expression, on the names after the last cell. */
  evaluate(expression: string): Value {
    this.restore(this.namesBefore(this.cells.length));
    return untrack(() => this.session.evaluate(expression));
  }

  /** Makes these the session's names. */
  private restore(names: Names): void {
    const { globals } = this.session;
    for (const name of globals.names()) if (!names.has(name)) globals.delete(name);
    for (const [name, value] of names) globals.set(name, value);
  }

  private refresh(last: number): void {
    if (this.running) return;
    this.running = true;
    try {
      this.cells.forEach((cell, i) => {
        if (cell.moved) cell.dirty = true;
        if (cell.dirty) this.spread(i);
      });
      for (let i = 0; i <= last; i++) {
        const cell = this.cells[i] as Cell;
        if (!cell.dirty) continue;
        cell.dirty = false;
        if (this.sourcesOf(i).some((from) => from.failed)) cell.block();
        else this.run(i);
        if (!cell.failed) this.spreadLater(i);
      }
    } finally {
      this.running = false;
    }
  }

  /** Marks a cell, those that read its results, and those whose values any of these changes. */
  private spread(index: number): void {
    const waiting = [index];
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
      const cell = this.cells[i] as Cell;
      cell.dirty = true;
      for (const name of cell.changes) {
        for (const from of this.writersOf(name, i)) {
          if (!from.dirty) waiting.push(this.cells.indexOf(from));
        }
      }
      for (const later of this.readersOf(i))
        if (!(this.cells[later] as Cell).dirty) waiting.push(later);
    }
  }

  private spreadLater(index: number): void {
    for (const later of this.readersOf(index)) (this.cells[later] as Cell).dirty = true;
  }

  private readersOf(index: number): number[] {
    const cell = this.cells[index] as Cell;
    return this.cells.flatMap((_, i) => (i > index && this.sourcesOf(i).includes(cell) ? [i] : []));
  }

  /** The cells that a name's value comes from, before one: who bound it, and who changed it since. */
  private writersOf(name: string, before: number): Cell[] {
    const writers: Cell[] = [];
    for (let i = before - 1; i >= 0; i--) {
      const cell = this.cells[i] as Cell;
      const binds = cell.bound.has(name);
      if (binds || cell.changes.has(name) || cell.program.writes.has(name)) writers.push(cell);
      if (binds) break;
    }
    return writers;
  }

  /** The earlier cells whose results a cell reads, by itself or through their functions. */
  private sourcesOf(index: number): Cell[] {
    const sources = new Set<Cell>();
    const names = new Set((this.cells[index] as Cell).program.reads);
    // Names are added while their functions are looked into; a set goes on to those.
    for (const name of names) {
      for (const writer of this.writersOf(name, index)) {
        sources.add(writer);
        if (!runsLater(writer.bound.get(name))) continue;
        for (const read of writer.program.reads) names.add(read);
      }
    }
    return [...sources];
  }

  private run(index: number): void {
    const cell = this.cells[index] as Cell;
    const before = this.namesBefore(index);
    this.restore(before);
    const snapshot = index === 0 ? null : new Snapshot(before.values());
    const afterwards = this.enterRandom(cell);
    cell.begin();
    this.session.intercept = (name, value) => cell.bind(name, value);
    const { text, displayed, error } = cell.program.run();
    this.session.intercept = null;
    afterwards?.();
    cell.changes = snapshot?.changed(before) ?? cell.changes;
    if (error === null) cell.succeed(text, displayed?.text ?? null);
    else cell.fail(text, error);
    if (!cell.output.stale) cell.bound = this.boundSince(before);
  }

  /** What the globals are that they were not. */
  private boundSince(before: Names): Map<string, Value | undefined> {
    const { globals } = this.session;
    const bound = new Map<string, Value | undefined>();
    for (const name of globals.names()) {
      const value = globals.get(name);
      if (!before.has(name) || before.get(name) !== value) bound.set(name, value);
    }
    for (const name of before.keys())
      if (globals.get(name) === undefined) bound.set(name, undefined);
    return bound;
  }

  /**
   * A cell draws the same random numbers at every run; the generators then go on where others left
   * them. Returns what does that; null at the first run, which moves them as any program does.
   */
  private enterRandom(cell: Cell): (() => void) | null {
    const now = this.saveRandom();
    if (cell.restoreRandom === null) {
      cell.restoreRandom = now;
      return null;
    }
    cell.restoreRandom();
    return now;
  }

  private saveRandom(): () => void {
    const torch = saveTorchRandom();
    const state = this.session.random.save();
    return () => {
      torch();
      this.session.random.restore(state);
    };
  }
}

/** Whether a value holds code that reads names when it is used. */
const runsLater = (value: Value | undefined): boolean =>
  value instanceof FunctionObject || value instanceof Type || value instanceof Instance;
