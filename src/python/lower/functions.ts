// `def` and `lambda`: the code is lowered once, a function object is made each time they run.

import { type FunctionCode, FunctionObject, type Steps } from "../objects/function";
import { Signature } from "../objects/signature";
import type { Frame } from "../run/machine";
import type { Body, Expression, FunctionNode } from "../syntax/ast";
import { closureOf } from "./comprehensions";
import { type Context, type Run, returned } from "./context";
import { lower, lowerRoot } from "./expressions";
import { lowerGeneratorBody } from "./generators";
import { lowerBody } from "./statements";

export function lowerFunction(context: Context, fn: FunctionNode): Run {
  const scope = context.scopeOf(fn);
  const qualifiedName = context.qualified(fn.name);
  const inner = context.inside(scope, `${qualifiedName}.<locals>`);
  const fallbacks = fn.parameters.map(({ fallback }) =>
    fallback === null ? null : lower(context, fallback),
  );
  const closure = closureOf(context, inner);
  const code = lowerCode(inner, fn, qualifiedName);
  return (frame) =>
    new FunctionObject(
      code,
      fallbacks.map((fallback) => (fallback === null ? undefined : fallback(frame))),
      closure(frame),
    );
}

function lowerCode(context: Context, fn: FunctionNode, qualifiedName: string): FunctionCode {
  const { host, variables } = context.scope;
  const moved = [...variables.values()].flatMap((variable) =>
    variable.captured && variable.slot >= 0 ? [[variable.slot, variable.cell] as const] : [],
  );
  const signature = new Signature(
    fn.parameters.map(({ name, kind, fallback }) => ({
      name,
      kind,
      optional: false,
      fallback: fallback === null ? undefined : null,
    })),
  );
  const body = host.isGenerator ? null : lowerPlain(context, fn);
  const steps = host.isGenerator ? lowerSteps(context, fn) : null;
  return {
    name: fn.name,
    qualifiedName,
    file: context.source.file,
    signature,
    // Temporaries are added while the body is lowered.
    slots: host.slots,
    ownCells: host.cells,
    moved,
    doc: fn.doc,
    body,
    steps,
  };
}

function lowerPlain(context: Context, fn: FunctionNode): Run {
  if (!Array.isArray(fn.body)) {
    const value = lowerRoot(context, fn.body as Expression);
    const { line } = fn;
    return (frame) => {
      frame.line = line;
      return value(frame);
    };
  }
  const body = lowerBody(context, fn.body as Body);
  return (frame) => (body(frame) === returned ? frame.result : null);
}

function lowerSteps(context: Context, fn: FunctionNode): (frame: Frame) => Steps {
  const statements: Body = Array.isArray(fn.body)
    ? (fn.body as Body)
    : [{ ...(fn.body as Expression), kind: "return", value: fn.body as Expression }];
  const body = lowerGeneratorBody(context, statements);
  return function* (frame) {
    const signal = yield* body(frame);
    return signal === returned ? frame.result : null;
  };
}
