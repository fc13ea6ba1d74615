// One cell: its source, its program, what it bound and printed, and the names that a hand can move.

import type { Tensor } from "../../index";
import type { Value } from "../objects";
import type { PythonFailure } from "../run/failure";
import type { Program } from "../run/session";
import { type Adjustable, adjustableNames } from "./adjustable";
import { Control, isLeaf, numberTensor, substituted } from "./control";

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
  /** Whether its latest run ended in an error, or could not begin for one before it. */
  failed = false;
  output: Output = nothing;
  /** What it has bound, by name; undefined for a name that it deleted. */
  bound: ReadonlyMap<string, Value | undefined> = new Map();
  /** Names of earlier cells whose values it changes in place. */
  changes: ReadonlySet<string> = new Set();
  /** Puts the generators where they stood when it first ran. */
  restoreRandom: (() => void) | null = null;
  /** Whether it has not run well since its source was edited. */
  private edited = true;
  private hasGood = false;
  private adjustableNames: Adjustable;
  private controls = new Map<string, Control>();
  private before = new Map<string, Control>();
  /** What the run in progress has bound. */
  private readonly names = new Set<string>();
  private readonly objects = new Set<Value>();

  constructor(
    public source: string,
    public program: Program,
  ) {
    this.adjustableNames = adjustableNames(program.body);
  }

  /** The values that can be moved, in the order in which they are bound. */
  get adjustable(): Iterable<Control> {
    return this.controls.values();
  }

  /** Whether a hand has moved something since the latest run. */
  get moved(): boolean {
    for (const control of this.controls.values()) if (control.moved) return true;
    return false;
  }

  edit(source: string, program: Program): void {
    this.source = source;
    this.program = program;
    this.adjustableNames = adjustableNames(program.body);
    this.edited = this.dirty = true;
  }

  /** A run begins: names are bound for the first time again. */
  begin(): void {
    this.before = this.controls;
    this.controls = new Map();
    this.names.clear();
    this.objects.clear();
  }

  /** A top-level name is bound: what is stored is the hand's value where there is one. */
  bind(name: string, value: Value): Value {
    if (this.names.has(name)) return value;
    this.names.add(name);
    const values = this.movable(name, value);
    if (values === null) return value;
    const known = this.before.get(name);
    if (known === undefined || !known.fits(values)) {
      this.controls.set(name, new Control(name, values));
      return value;
    }
    this.controls.set(name, known);
    return known.bind(values, this.edited) ? substituted(known, value) : value;
  }

  /** The numbers that can be moved in what a name is bound to; null if there are none. */
  private movable(name: string, value: Value): Tensor | null {
    const { numbers, targets } = this.adjustableNames;
    if (numbers.has(name)) return numberTensor(value);
    if (!targets.has(name) || !isLeaf(value) || this.objects.has(value)) return null;
    this.objects.add(value);
    return value.tensor;
  }

  /** A run ended well. */
  succeed(text: string, displayed: string | null): void {
    this.output = { text, displayed, error: null, stale: false };
    this.hasGood = true;
    this.edited = this.failed = false;
  }

  /** A run failed: the last good output stays, marked, and all that could be moved still can. */
  fail(text: string, error: PythonFailure): void {
    this.failed = true;
    this.output = this.hasGood
      ? { ...this.output, error, stale: true }
      : { text, displayed: null, error, stale: false };
    for (const [name, control] of this.before) {
      control.settle();
      if (!this.controls.has(name)) this.controls.set(name, control);
    }
  }

  /** It cannot run for now: a cell that it reads failed. */
  block(): void {
    this.failed = true;
    this.output = { ...this.output, error: null, stale: true };
    for (const control of this.controls.values()) control.settle();
  }
}
