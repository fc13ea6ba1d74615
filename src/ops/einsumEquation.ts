// Einstein's summation convention, read: which subscript stands for which dimension, in PyTorch's
// dialect (letters of both cases, `...`, spaces, an output that may be left out) and with its refusals.

import { RuntimeError } from "../errors";

/** Stands for as many dimensions as the other subscripts leave. */
export const ellipsis = "...";

/** An equation, applied to operands of given ranks. Every subscript has one place in a common order. */
export interface Layout {
  /** Each operand's subscripts, from its first dimension on. */
  readonly operands: readonly (readonly string[])[];
  /** Where a subscript's dimension goes: output dimensions first, then those summed over. */
  readonly place: ReadonlyMap<string, number>;
  /** Where the dimensions of the ellipsis go, and how many there are at most. */
  readonly ellipsisAt: number;
  readonly ellipsisRank: number;
  /** How many of the places are the output's. */
  readonly outputRank: number;
  readonly rank: number;
}

const refuse = (problem: string): RuntimeError => new RuntimeError(`einsum(): ${problem}`);

/** Reads subscripts one by one; `visit` gets letters, commas and ellipses. */
function scan(
  text: string,
  offset: number,
  visit: (token: string) => void,
  refuseDot: (complete: boolean) => RuntimeError | null,
): void {
  for (let i = 0; i < text.length; i++) {
    const token = text[i] as string;
    if (token === " ") continue;
    if (token === ".") {
      const refused = refuseDot(text.startsWith(ellipsis, i));
      if (refused !== null) throw refused;
      visit(ellipsis);
      i += 2;
    } else if (token === "," && offset === 0) visit(token);
    else if (/^[A-Za-z]$/.test(token)) visit(token);
    else {
      throw refuse(
        `invalid subscript given at index ${offset + i} in the equation string, subscripts must be in [a-zA-Z]`,
      );
    }
  }
}

function readOperands(text: string, count: number): string[][] {
  const operands: string[][] = [[]];
  const current = () => operands[operands.length - 1] as string[];
  scan(
    text,
    0,
    (token) => {
      if (token !== ",") current().push(token);
      else if (operands.length < count) operands.push([]);
      else throw refuse("fewer operands were provided than specified in the equation");
    },
    (complete) => {
      const found = `found '.' for operand ${operands.length - 1}`;
      if (current().includes(ellipsis)) {
        return refuse(`${found} for which an ellipsis was already found`);
      }
      return complete ? null : refuse(`${found} that is not part of any ellipsis`);
    },
  );
  if (operands.length < count) {
    throw refuse("more operands were provided than specified in the equation");
  }
  return operands;
}

function readOutput(text: string, offset: number, known: ReadonlyMap<string, number>): string[] {
  const output: string[] = [];
  scan(
    text,
    offset,
    (token) => {
      if (token !== ellipsis && !known.has(token)) {
        throw refuse(
          `output subscript ${token} does not appear in the equation for any input operand`,
        );
      }
      if (output.includes(token)) {
        throw refuse(`output subscript ${token} appears more than once in the output`);
      }
      output.push(token);
    },
    (complete) => {
      if (output.includes(ellipsis)) {
        return refuse("found '.' for output but an ellipsis (...) was already found");
      }
      return complete
        ? null
        : refuse("found '.' for output that is not part of any ellipsis (...)");
    },
  );
  return output;
}

/** How many dimensions the ellipsis of an operand stands for; 0 if it has none. */
export function ellipsisOf(labels: readonly string[], rank: number): number {
  return labels.includes(ellipsis) ? rank - (labels.length - 1) : 0;
}

function checkRank(labels: readonly string[], rank: number, operand: number): void {
  const open = labels.includes(ellipsis);
  const named = open ? labels.length - 1 : labels.length;
  if (open ? named <= rank : named === rank) return;
  const start = `the number of subscripts in the equation (${named})`;
  throw refuse(
    open
      ? `${start} is more than the number of dimensions (${rank}) for operand ${operand}`
      : `${start} does not match the number of dimensions (${rank}) for operand ${operand} and no ellipsis was given`,
  );
}

/** The layout of an equation for operands of these ranks. */
export function layOut(equation: string, ranks: readonly number[]): Layout {
  const arrow = equation.indexOf("->");
  const operands = readOperands(arrow < 0 ? equation : equation.slice(0, arrow), ranks.length);
  const counts = new Map<string, number>();
  let ellipsisRank = 0;
  operands.forEach((labels, i) => {
    const rank = ranks[i] as number;
    checkRank(labels, rank, i);
    ellipsisRank = Math.max(ellipsisRank, ellipsisOf(labels, rank));
    for (const label of labels) {
      if (label !== ellipsis) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  });
  const labels = [...counts.keys()].sort();
  // Left out, the output is the ellipsis and whatever appears once, in alphabetical order.
  const output =
    arrow < 0
      ? [ellipsis, ...labels.filter((label) => counts.get(label) === 1)]
      : readOutput(equation.slice(arrow + 2), arrow + 2, counts);
  const place = new Map<string, number>();
  let next = 0;
  const assign = (label: string) => {
    place.set(label, next);
    next += label === ellipsis ? ellipsisRank : 1;
  };
  output.forEach(assign);
  const outputRank = next;
  for (const label of [ellipsis, ...labels]) if (!place.has(label)) assign(label);
  const ellipsisAt = place.get(ellipsis) as number;
  return { operands, place, ellipsisAt, ellipsisRank, outputRank, rank: next };
}
