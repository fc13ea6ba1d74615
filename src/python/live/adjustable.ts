// Which top-level names a hand may move, as the source says it.

import { Float } from "../objects";
import type { Body, Expression, Target } from "../syntax/ast";

export interface Adjustable {
  /** Names that are bound to a number as it is written: `lr = 0.1`. */
  readonly numbers: ReadonlySet<string>;
  /** Names that an assignment binds: their values may be leaves. */
  readonly targets: ReadonlySet<string>;
}

/** The names in a program's top level; what functions bind is their own. */
export function adjustableNames(body: Body): Adjustable {
  const numbers = new Set<string>();
  const targets = new Set<string>();

  function assigned(target: Target, value: Expression | null, once: boolean): void {
    if (target.kind === "name") {
      targets.add(target.id);
      if (once && value !== null && isNumber(value)) numbers.add(target.id);
    } else if (target.kind === "unpack") {
      const items = value?.kind === "tuple" && target.star < 0 ? value.items : [];
      target.items.forEach((item, i) => {
        assigned(item, items[i] ?? null, once);
      });
    }
  }

  /** `once` is false inside loops, where a number is where a count begins. */
  function visit(statements: Body, once: boolean): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "assign":
          for (const target of statement.targets) assigned(target, statement.value, once);
          break;
        case "if":
          for (const branch of statement.branches) visit(branch.body, once);
          visit(statement.other, once);
          break;
        case "while":
        case "for":
          visit(statement.body, false);
          break;
        case "with":
          visit(statement.body, once);
          break;
        case "try":
          visit(statement.body, once);
          visit(statement.other, once);
          break;
        default:
      }
    }
  }

  visit(body, true);
  return { numbers, targets };
}

function isNumber(value: Expression): boolean {
  if (value.kind === "unary")
    return (value.op === "-" || value.op === "+") && isNumber(value.value);
  if (value.kind !== "constant") return false;
  return typeof value.value === "number" || value.value instanceof Float;
}
