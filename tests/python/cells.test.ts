// Cells: one namespace in order, as in a notebook; what runs again, and on what.
import { describe, expect, it } from "vitest";
import { createPython, type LivePython } from "../../src/python/live";

const texts = (live: LivePython): string[] => live.cells.map((cell) => cell.text);

const set = (live: LivePython, name: string, value: number): void => {
  live.leaves[name]?.set(value);
};

describe("cells share one namespace, in order", () => {
  it("a later cell reads what an earlier one bound", () => {
    const live = createPython(["import torch\na = 2", "b = a * 3\nprint(b)", "a + b"]);
    expect(texts(live)).toEqual(["", "6\n", ""]);
    expect(live.displayed).toBe("8");
    expect(live.text).toBe("6\n");
  });

  it("a cell sees a name as it was bound last before it, not after", () => {
    const live = createPython(["x = 1", "print(x)", "x = 2", "print(x)"]);
    expect(texts(live)).toEqual(["", "1\n", "", "2\n"]);
    live.cells[1]?.edit("print(x, 'again')");
    expect(texts(live)).toEqual(["", "1 again\n", "", "2\n"]);
    live.cells[0]?.edit("x = 5");
    expect(texts(live)).toEqual(["", "5 again\n", "", "2\n"]);
  });

  it("functions and classes of one cell serve the others", () => {
    const live = createPython([
      "scale = 2",
      "def f(x): return x * scale",
      "class A:\n    def g(self): return f(10)",
      "print(f(1), A().g())",
    ]);
    expect(live.text).toBe("2 20\n");
    set(live, "scale", 3);
    expect(live.text).toBe("3 30\n");
    live.cells[1]?.edit("def f(x): return x * scale + 1");
    expect(live.text).toBe("4 31\n");
  });

  it("a name is gone when the cell that bound it no longer does", () => {
    const live = createPython(["x = 1\ny = 2", "print(y)"]);
    expect(live.text).toBe("2\n");
    live.cells[0]?.edit("x = 1");
    expect(live.cells[1]?.error).toMatchObject({ type: "NameError" });
    live.cells[0]?.edit("y = 3");
    expect([live.text, live.error]).toEqual(["3\n", null]);
  });

  it("del in a later cell holds for the cells after it only", () => {
    const live = createPython(["x = 1", "del x", "print(x)"]);
    expect(live.cells[2]?.error?.type).toBe("NameError");
    live.cells[1]?.edit("pass");
    expect(live.text).toBe("1\n");
  });
});

