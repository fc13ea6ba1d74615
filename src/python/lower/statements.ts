// Statements, lowered to closures.

import { call } from "../objects/call";
import { Dict } from "../objects/dict";
import { type Frame, machine } from "../run/machine";
import type { Annotation, Body, Expression, Statement, StatementOf } from "../syntax/ast";
import { lowerAugment, lowerDelete, lowerStore } from "./assign";
import { lowerClass } from "./classes";
import {
  broke,
  type Context,
  continued,
  type Exec,
  normal,
  type Run,
  returned,
  type Store,
} from "./context";
import { lowerFor, lowerIf, lowerWhile } from "./control";
import { lowerAssert, lowerRaise, lowerTry } from "./exceptions";
import { lowerRoot } from "./expressions";
import { lowerFunction } from "./functions";
import { lowerFrom, lowerImport } from "./imports";
import { storeName } from "./names";
import { lowerWith } from "./with";

/** The statements of a block, one after the other. */
export function lowerBody(context: Context, body: Body): Exec {
  const inClass = context.scope.kind === "class";
  const all = body
    .filter((statement) => runs(statement, inClass))
    .map((statement) => lowerStatement(context, statement));
  const [first, second] = all;
  if (first === undefined) return () => normal;
  if (second === undefined) return first;
  return (frame) => {
    for (let i = 0; i < all.length; i++) {
      const signal = (all[i] as Exec)(frame);
      if (signal !== normal) return signal;
    }
    return normal;
  };
}

/** Whether a statement does anything when it is run. */
const runs = ({ kind }: Statement, inClass: boolean): boolean =>
  kind === "declare" ? inClass : kind !== "global" && kind !== "nonlocal";

/** One statement: it counts, and marks its line for tracebacks. */
export function lowerStatement(context: Context, node: Statement): Exec {
  const exec = lowerNode(context, node);
  const { line } = node;
  return (frame) => {
    machine.step();
    frame.line = line;
    return exec(frame);
  };
}

function lowerNode(context: Context, node: Statement): Exec {
  const root = (expression: Expression): Run => lowerRoot(context, expression);
  switch (node.kind) {
    case "expression": {
      const value = root(node.value);
      return (frame) => {
        value(frame);
        return normal;
      };
    }
    case "assign": {
      const assign = lowerAssign(context, node, root(node.value));
      const { annotation } = node;
      if (annotation === undefined || context.scope.kind !== "class") return assign;
      return (frame) => {
        annotate(frame, annotation);
        return assign(frame);
      };
    }
    case "declare":
      return (frame) => {
        annotate(frame, node.annotation);
        return normal;
      };
    case "augment": {
      const run = lowerAugment(context, node, root(node.value));
      return (frame) => {
        run(frame);
        return normal;
      };
    }
    case "delete": {
      const all = node.targets.map((target) => lowerDelete(context, target));
      return (frame) => {
        for (const one of all) one(frame);
        return normal;
      };
    }
    case "break":
      return () => broke;
    case "continue":
      return () => continued;
    case "return": {
      const value: Run = node.value === null ? () => null : root(node.value);
      return (frame) => {
        frame.result = value(frame);
        return returned;
      };
    }
    case "raise":
      return lowerRaise(context, node);
    case "assert":
      return lowerAssert(context, node);
    case "import":
      return lowerImport(context, node);
    case "from":
      return lowerFrom(context, node);
    case "if":
      return lowerIf(context, node);
    case "while":
      return lowerWhile(context, node);
    case "for":
      return lowerFor(context, node);
    case "try":
      return lowerTry(context, node);
    case "with":
      return lowerWith(context, node);
    case "function": {
      const fn = lowerFunction(context, node.fn);
      return define(context, node.fn.name, node.decorators, fn);
    }
    case "class":
      return define(context, node.name, node.decorators, lowerClass(context, node));
    default:
      return () => normal;
  }
}

/** Notes an annotation of a class body: `@dataclass` reads them. */
function annotate({ namespace }: Frame, { name, text }: Annotation): void {
  if (namespace === null || name === null) return;
  const known = namespace.get("__annotations__");
  const annotations = known instanceof Dict ? known : new Dict();
  annotations.set(name, text);
  namespace.set("__annotations__", annotations);
}

export function lowerAssign(context: Context, node: StatementOf<"assign">, value: Run): Exec {
  const stores = node.targets.map((target) => lowerStore(context, target));
  const [only] = stores as [Store];
  if (stores.length === 1) {
    return (frame) => {
      only(frame, value(frame));
      return normal;
    };
  }
  return (frame) => {
    const given = value(frame);
    for (const store of stores) store(frame, given);
    return normal;
  };
}

/** Binds a function or class under its name, decorated. */
function define(
  context: Context,
  name: string,
  decorators: readonly Expression[],
  make: Run,
): Exec {
  const store = storeName(context, name);
  const wrappers = decorators.map((decorator) => ({
    run: lowerRoot(context, decorator),
    line: decorator.line,
  }));
  return (frame) => {
    const all = wrappers.map(({ run, line }) => {
      frame.line = line;
      return run(frame);
    });
    let made = make(frame);
    for (const wrapper of all.reverse()) made = call(wrapper, [made]);
    store(frame, made);
    return normal;
  };
}
