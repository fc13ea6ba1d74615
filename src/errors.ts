// The error classes. Where PyTorch has a message, `message` is PyTorch's; `op` and `parameter`
// say where it happened.

/** What every error of this library may carry beside its message. */
export interface ErrorContext {
  /** The operation that refused, e.g. `"matmul"`. */
  readonly op?: string;
  /** The parameter that was wrong, e.g. `"other"`. */
  readonly parameter?: string;
}

class TensorError extends Error implements ErrorContext {
  op?: string;
  parameter?: string;

  constructor(message: string, context: ErrorContext = {}) {
    super(message);
    if (context.op !== undefined) this.op = context.op;
    if (context.parameter !== undefined) this.parameter = context.parameter;
  }
}

// Names are written out: a minifier renames classes, and users read `error.name`.

/** A computation cannot be done: shapes do not fit, a graph was freed, memory is short. */
export class RuntimeError extends TensorError {
  override name = "RuntimeError";
}

/** An index or a dimension is out of range. */
export class IndexError extends TensorError {
  override name = "IndexError";
}

/** An argument has the right type and a value that is not allowed. */
export class ValueError extends TensorError {
  override name = "ValueError";
}

/** An argument has the wrong type. */
export class TypeError extends TensorError {
  override name = "TypeError";
}

/** A matrix has no inverse or no factorisation. */
export class LinAlgError extends RuntimeError {
  override name = "LinAlgError";
}

/** Adds the operation's name to an error that a helper threw without knowing it. */
export function nameOperation(thrown: unknown, op: string): unknown {
  if (thrown instanceof TensorError) thrown.op ??= op;
  return thrown;
}

/** What an unknown value is called in a message: `"str"`-like words would be Python's; these are ours. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value === "object") {
    const name = value.constructor?.name;
    return name === undefined || name === "Object" ? "an object" : `a ${name}`;
  }
  return typeof value;
}
