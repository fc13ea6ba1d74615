// Bodies of generator functions. Statements that hold a `yield` become JavaScript generators, all
// others stay as they are.

import { truth } from "../objects/compare";
import { Raised } from "../objects/exceptions";
import { GeneratorObject } from "../objects/function";
import { iterator } from "../objects/iterate";
import type { Value } from "../objects/value";
import { toException } from "../run/catching";
import { type Frame, machine } from "../run/machine";
import type { Body, Expression, Statement, StatementOf } from "../syntax/ast";
import { lowerAugment, lowerStore } from "./assign";
import {
  broke,
  type Context,
  normal,
  type Run,
  returned,
  type Signal,
  type Yields,
} from "./context";
import { lowerHeader } from "./control";
import { choose, lowerHandlers } from "./exceptions";
import { lowerRoot } from "./expressions";
import { lowerAssign, lowerStatement } from "./statements";
import { enter, type LoweredItem, leaveAfter, lowerItem } from "./with";
import { expressionsOf, hasYield, hoist } from "./yields";

/** The statements of a generator's block. */
export function lowerGeneratorBody(context: Context, body: Body): Yields {
  const all = body.map((statement) =>
    hasYield(statement)
      ? { yields: lowerYielding(context, statement), exec: null }
      : { yields: null, exec: lowerStatement(context, statement) },
  );
  return function* (frame) {
    for (const { yields, exec } of all) {
      const signal: Signal = yields === null ? exec(frame) : yield* yields(frame);
      if (signal !== normal) return signal;
    }
    return normal;
  };
}

function lowerYielding(context: Context, node: Statement): Yields {
  const run = lowerNode(context, node);
  const { line } = node;
  return function* (frame) {
    machine.step();
    frame.line = line;
    return yield* run(frame);
  };
}

function lowerNode(context: Context, node: Statement): Yields {
  switch (node.kind) {
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
    default:
      return lowerSimple(context, node);
  }
}

/** What gives up the values of the `yield`s in an expression, and keeps what they are sent. */
type Gather = (frame: Frame) => Generator<Value, void, Value>;

/** The expression without its `yield`s, and what runs these before. */
function split(context: Context, node: Expression): { gather: Gather; rest: Expression } {
  const slot = () => context.scope.host.temporary();
  const { rest, yields } = hoist(node, context.source, slot);
  const parts = yields.map(({ slot, value, delegates }) => ({
    slot,
    delegates,
    value: value === null ? (): Value => null : lowerRoot(context, value),
  }));
  const gather: Gather = function* (frame) {
    for (const { slot, value, delegates } of parts) {
      const given = value(frame);
      frame.locals[slot] = delegates ? yield* delegate(given) : yield given;
    }
  };
  return { gather, rest };
}

/** `yield from`. */
function* delegate(value: Value): Generator<Value, Value, Value> {
  if (value instanceof GeneratorObject) return yield* value.delegated();
  const next = iterator(value);
  for (let item = next(); item !== undefined; item = next()) yield item;
  return null;
}

function lowerSimple(context: Context, node: Statement): Yields {
  const expressions = expressionsOf(node);
  const [only] = expressions as [Expression];
  if (expressions.length > 1) {
    throw context.source.error(`yield in this ${node.kind} is not supported here`, node.from);
  }
  const { gather, rest } = split(context, only);
  const finish = finishing(context, node, lowerSlots(context, rest));
  return function* (frame) {
    yield* gather(frame);
    return finish(frame);
  };
}

/** What is left to do once the `yield`s have their values. */
function finishing(context: Context, node: Statement, value: Run): (frame: Frame) => Signal {
  switch (node.kind) {
    case "assign":
      return lowerAssign(context, node, value);
    case "augment": {
      const run = lowerAugment(context, node, value);
      return (frame) => {
        run(frame);
        return normal;
      };
    }
    case "return":
      return (frame) => {
        frame.result = value(frame);
        return returned;
      };
    case "expression":
      return (frame) => {
        value(frame);
        return normal;
      };
    default:
      throw context.source.error(`yield in this ${node.kind} is not supported here`, node.from);
  }
}

