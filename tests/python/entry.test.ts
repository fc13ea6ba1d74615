// `runPython`: its result, errors as Python reports them, limits.
import { describe, expect, it } from "vitest";
import { Tensor, tensor } from "../../src/index";
import { PythonError, runPython, Session } from "../../src/python/index";

describe("the result of a program", () => {
  it("has the printed text, the names, and no error", () => {
    const { text, values, error } = runPython('x = 1\ny = [1.5, "a", None, True]\nprint(x)');
    expect(text).toBe("1\n");
    expect(error).toBeNull();
    expect(Object.keys(values)).toEqual(["x", "y"]);
    expect(values.x).toBe(1);
    expect(values.y).toEqual([1.5, "a", null, true]);
  });

  it("gives tensors as the engine's, dicts as maps, large ints as bigints", () => {
    const { values } = runPython(
      'import torch\nt = torch.ones(2)\nd = {"a": (1, 2)}\nn = 2 ** 70\ns = {1, 2}',
    );
    expect(values.t).toBeInstanceOf(Tensor);
    expect((values.t as Tensor).tolist()).toEqual([1, 1]);
    expect(values.d).toEqual(new Map([["a", [1, 2]]]));
    expect(values.n).toBe(2n ** 70n);
    expect(values.s).toEqual(new Set([1, 2]));
  });

  it("starts with the names it is given", () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const { evaluate, error } = runPython("loss = (w * k).sum()\nloss.backward()", {
      values: { w, k: 3 },
    });
    expect(error).toBeNull();
    expect((evaluate("w.grad") as Tensor).tolist()).toEqual([3, 3]);
    expect(evaluate("w is w and k == 3")).toBe(true);
  });

  it("evaluates one more expression, or throws what that raises", () => {
    const { evaluate } = runPython("x = 20");
    expect(evaluate("x + 1")).toBe(21);
    expect(evaluate("[i for i in range(3)]")).toEqual([0, 1, 2]);
    expect(() => evaluate("x.y")).toThrow(PythonError);
    expect(() => evaluate("x.y")).toThrow("AttributeError: 'int' object has no attribute 'y'");
    expect(() => evaluate("1 +")).toThrow("SyntaxError: invalid syntax");
  });

  it("shows a final expression as a notebook does, and None not at all", () => {
    expect(runPython("x = 'a'\nx").displayed).toBe("'a'");
    expect(runPython("print(1)").displayed).toBeNull();
    expect(runPython("x = 1").displayed).toBeNull();
    expect(runPython("object()").displayed).toBe("<object object at 0x7f0000000000>");
  });

  it("hands text on as it is printed", () => {
    const pieces: string[] = [];
    runPython("print(1)\nprint(2, end='')", { onText: (text) => pieces.push(text) });
    expect(pieces).toEqual(["1\n", "2"]);
  });

  it("survives values that hold themselves", () => {
    const { values, error } = runPython("a = [1]\na.append(a)\nd = {}\nd['d'] = d\nprint(a, d)");
    expect(error).toBeNull();
    const a = values.a as unknown[];
    expect(a[1]).toBe(a);
  });
});

describe("an error", () => {
  it("has Python's traceback, and what was printed before stays", () => {
    const { text, error } = runPython(
      'print("before")\ndef f(x):\n    return 1 / x\n\nfor i in [1, 0]:\n    f(i)\nprint("after")',
    );
    expect(text).toBe("before\n");
    expect(error?.type).toBe("ZeroDivisionError");
    expect(error?.message).toBe("division by zero");
    expect(error?.line).toBe(3);
    expect(error?.text).toBe(
      'Traceback (most recent call last):\n  File "<snippet>", line 6, in <module>\n    f(i)\n' +
        '  File "<snippet>", line 3, in f\n    return 1 / x\nZeroDivisionError: division by zero',
    );
  });

  it("shows where a call over several lines stands", () => {
    const { error } = runPython("def g(a, b):\n    raise ValueError(a)\ng(\n    1,\n    2,\n)");
    expect(error?.text).toContain('line 3, in <module>\n    g(\n  File "<snippet>", line 2, in g');
  });

  it("shows causes and contexts", () => {
    const chained = (how: string) =>
      runPython(`try:\n    {}["k"]\nexcept KeyError as e:\n    raise ValueError("v")${how}`).error
        ?.text;
    expect(chained(" from e")).toContain(
      "KeyError: 'k'\n\nThe above exception was the direct cause of the following exception:\n\nTraceback",
    );
    expect(chained("")).toContain(
      "\n\nDuring handling of the above exception, another exception occurred:\n\n",
    );
    expect(chained(" from None")).not.toContain("KeyError");
  });

  it("shortens a recursion's traceback", () => {
    const { error } = runPython("def f(n): return f(n + 1)\nf(0)");
    expect(error?.type).toBe("RecursionError");
    expect(error?.text).toMatch(/\[Previous line repeated \d+ more times\]/);
  });

  it("of syntax has line, column and a caret", () => {
    const { error } = runPython("x = 1\ny = = 2");
    expect(error?.text).toBe(
      '  File "<snippet>", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax',
    );
    expect([error?.line, error?.column]).toEqual([2, 5]);
  });

  it("of the program's own class is reported by its name", () => {
    const { error } = runPython("class Mine(Exception): pass\nraise Mine('x', 1)");
    expect(error?.type).toBe("Mine");
    expect(error?.text).toMatch(/\nMine: \('x', 1\)$/);
  });

  it("whose own text fails does not get out", () => {
    const { error } = runPython(
      "class E(Exception):\n  def __str__(self): return 1 / 0\nraise E()",
    );
    expect(error?.type).toBe("E");
    expect(error?.message).toBe("<exception str() failed>");
  });
});

