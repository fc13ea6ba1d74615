// The language itself, against CPython 3.11: what programs print, and what is wrong with wrong ones.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runPython } from "../../src/python/index";

const folder = new URL("./language/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

interface SyntaxCase {
  readonly source: string;
  readonly error: {
    readonly type: string;
    readonly message: string;
    readonly line: number;
    readonly column: number | null;
  } | null;
}

describe("prints what CPython prints", () => {
  const programs = readdirSync(folder).filter((name) => name.endsWith(".py"));
  it.each(programs)("%s", (name) => {
    const { text, error } = runPython(read(name));
    expect(error?.text ?? "").toBe("");
    expect(text).toBe(read(name.replace(/\.py$/, ".out")));
  });
});

describe("gives CPython's syntax error", () => {
  const cases = JSON.parse(read("syntax.json")) as SyntaxCase[];
  it.each(cases.map((each) => [JSON.stringify(each.source), each] as const))(
    "%s",
    (_, { source, error }) => {
      // What is no syntax error may fail when it is run: names are not defined here.
      const found = runPython(source).error;
      const isSyntax = /^(SyntaxError|IndentationError|TabError)$/.test(found?.type ?? "");
      if (error === null) {
        expect(isSyntax).toBe(false);
        return;
      }
      expect(found?.type).toBe(error.type);
      expect(found?.message).toBe(error.message);
      expect(found?.line).toBe(error.line);
      if (error.column !== null) expect(found?.column).toBe(error.column);
    },
  );
});

describe("says by name what it does not support", () => {
  it.each([
    ["async def f(): pass", "async is not supported here"],
    ["async with a: pass", "async is not supported here"],
    ["def f():\n  await x", "async is not supported here"],
    ["[x async for x in y]", "async is not supported here"],
    ["match x:\n  case 1: pass", "match is not supported here"],
    ["x = 1j", "complex numbers are not supported here"],
    ["x = b'bytes'", "bytes are not supported here"],
    ["type X = int", "type aliases are not supported here"],
    ["from . import a", "relative imports are not supported here"],
    ["try: pass\nexcept* ValueError: pass", "except* is not supported here"],
    ["class M(type): pass\nclass A(metaclass=M): pass", "deriving from type is not supported here"],
    ["class A(int): pass", "deriving from int is not supported here"],
    ["input()", "input() is not supported here"],
    ["open('f')", "open() is not supported here"],
    ["eval('1')", "eval() is not supported here"],
    ["exec('1')", "exec() is not supported here"],
    ["compile('1', '', 'exec')", "compile() is not supported here"],
    ["__import__('os')", "__import__() is not supported here"],
    ["globals()", "globals() is not supported here"],
    ["(-8) ** 0.5", "a complex number is not supported here"],
    ["import os", "No module named 'os': it is not available here"],
    ["import time\ntime.sleep(1)", "time.sleep() is not supported here"],
    ["def f():\n  x = a() + (yield)", "yield inside a larger expression is not supported here"],
  ])("%s", (source, message) => {
    expect(runPython(source).error?.message).toBe(message);
  });
});