/** An expression in which the `yield`s were replaced. */
const lowerSlots = (context: Context, node: Expression): Run => lowerRoot(context, node);

function lowerTest(context: Context, node: Expression): { gather: Gather; test: Run } {
  const { gather, rest } = split(context, node);
  return { gather, test: lowerHeader(context, rest) };
}

function lowerIf(context: Context, node: StatementOf<"if">): Yields {
  const branches = node.branches.map(({ test, body }) => ({
    ...lowerTest(context, test),
    body: lowerGeneratorBody(context, body),
  }));
  const other = lowerGeneratorBody(context, node.other);
  return function* (frame) {
    for (const { gather, test, body } of branches) {
      yield* gather(frame);
      if (truth(test(frame))) return yield* body(frame);
    }
    return yield* other(frame);
  };
}

function lowerWhile(context: Context, node: StatementOf<"while">): Yields {
  const { gather, test } = lowerTest(context, node.test);
  const body = lowerGeneratorBody(context, node.body);
  const other = lowerGeneratorBody(context, node.other);
  return function* (frame) {
    for (;;) {
      yield* gather(frame);
      if (!truth(test(frame))) return yield* other(frame);
      machine.step();
      const signal = yield* body(frame);
      if (signal === broke) return normal;
      if (signal === returned) return returned;
    }
  };
}

function lowerFor(context: Context, node: StatementOf<"for">): Yields {
  const { gather, rest } = split(context, node.iterable);
  const iterable = lowerSlots(context, rest);
  const store = lowerStore(context, node.target);
  const body = lowerGeneratorBody(context, node.body);
  const other = lowerGeneratorBody(context, node.other);
  const { line } = node;
  return function* (frame) {
    yield* gather(frame);
    const next = iterator(iterable(frame));
    for (let value = next(); value !== undefined; value = next()) {
      machine.step();
      store(frame, value);
      const signal = yield* body(frame);
      if (signal === broke) return normal;
      if (signal === returned) return returned;
      frame.line = line;
    }
    return yield* other(frame);
  };
}

function lowerTry(context: Context, node: StatementOf<"try">): Yields {
  const guarded = lowerExcept(context, node);
  if (node.final.length === 0) return guarded;
  const final = lowerGeneratorBody(context, node.final);
  return function* (frame) {
    const { handling } = machine;
    let signal: Signal = normal;
    let raised: Raised | null = null;
    try {
      signal = yield* guarded(frame);
    } catch (thrown) {
      raised = new Raised(toException(thrown));
      machine.frame = frame;
    }
    const { result } = frame;
    const last = yield* final(frame);
    machine.handling = handling;
    if (last !== normal) return last;
    if (raised !== null) throw raised;
    frame.result = result;
    return signal;
  };
}

function lowerExcept(context: Context, node: StatementOf<"try">): Yields {
  const body = lowerGeneratorBody(context, node.body);
  if (node.handlers.length === 0) return body;
  const handlers = lowerHandlers(context, node.handlers, lowerGeneratorBody);
  const other = lowerGeneratorBody(context, node.other);
  return function* (frame) {
    const { handling } = machine;
    let signal: Signal;
    try {
      signal = yield* body(frame);
    } catch (thrown) {
      const [handler] = choose(frame, thrown, handlers);
      signal = yield* handler.body(frame);
      handler.forget?.(frame);
      machine.handling = handling;
      return signal;
    }
    return signal === normal ? yield* other(frame) : signal;
  };
}

function lowerWith(context: Context, node: StatementOf<"with">): Yields {
  let body = lowerGeneratorBody(context, node.body);
  for (const item of [...node.items].reverse()) {
    body = around(lowerItem(context, item), body, node.line);
  }
  return body;
}

function around(item: LoweredItem, body: Yields, line: number): Yields {
  return function* (frame) {
    const entered = enter(frame, item, line);
    let signal: Signal;
    try {
      signal = yield* body(frame);
    } catch (thrown) {
      return leaveAfter(frame, thrown, entered);
    }
    const { result } = frame;
    entered.leave();
    frame.result = result;
    return signal;
  };
}
