// One cell: its source, its program, what it bound and printed, and the names that a hand can move.

import { Control, isLeaf, numberTensor, substituted } from "./control";
import type { Value } from "../objects";
import type { Program } from "../run/session";
import type { PythonFailure } from "../run/failure";

/** What a cell shows. */
export interface Output {
  /** All that it printed. */
  readonly text: string;
  /** The text of its last line, where that is an expression. */
  readonly displayed: string | null;
  /** The error that ended the latest run. */
  readonly error: PythonFailure | null;
  /** Whether text and displayed are of an earlier run, because the latest one failed. */
  readonly stale: boolean;
}

const nothing: Output = { text: "", displayed: null, error: null, stale: false };

export class Cell {
  /** Whether it has to run before it is looked at. */
  dirty = true;
  /** Whether it has never run since its source was edited. */
  edited = true;
  output: Output = nothing;
  /** What it has bound, by name; undefined for a name that it deleted. */
  bound: ReadonlyMap<string, Value | undefined> = new Map();
  /** Names of earlier cells whose values it changes in place. */
  changes: ReadonlySet<string> = new Set();
  /** Puts the generators where they stood when it first ran. */
  restoreRandom: (() => void) | null = null;
  private controls = new Map<string, Control>();
  private before = new Map<string, Control>();

  constructor(
    public source: string,
    public program: Program,
  ) {}

  /** The values that can be moved, in the order in which they are bound. */
  get adjustable(): Iterable<Control> {
    return this.controls.values();
  }

  control(name: string): Control | undefined {
    return this.controls.get(name);
  }

  /** Whether a hand has moved something since the latest run. */
  get moved(): boolean {
    for (const control of this.controls.values()) if (control.moved) return true;
    return false;
  }

  edit(source: string, program: Program): void {
    this.source = source;
    this.program = program;
    this.edited = this.dirty = true;
  }

  /** A run begins: names are bound for the first time again. */
  begin(): void {
    this.before = this.controls;
    this.controls = new Map();
    this.names.clear();
    this.objects.clear();
  }

  private readonly names = new Set<string>();
  private readonly objects = new Set<Value>();

  /** A top-level name is bound to a value: what is stored is the hand's value where there is one. */
  bind(name: string, value: Value): Value {
    if (this.names.has(name)) return value;
    this.names.add(name);
    const { numbers, targets } = this.program;
    const leaf = isLeaf(value) && targets.has(name) && !this.objects.has(value);
    if (leaf) this.objects.add(value);
    const values = leaf ? value.tensor : numbers.has(name) ? numberTensor(value) : null;
    if (values === null) return value;
    const known = this.before.get(name);
    if (known === undefined || !known.fits(values)) {
      this.controls.set(name, new Control(name, values));
      return value;
    }
    this.controls.set(name, known);
    return known.bind(values, this.edited) ? substituted(known, value) : value;
  }

  /** A run ended well. */
  succeed(text: string, displayed: string | null): void {
    this.output = { text, displayed, error: null, stale: false };
    this.edited = false;
  }

  /** A run failed: the last good output stays, marked. What it would have bound can still be moved. */
  fail(text: string, error: PythonFailure): void {
    const { output } = this;
    const hasGood = output.error === null ? output !== nothing : output.stale;
    this.output = hasGood
      ? { ...output, error, stale: true }
      : { text, displayed: null, error, stale: false };
    for (const [name, control] of this.before) {
      if (!this.controls.has(name)) this.controls.set(name, control);
    }
  }
}
