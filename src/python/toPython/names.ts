// Variable names for the tensors of a graph: the user's where they can be Python's, else counted.

import type { GraphNode, Tensor } from "../../index";

const keywords: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally " +
    "for from global if import in is lambda nonlocal not or pass raise return try while with yield " +
    "torch F float"
  ).split(" "),
);

/** Whether a text can stand as a variable beside what the source uses itself. */
export const isVariable = (text: string): boolean =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !keywords.has(text);

const letters = { leaf: "x", constant: "c", op: "t" } as const;

/** Gives each node a name of its own. */
export class Names {
  private readonly taken = new Set<string>();
  private readonly counts = { leaf: 0, constant: 0, op: 0 };

  constructor(reserved: Iterable<string>) {
    for (const name of reserved) this.taken.add(name);
  }

  /** The tensor's own name if it is free, else the next of its kind. */
  for({ kind, tensor }: GraphNode): string {
    const own = ownName(tensor);
    let name = own ?? `${letters[kind]}${this.counts[kind]++}`;
    while (this.taken.has(name)) name = `${letters[kind]}${this.counts[kind]++}`;
    this.taken.add(name);
    return name;
  }
}

/** The name that the user gave, if it can be a variable. */
export function ownName({ name }: Tensor): string | null {
  return name !== undefined && isVariable(name) ? name : null;
}