describe("limits", () => {
  const stopped = (source: string, limits: Parameters<typeof runPython>[1]) => {
    const { error, text } = runPython(source, limits);
    return { type: error?.type, message: error?.message, text };
  };

  it.each([
    "while True: pass",
    "for i in iter(int, 1): pass",
    "def f():\n  while True: yield 1\nsum(f())",
    "import itertools\nmax(itertools.count())",
    "1 in iter(int, 1)",
    "[0 for i in range(10 ** 9)]",
    "try:\n  while True: pass\nexcept BaseException: print('caught')\nfinally: print('finally')",
  ])("statements stop %s", (source) => {
    const { type, message, text } = stopped(source, { limits: { statements: 10_000 } });
    expect([type, message, text]).toEqual(["LimitError", "stopped after 10000 statements", ""]);
  });

  it("time stops a long program", () => {
    const { message } = stopped("while True: pass", {
      limits: { seconds: 0.05, statements: 1e12 },
    });
    expect(message).toBe("stopped after 0.05 seconds");
  });

  it.each([
    "x = 'a' * 10 ** 9",
    "x = [0] * 10 ** 8",
    "x = [1]\nwhile True: x = x + x",
    "x = 'ab'\nwhile True: x += x",
    "l = []\nwhile True: l.append([0] * 1000)",
    "list(range(10 ** 8))",
    "d = {}\nfor i in range(10 ** 6): d[i] = 'x' * 1000 + str(i)",
  ])("memory stops %s", (source) => {
    const { message } = stopped(source, { limits: { memory: 2 ** 24 } });
    expect(message).toBe("stopped: more than 16 MB in use");
  });

  it("memory that was let go does not count", () => {
    const source = "for i in range(200): x = [0] * 100000\nprint(len(x))";
    expect(stopped(source, { limits: { memory: 2 ** 24 } }).text).toBe("100000\n");
  });

  it("output stops at its limit, and what fits stays", () => {
    const { text, message } = stopped("while True: print('abc')", { limits: { output: 10 } });
    expect(text).toBe("abc\nabc\nab");
    expect(message).toBe("stopped after printing 10 characters");
  });

  it("recursion is Python's own error, at the depth that is set", () => {
    const source = "def f(n): return 1 + f(n + 1)\ntry: f(0)\nexcept RecursionError as e: print(e)";
    expect(runPython(source, { limits: { recursion: 50 } }).text).toBe(
      "maximum recursion depth exceeded\n",
    );
    expect(runPython("def f(n): return n and f(n - 1)\nprint(f(900))").text).toBe("0\n");
  });

  it("an interruption stops the program", () => {
    let asked = 0;
    const { message } = stopped("while True: pass", { limits: { interrupted: () => ++asked > 3 } });
    expect(message).toBe("stopped: interrupted");
  });
});

describe("a session", () => {
  it("shares one namespace between programs, and knows what each reads and writes", () => {
    const session = new Session();
    const first = session.compile("a = 1\ndef f(): return a + b");
    const second = session.compile("b = 2\nprint(f())");
    expect([[...first.reads], [...first.writes]]).toEqual([
      ["a", "b"],
      ["a", "f"],
    ]);
    expect(second.reads.has("f")).toBe(true);
    expect(first.run().text).toBe("");
    expect(second.run().text).toBe("3\n");
    session.globals.set("a", 10);
    expect(second.run().text).toBe("12\n");
  });

  it("lets what top-level code binds be replaced", () => {
    const session = new Session();
    session.intercept = (name, value) => (name === "lr" ? 5 : value);
    expect(
      session.compile("lr = 1\nx = 2\ndef f():\n  lr = 7\n  return lr\nprint(lr, x, f())").run()
        .text,
    ).toBe("5 2 7\n");
  });
});
