// Functions and generators that Python code defines.

import { tryCatch } from "../run/catching";
import { Cell, Frame, machine } from "../run/machine";
import { Callable } from "./callables";
import { exceptionTypes, Raised, raise } from "./exceptions";
import { Iterator } from "./sequences";
import type { Signature } from "./signature";
import { objectType, Type } from "./type";
import { isInstance } from "./typeOf";
import type { Kwargs, Value, Visit } from "./value";

export const functionType = new Type("function", [objectType], new Map());
export const generatorType = new Type("generator", [objectType], new Map());

/** What running a body until it gives up its values one by one is, in JavaScript. */
export type Steps = Generator<Value, Value, Value>;

/** A function's code, lowered: shared by all the functions that a `def` makes. */
export interface FunctionCode {
  readonly name: string;
  readonly qualifiedName: string;
  readonly file: string;
  readonly signature: Signature;
  readonly slots: number;
  readonly ownCells: number;
  /** Parameters that inner functions use: from which slot to which cell they move. */
  readonly moved: readonly (readonly [slot: number, cell: number])[];
  readonly doc: string | null;
  /** Runs in a frame; one of the two is there. */
  readonly body: ((frame: Frame) => Value) | null;
  readonly steps: ((frame: Frame) => Steps) | null;
}

export class FunctionObject extends Callable {
  override attributes: Map<string, Value> = new Map();
  name: string;

  constructor(
    readonly code: FunctionCode,
    readonly fallbacks: readonly (Value | undefined)[],
    /** The cells of the functions around it. */
    readonly closure: readonly Cell[],
  ) {
    super();
    this.name = code.name;
  }

  get type(): Type {
    return functionType;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    const { code } = this;
    const frame = this.#frame(args, kwargs);
    if (code.body === null) return new GeneratorObject(frame, code);
    machine.enter(frame);
    machine.step();
    const result = code.body(frame);
    machine.frame = frame.parent as Frame;
    return result;
  }

  #frame(args: readonly Value[], kwargs: Kwargs): Frame {
    const { code, fallbacks } = this;
    const { signature, ownCells } = code;
    const locals: (Value | undefined)[] =
      kwargs === null && signature.isPlain && args.length === signature.positional
        ? args.slice()
        : signature.bind(code.qualifiedName, args, kwargs, fallbacks);
    while (locals.length < code.slots) locals.push(undefined);
    let cells = this.closure;
    if (ownCells > 0) {
      const own = Array.from({ length: ownCells }, () => new Cell());
      for (const [slot, cell] of code.moved) (own[cell] as Cell).value = locals[slot];
      cells = [...own, ...cells];
    }
    return new Frame(code, locals, cells);
  }

  override trace(visit: Visit): number {
    for (const value of this.fallbacks) if (value !== undefined) visit(value);
    for (const { value } of this.closure) if (value !== undefined) visit(value);
    return super.trace(visit);
  }
}

/** A generator: a call that stands still between its values. */
export class GeneratorObject extends Iterator {
  #steps: Steps | null;
  #started = false;
  #running = false;

  constructor(
    readonly frame: Frame,
    readonly code: FunctionCode,
  ) {
    super(() => this.#advance((steps) => steps.next(null)).value, generatorType);
    this.#steps = (code.steps as (frame: Frame) => Steps)(frame);
  }

  #advance(step: (steps: Steps) => IteratorResult<Value, Value>): {
    value: Value | undefined;
    returned: Value;
  } {
    const steps = this.#steps;
    if (steps === null) return { value: undefined, returned: null };
    if (this.#running) throw raise.ValueError("generator already executing");
    machine.enter(this.frame);
    machine.step();
    this.#running = true;
    this.#started = true;
    let finished = true;
    try {
      const result = step(steps);
      finished = result.done === true;
      machine.frame = this.frame.parent as Frame;
      if (!finished) return { value: result.value, returned: null };
      return { value: undefined, returned: result.value };
    } catch (thrown) {
      throw stopsEarly(thrown) ? raise.RuntimeError("generator raised StopIteration") : thrown;
    } finally {
      this.#running = false;
      if (finished) this.#steps = null;
    }
  }

  /** `next()` and `send()`: StopIteration at the end. */
  send(value: Value): Value {
    if (!this.#started && value !== null) {
      throw raise.TypeError("can't send non-None value to a just-started generator");
    }
    return this.#give((steps) => steps.next(value));
  }

  /** Raises an exception where the generator stands. */
  throw(raised: Raised): Value {
    if (this.#steps === null) throw raised;
    if (!this.#started) {
      this.#steps = null;
      throw raised;
    }
    return this.#give((steps) => steps.throw(raised));
  }

  #give(step: (steps: Steps) => IteratorResult<Value, Value>): Value {
    const { value, returned } = this.#advance(step);
    if (value !== undefined) return value;
    throw returned === null ? raise.StopIteration() : raise.StopIteration(returned);
  }

  /** Gives up its values on behalf of a `yield from`; the result is what it returned. */
  *delegated(): Generator<Value, Value, Value> {
    let sent: Value = null;
    for (;;) {
      const given = sent;
      const { value, returned } = this.#advance((steps) => steps.next(given));
      if (value === undefined) return returned;
      sent = yield value;
    }
  }

  close(): void {
    if (this.#steps === null) return;
    if (!this.#started) {
      this.#steps = null;
      return;
    }
    tryCatch(
      () => {
        this.throw(raise.GeneratorExit());
        throw raise.RuntimeError("generator ignored GeneratorExit");
      },
      (exception) => {
        const isEnd = ["GeneratorExit", "StopIteration"].some((name) =>
          isInstance(exception, exceptionTypes.get(name) as Type),
        );
        if (!isEnd) throw new Raised(exception);
      },
    );
  }

  override trace(visit: Visit): number {
    for (const value of this.frame.locals) if (value !== undefined) visit(value);
    return 200;
  }
}

function stopsEarly(thrown: unknown): boolean {
  return (
    thrown instanceof Raised && isInstance(thrown.exception, exceptionTypes.get("StopIteration"))
  );
}
