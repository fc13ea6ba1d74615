// A piece of Python source, and how tightly it binds: what decides where parentheses go.

export interface Expression {
  readonly text: string;
  /** The precedence of its outermost operator; higher binds tighter. */
  readonly binds: number;
  /** Whether it is a plain number, which promotes weakly and is no tensor. */
  readonly isNumber?: boolean;
}

/** Precedences, as in Python's grammar. */
export const binding = { compare: 1, add: 2, multiply: 3, unary: 4, power: 5, atom: 6 } as const;

export const atom = (text: string): Expression => ({ text, binds: binding.atom });

/** The text as an operand of something that binds like `level`. */
export const operand = ({ text, binds }: Expression, level: number): string =>
  binds < level ? `(${text})` : text;

/** A call of a function by its dotted name. */
export const call = (name: string, ...given: readonly (string | null)[]): Expression =>
  atom(`${name}(${given.filter((text) => text !== null).join(", ")})`);

/** A call of a method. */
export const method = (
  of: Expression,
  name: string,
  ...given: readonly (string | null)[]
): Expression => call(`${operand(of, binding.atom)}.${name}`, ...given);

/** Something indexed. */
export const indexed = (of: Expression, index: string): Expression =>
  atom(`${operand(of, binding.atom)}[${index}]`);

/** A plain number made a tensor, where PyTorch wants one. */
export const asTensor = (of: Expression): Expression =>
  of.isNumber ? call("torch.tensor", of.text) : of;
