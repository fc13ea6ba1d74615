// The top-level names of a session: one cell each, which lowered code holds on to.

import type { Value } from "../objects/value";
import { Cell } from "./machine";

export class Globals {
  readonly #cells = new Map<string, Cell>();
  /** Sees, and may replace, what top-level code binds. */
  intercept: ((name: string, value: Value) => Value) | null = null;

  /** The cell of a name, made on the first asking. */
  cell(name: string): Cell {
    let cell = this.#cells.get(name);
    if (cell === undefined) {
      cell = new Cell();
      this.#cells.set(name, cell);
    }
    return cell;
  }

  get(name: string): Value | undefined {
    return this.#cells.get(name)?.value;
  }

  set(name: string, value: Value): void {
    this.cell(name).value = value;
  }

  /** Binds a name as top-level code does. */
  bind(name: string, value: Value): void {
    this.cell(name).value = this.intercept === null ? value : this.intercept(name, value);
  }

  delete(name: string): void {
    const cell = this.#cells.get(name);
    if (cell !== undefined) cell.value = undefined;
  }

  /** The names that are bound, in the order in which they first were. */
  names(): string[] {
    return [...this.#cells].flatMap(([name, { value }]) => (value === undefined ? [] : [name]));
  }

  *values(): IterableIterator<Value> {
    for (const { value } of this.#cells.values()) if (value !== undefined) yield value;
  }
}
