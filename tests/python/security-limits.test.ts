// Programs that would never end, or fill the memory, the stack, the page: all are stopped, or end in
// an error of Python's.
import { describe, expect, it } from "vitest";
import { contained, ending, limits } from "./contained";

describe("what would never end, or fill the memory, is stopped", () => {
  it.each([
    "while True: pass",
    "while True:\n    try:\n        raise ValueError\n    except BaseException:\n        pass",
    "while True:\n    try:\n        while True: pass\n    finally:\n        continue",
    "def f():\n    while True: yield 1\nfor x in f(): pass",
    "def f():\n    while True: yield 1\nlist(f())",
    "sum(1 for _ in iter(int, 1))",
    "import itertools\nfor x in itertools.count(): pass",
    "import itertools\nlist(itertools.cycle([1]))",
    "import itertools\nlist(itertools.repeat(1))",
    "x = [1]\nfor y in x: x.append(y)",
    "for i in range(10 ** 15): pass",
    "list(range(10 ** 12))",
    "[0] * 10 ** 10",
    "(0,) * 10 ** 10",
    "'a' * 10 ** 12",
    "'a'.ljust(10 ** 10)",
    "'a'.center(10 ** 10)",
    "'{:>9999999999}'.format(1)",
    "'%9999999999d' % 1",
    "f'{1:{10 ** 10}}'",
    "'a'.zfill(10 ** 10)",
    "'a'.replace('', 'b' * 10 ** 6) * 10 ** 6",
    "','.join(['a' * 10 ** 6] * 10 ** 6)",
    "'\\t'.expandtabs(10 ** 10)",
    "x = 'a'\nwhile True: x += x",
    "x = [1]\nwhile True: x = x + x",
    "x = [1]\nwhile True: x = [x, x] + x * 2",
    "d = {}\ni = 0\nwhile True:\n    d[i] = i\n    i += 1",
    "s = set()\ni = 0\nwhile True:\n    s.add(i)\n    i += 1",
    "10 ** 10 ** 10",
    "2 ** 10 ** 9",
    "pow(10, 10 ** 9)",
    "1 << 10 ** 12",
    "x = 3\nwhile True: x *= x",
    "x = 10 ** 1000000\nstr(x)",
    "import math\nmath.factorial(10 ** 7)",
    "int('9' * 10 ** 7)",
    "[x for x in range(10 ** 5) for y in range(10 ** 5)]",
    "{x: y for x in range(10 ** 5) for y in range(10 ** 5)}",
    "[[[[[0] * 100] * 100] * 100 for _ in range(100)] for _ in range(10 ** 9)]",
    "sorted(range(10 ** 9))",
    "max(range(10 ** 12), key=lambda v: -v)",
    "sum(range(10 ** 12))",
    "10 ** 15 - 1 in (x for x in range(10 ** 15))",
    "list(map(lambda v: v, iter(int, 1)))",
    "list(zip(iter(int, 1), iter(int, 1)))",
    "while True: print('x' * 1000)",
    "print('x' * 10 ** 6)",
    "def f(): return f()\nwhile True:\n    try: f()\n    except RecursionError: pass",
    "import torch\ntorch.ones(10 ** 6, 10 ** 6)",
    "import torch\nx = []\nwhile True: x.append(torch.ones(1000, 100))",
    "import torch\nx = torch.ones(1)\nwhile True: x = torch.cat([x, x])",
    "import torch\nx = torch.ones(1, requires_grad=True)\nwhile True: x = x * 1.0001",
    "import torch\ntorch.arange(10 ** 12)",
    "import torch\ntorch.eye(10 ** 6)",
    "import torch\ntorch.randperm(10 ** 11)",
    "import torch\ntorch.ones(2).repeat(10 ** 5, 10 ** 5)",
    "import torch\nprint(torch.ones(2).expand(10 ** 6, 2).tolist())",
    "class A:\n    def __iter__(self): return self\n    def __next__(self): return 1\nlist(A())",
    "class A:\n    def __getitem__(self, i): return i\nlist(A())",
    "class A:\n    def __len__(self): return 10 ** 12\n    def __getitem__(self, i): return i\nlist(reversed(A()))",
    "class A:\n    def __bool__(self):\n        while True: pass\nif A(): pass",
    "class A:\n    def __eq__(self, o):\n        while True: pass\nA() in [1, 2]",
    "class A:\n    def __lt__(self, o):\n        while True: pass\nsorted([A(), A()])",
    "class A:\n    def __hash__(self):\n        while True: pass\n{A(): 1}",
    "class A:\n    def __repr__(self):\n        while True: pass\nprint([A()])",
    "class A:\n    def __enter__(self): return self\n    def __exit__(self, *a): return True\nwhile True:\n    with A(): raise ValueError",
    "class A:\n    def __getattr__(self, n):\n        while True: pass\nA().x",
    "class A:\n    def __del__(self):\n        while True: pass\nwhile True: A()",
  ])("%s", (source) => {
    const start = performance.now();
    const { error } = contained(source);
    expect(error?.type).toMatch(
      /^(LimitError|MemoryError|OverflowError|RuntimeError|ValueError|IndexError|TypeError)$/,
    );
    // Not a measurement: a program that is stopped at all is stopped long before a minute.
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it.each([
    "x += x",
    "x.extend(x)",
    "x[len(x):] = x",
    "x[:0] = x",
    "x[1:1] = x",
    "x = [*x, *x]",
    "x = list((*x, *x))",
    "x = x[:] + x[:]",
    "x = list(x) * 2",
    "x = [y for y in x for _ in range(2)]",
    "x = sorted(x + x)",
    "x.insert(0, x * 2)",
    "x = list(map(lambda v: v, x + x))",
    "x = list(zip(x, x)) + list(zip(x, x))",
    "x = [x, x] + x + x",
    "x = f(*x, *x)",
    "x = list(reversed(x)) + x",
    "s += s",
    "s = s + s",
    "s = f'{s}{s}'",
    "s = s.replace('a', 'aa')",
    "s = ''.join([s, s])",
    "s = s * 2",
    "s = '%s%s' % (s, s)",
    "s = '{0}{0}'.format(s)",
    "s = s.upper() + s.lower()",
    "s = s.join([s, s])",
    "s = str([s, s])",
    "s = repr(s) + repr(s)",
    "d = {**d, **{(k, 1): 1 for k in d}}",
    "d.update({(k, 1): 1 for k in list(d)})",
    "t = t | {(k, 1) for k in t}",
    "t.update([(k, 1) for k in t])",
    "t = t.union([(k, 2) for k in t])",
    "n = n * n",
    "n = n << n.bit_length()",
    "n = int(str(n) * 2)",
    "u = u + u",
    "u = (*u, *u)",
    "u = u * 2",
    "x = copy.deepcopy([x, x])",
    "x = list(itertools.chain(x, x))",
    "x = list(itertools.product(x, repeat=2))[:len(x) * 2]",
    "x = list(itertools.permutations(x[:12]))",
    "b = torch.cat([b, b])",
    "b = b.repeat(2)",
    "b = torch.stack([b, b])",
    "b = torch.outer(b.flatten(), b.flatten())",
    "x = b.tolist()\nb = torch.cat([b, b])",
    "x = torch.tensor(x + x).tolist()",
    "x = list(b.unbind()) + list(b)\nb = torch.cat([b, b])",
    "x = [list(x), list(x)]",
    "s = s.split('a')\ns = 'a'.join(s + s)",
    "x = x and [x] + x + x",
    "s = s.ljust(len(s) * 2)",
    "s = s.encode and s + s[::-1]",
    "x = [i for i in itertools.islice(itertools.cycle(x), len(x) * 2)]",
    "x = list(enumerate(x)) + list(enumerate(x))",
    "x = list(dict(enumerate(x + x)).values())",
    "x = collections.deque(x)\nx.extend(list(x))\nx = list(x)",
    "x = list((collections.Counter(x + x)).elements())",
  ])("what grows without end is stopped: %s", (step) => {
    const setup =
      "import torch, itertools, copy, collections\ndef f(*a): return list(a)\n" +
      "x, s, d, t, n, u, b = [1], 'a', {1: 1}, {1}, 3, (1,), torch.ones(1)\n";
    const loop = `while True:\n${step.replace(/^/gm, "    ")}`;
    const { error } = contained(setup + loop, { ...limits, memory: 16 * 2 ** 20 });
    expect(error?.type).toMatch(
      /^(LimitError|MemoryError|OverflowError|RecursionError|ValueError|RuntimeError)$/,
    );
  });

  it.each([
    "def f(): return f()\nf()",
    "f = lambda x: f(x)\nf(1)",
    "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
    "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x",
    "class A:\n    def __eq__(self, o): return self == o\nA() == A()",
    "class A:\n    @property\n    def p(self): return self.p\nA().p",
    "def f(n): return sum(f(n + 1) for _ in [0])\nf(0)",
    "def f(n): return sorted([1, 2], key=lambda v: f(n))\nf(0)",
    "def f(n):\n    yield from f(n + 1)\nlist(f(0))",
    "class A:\n    def __add__(self, o): return self + o\nA() + 1",
    "class A:\n    def __call__(self): return self()\nA()()",
  ])("a recursion without end is Python's RecursionError: %s", (source) => {
    expect(ending(source)).toBe("RecursionError");
  });

  it.each([
    ["nested lists", "x = []\nfor i in range(100000): x = [x]\nprint(len(str(x)) > 0)"],
    [
      "compared nested lists",
      "x = []\ny = []\nfor i in range(100000): x, y = [x], [y]\nprint(x == y)",
    ],
    [
      "nested tuples in a set",
      "x = ()\nfor i in range(100000): x = (x,)\nprint(hash(x) is not None)",
    ],
    ["deep source", `x = ${"(".repeat(5000)}1${")".repeat(5000)}`],
    ["a long chain of operators", `x = ${"1 + ".repeat(20000)}1`],
    ["deep lists in the source", `x = ${"[".repeat(5000)}${"]".repeat(5000)}`],
    [
      "deep blocks",
      Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}if True:`).join("\n") +
        `\n${" ".repeat(300)}x = 1`,
    ],
    ["many minus signs", `x = ${"-".repeat(20000)}1`],
    ["many nots", `x = ${"not ".repeat(20000)}1`],
    ["many calls", `f = lambda: f\nf${"()".repeat(20000)}`],
    ["many attributes", `x${".a".repeat(20000)}`],
    ["deep f-strings", `x = ${'f"{'.repeat(40)}1${'}"'.repeat(40)}`],
    [
      "an endless chain of causes",
      "e = ValueError()\nfor i in range(20000):\n    n = ValueError()\n    n.__cause__ = e\n    e = n\nraise e",
    ],
    ["a list in itself", "x = []\nx.append(x)\nprint(x)\nprint(x == x)"],
    ["a dict in itself", "d = {}\nd[1] = d\nprint(d)"],
    [
      "a deep graph",
      "import torch\nx = torch.ones(1, requires_grad=True)\ny = x\nfor i in range(20000): y = y * 1.0\ny.backward()\nprint(x.grad)",
    ],
  ])("%s end in a result or an error of Python's", (_, source) => {
    const { error } = contained(source);
    expect(error?.type ?? "none").not.toMatch(/SystemError/);
  });

  it("keeps what was printed before, and says which limit it was", () => {
    const { text, error } = contained("print('before')\nwhile True: pass");
    expect(text).toBe("before\n");
    expect(error?.message).toMatch(/stopped/);
  });

  it("cannot be held up by except, finally or with", () => {
    const { text } = contained(
      "try:\n    while True: pass\nexcept BaseException:\n    print('caught')\nfinally:\n    print('finally')",
    );
    expect(text).not.toContain("caught");
  });

  it("works again after it was stopped", () => {
    contained("while True: pass");
    expect(contained("print(1 + 1)").text).toBe("2\n");
  });
});