describe("what runs again", () => {
  it("only the moved cell and those that read its results; others keep the very objects they made", () => {
    const live = createPython([
      "a = 1\nmade1 = [a]",
      "b = a + 1\nmade2 = [b]",
      "c = 10\nmade3 = [c]",
      "d = b + c\nmade4 = [d]",
    ]);
    const objects = () => [1, 2, 3, 4].map((i) => live.evaluate(`id(made${i})`));
    const ranAgain = (change: () => void): number[] => {
      const before = objects();
      change();
      return objects().flatMap((id, i) => (id === before[i] ? [] : [i + 1]));
    };
    expect(ranAgain(() => {})).toEqual([]);
    expect(ranAgain(() => set(live, "c", 20))).toEqual([3, 4]);
    expect(live.values.d).toBe(22);
    expect(ranAgain(() => set(live, "a", 5))).toEqual([1, 2, 4]);
    expect(live.values.d).toBe(26);
    expect(ranAgain(() => live.cells[1]?.edit("b = 0\nmade2 = [b]"))).toEqual([2, 4]);
    expect(ranAgain(() => set(live, "a", 6))).toEqual([1]);
    expect(ranAgain(() => live.cells[3]?.edit("made4 = []"))).toEqual([4]);
  });

  it("an earlier look runs no later cell", () => {
    const live = createPython(["a = 1\nprint(a)", "print('second')\nwhile True: pass"], {
      limits: { statements: 5_000 },
    });
    expect(live.cells[0]?.text).toBe("1\n");
    expect(live.cells[0]?.error).toBeNull();
    expect(live.cells[1]?.error?.type).toBe("LimitError");
  });

  it("cells whose values a cell changes in place run first, so that it starts from the same", () => {
    const live = createPython([
      "import torch\nw = torch.zeros(2)\nlog = []",
      "step = 1.0\nw += step\nlog.append(step)\nprint(w.tolist(), log)",
      "print(w.sum().item(), len(log))",
    ]);
    expect(texts(live)).toEqual(["", "[1.0, 1.0] [1.0]\n", "2.0 1\n"]);
    set(live, "step", 3);
    expect(texts(live)).toEqual(["", "[3.0, 3.0] [3.0]\n", "6.0 1\n"]);
    live.cells[1]?.edit("w -= 1\nprint(w.tolist(), log)");
    expect(texts(live)).toEqual(["", "[-1.0, -1.0] []\n", "-2.0 0\n"]);
  });

  it("backward in a cell of its own frees, and is repeated on a new graph", () => {
    const live = createPython([
      "import torch\nx = torch.tensor(3.0, requires_grad=True)",
      "y = x ** 2",
      "scale = 1.0\n(y * scale).backward()\nprint(x.grad)",
    ]);
    expect(live.text).toBe("tensor(6.)\n");
    set(live, "scale", 2);
    expect([live.text, live.error]).toEqual(["tensor(12.)\n", null]);
    set(live, "x", 5);
    expect(live.text).toBe("tensor(20.)\n");
  });

  it("training in a cell of its own starts from the model as it was made", () => {
    const live = createPython([
      "import torch\nfrom torch import nn\ntorch.manual_seed(0)\nmodel = nn.Linear(2, 1)",
      "lr = 0.1\nopt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)\nx = torch.ones(4, 2)\nfor _ in range(5):\n    opt.zero_grad()\n    loss = (model(x) ** 2).mean()\n    loss.backward()\n    opt.step()\nprint(f'{loss.item():.6f}')",
    ]);
    const first = live.text;
    set(live, "lr", 0.05);
    const second = live.text;
    expect(second).not.toBe(first);
    set(live, "lr", 0.1);
    expect(live.text).toBe(first);
    expect(live.error).toBeNull();
  });

  it("random draws of a cell stay when an earlier one runs again", () => {
    const live = createPython([
      "import torch\nn = 2",
      "a = torch.randn(2)",
      "b = torch.randn(2) * n",
    ]);
    const a = String(live.values.a);
    const b = live.evaluate("(b / n).tolist()");
    set(live, "n", 4);
    expect(String(live.values.a)).toBe(a);
    expect(live.evaluate("(b / n).tolist()")).toEqual(b);
  });
});

describe("a cell that fails", () => {
  it("holds back those that read it: they keep their output, marked", () => {
    const live = createPython(["n = 1", "r = 1 / n", "print(r)", "print('free')"]);
    expect(texts(live)).toEqual(["", "", "1.0\n", "free\n"]);
    set(live, "n", 0);
    expect(live.cells.map((cell) => cell.stale)).toEqual([false, true, true, false]);
    expect(live.cells[1]?.error?.type).toBe("ZeroDivisionError");
    expect(texts(live)).toEqual(["", "", "1.0\n", "free\n"]);
    set(live, "n", 2);
    expect(live.cells.map((cell) => cell.stale)).toEqual([false, false, false, false]);
    expect(texts(live)).toEqual(["", "", "0.5\n", "free\n"]);
  });

  it("names its cell and line in the traceback", () => {
    const live = createPython(["def f():\n    return 1 / 0", "x = 1\nf()"]);
    expect(live.error?.text).toBe(
      [
        "Traceback (most recent call last):",
        '  File "<cell 2>", line 2, in <module>',
        "    f()",
        '  File "<cell 1>", line 2, in f',
        "    return 1 / 0",
        "ZeroDivisionError: division by zero",
      ].join("\n"),
    );
  });
});
