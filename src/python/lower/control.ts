// `if`, `while` and `for`.

import { truth } from "../objects/compare";
import { iterator } from "../objects/iterate";
import { machine } from "../run/machine";
import type { Expression, StatementOf } from "../syntax/ast";
import { lowerStore } from "./assign";
import { broke, type Context, type Exec, normal, type Run, returned } from "./context";
import { lowerRoot } from "./expressions";
import { lowerBody } from "./statements";

/** A header's expression; it marks its line, since the statements below it mark theirs. */
export function lowerHeader(context: Context, node: Expression): Run {
  const run = lowerRoot(context, node);
  const { line } = node;
  return (frame) => {
    frame.line = line;
    return run(frame);
  };
}

export function lowerIf(context: Context, node: StatementOf<"if">): Exec {
  const branches = node.branches.map(({ test, body }) => ({
    test: lowerHeader(context, test),
    body: lowerBody(context, body),
  }));
  const other = lowerBody(context, node.other);
  return (frame) => {
    for (const { test, body } of branches) if (truth(test(frame))) return body(frame);
    return other(frame);
  };
}

export function lowerWhile(context: Context, node: StatementOf<"while">): Exec {
  const test = lowerHeader(context, node.test);
  const body = lowerBody(context, node.body);
  const other = lowerBody(context, node.other);
  return (frame) => {
    while (truth(test(frame))) {
      machine.step();
      const signal = body(frame);
      if (signal === broke) return normal;
      if (signal === returned) return returned;
    }
    return other(frame);
  };
}

export function lowerFor(context: Context, node: StatementOf<"for">): Exec {
  const iterable = lowerRoot(context, node.iterable);
  const store = lowerStore(context, node.target);
  const body = lowerBody(context, node.body);
  const other = lowerBody(context, node.other);
  const { line } = node;
  return (frame) => {
    const next = iterator(iterable(frame));
    for (let value = next(); value !== undefined; value = next()) {
      machine.step();
      store(frame, value);
      const signal = body(frame);
      if (signal === broke) return normal;
      if (signal === returned) return returned;
      frame.line = line;
    }
    return other(frame);
  };
}
