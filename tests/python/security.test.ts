// Ways out of the interpreter that one would try: none works. Those that would make it hang are in
// security-limits.test.ts.
import { describe, expect, it } from "vitest";
import { runPython } from "../../src/python/index";
import { contained, ending } from "./contained";

describe("attributes lead nowhere", () => {
  const names = ["__proto__", "constructor", "prototype", "__defineGetter__", "__lookupSetter__"];
  const inherited = ["hasOwnProperty", "toString", "valueOf", "then", "toJs", "attributes", "node"];
  const values = [
    "1",
    "1.5",
    "10 ** 30",
    "'text'",
    "True",
    "None",
    "[]",
    "()",
    "{}",
    "set()",
    "range(3)",
    "(lambda: 0)",
    "print",
    "int",
    "type",
    "object()",
    "Exception('x')",
    "(i for i in [])",
    "iter([])",
    "[].append",
    "slice(1)",
    "...",
    "math",
    "torch",
    "torch.nn",
    "torch.ones(2)",
    "torch.ones(2).sum",
    "torch.float32",
    "torch.Size([1])",
    "torch.ones(2, requires_grad=True).exp().grad_fn",
    "torch.nn.Linear(1, 1)",
    "torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1)",
    "torch.autograd.Function",
    "torch.no_grad()",
  ];

  it.each(values)("of %s", (value) => {
    for (const name of [...names, ...inherited]) {
      const source = `import math, torch\nx = ${value}\nprint(x.${name})`;
      expect([name, ending(source)]).toEqual([name, "AttributeError"]);
      expect([name, ending(`import math, torch\nprint(getattr(${value}, "${name}"))`)]).toEqual([
        name,
        "AttributeError",
      ]);
      const { text, error } = contained(
        `import math, torch\nx = ${value}\nprint(hasattr(x, "${name}"))`,
      );
      expect([name, text, error]).toEqual([name, "False\n", null]);
    }
  });

  it.each(values)("and cannot be set or deleted on %s", (value) => {
    for (const name of names) {
      const attempts = [
        `x.${name} = 1`,
        `setattr(x, "${name}", 1)`,
        `del x.${name}`,
        `delattr(x, "${name}")`,
      ];
      for (const attempt of attempts) {
        const { error } = contained(`import math, torch\nx = ${value}\n${attempt}`);
        // A place for attributes of one's own may take any name: then it is only a name.
        if (error !== null) expect(error.type).toMatch(/^(AttributeError|TypeError)$/);
      }
    }
  });
});

describe("the ways that work in CPython", () => {
  it.each([
    "().__class__.__bases__[0].__subclasses__()",
    "().__class__.__mro__[1].__subclasses__()",
    "[].__class__.__base__.__subclasses__()",
    "(lambda: 0).__globals__",
    "(lambda: 0).__code__",
    "(lambda: 0).__closure__",
    "print.__self__",
    "print.__module__.__dict__",
    "(i for i in [1]).gi_frame",
    "(i for i in [1]).gi_code",
    "type('X', (), {}).__subclasses__()",
    "object.__subclasses__()",
    "torch.__builtins__",
    "torch.os",
    "torch.sys",
    "torch.__loader__",
    "torch.__spec__",
    "torch.nn.modules.__builtins__",
    "torch.ones(1).__reduce_ex__(2)",
    "torch.hub.load('x', 'y')",
    "torch.ones(1).numpy().tofile('x')",
  ])("%s is no attribute", (expression) => {
    expect(ending(`import torch\nprint(${expression})`)).toMatch(
      /^(AttributeError|TypeError|NotImplementedError)$/,
    );
  });

  it("a class's ancestors are classes, and nothing hangs on them", () => {
    expect(contained("print(''.__class__.__mro__)").text).toBe(
      "(<class 'str'>, <class 'object'>)\n",
    );
    expect(ending("print(''.__class__.__mro__[-1].__subclasses__)")).toBe("AttributeError");
    expect(ending("print(''.__class__.__mro__[-1].__init__.__globals__)")).toBe("AttributeError");
  });

  it("what one program saves, another does not find", () => {
    contained("import torch\ntorch.save(torch.ones(1), 'kept.pt')");
    expect(ending("import torch\nprint(torch.load('kept.pt'))")).toMatch(/Error$/);
  });

  it.each(["eval('1')", "exec('x = 1')", "compile('1', '', 'eval')", "open('x')", "input()"])(
    "%s is refused",
    (call) => {
      expect(ending(call)).toMatch(/^(NameError|NotImplementedError)$/);
    },
  );

  it.each([
    "globals()",
    "locals()",
    "vars()",
    "dir()",
    "__builtins__",
    "__import__('os')",
    "breakpoint()",
  ])("%s gives nothing of JavaScript", (expression) => {
    const { text, error } = contained(`r = ${expression}\nprint(r)`);
    expect(`${text}${error?.text ?? ""}`).not.toMatch(/\[native code\]|globalThis|\[object/);
  });

  it.each([
    ..."os sys subprocess js pyodide builtins importlib ctypes socket pickle marshal inspect gc io pathlib shutil threading".split(
      " ",
    ),
    "__main__",
    "torch.os",
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
  ])("import %s gives nothing dangerous", (name) => {
    const { error, text } = contained(
      `import ${name} as m\nfor n in ["system", "modules", "open", "popen", "stdin", "fs", "process", "constructor"]:\n    print(hasattr(m, n))`,
    );
    if (error === null) expect(text).not.toContain("True");
    else
      expect(error.type).toMatch(
        /^(ImportError|ModuleNotFoundError|SyntaxError|NotImplementedError)$/,
      );
  });

  it.each([
    "'{0.__class__}'.format(1)",
    "'{0.constructor}'.format([])",
    "'{0.__proto__}'.format({})",
    "'{0.__init__.__globals__}'.format(object())",
    "'{a.b.c}'.format(a=1)",
    "'{0[__proto__]}'.format({})",
    "'{0[constructor]}'.format([])",
    "'%(__proto__)s' % {}",
    "'%(constructor)s' % {'a': 1}",
    "f'{().__class__.__mro__[1].__subclasses__()}'",
    "'{:{}}'.format(1, '__proto__')",
  ])("format strings: %s", (expression) => {
    const { text, error } = contained(`print(${expression})`);
    if (error === null) expect(text).toMatch(/^<class '\w+'>\n$/);
    else expect(error.type).toMatch(/^(AttributeError|KeyError|TypeError|ValueError)$/);
  });
});

describe("names that mean something to JavaScript are only names", () => {
  const names = [
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "__proto__",
    "__defineSetter__",
    "globalThis",
    "window",
    "self",
    "process",
    "Function",
    "Object",
    "undefined",
    "arguments",
    "eval_",
    "then",
  ];

  it.each(names)("%s is not defined", (name) => {
    expect(ending(`print(${name})`)).toBe("NameError");
  });

  it.each(names)("%s as a variable, a parameter, an attribute, a key, a keyword", (name) => {
    const source = `
${name} = 1
def f(${name}): return ${name} + 1
class C:
    ${name} = 3
    def __init__(me): me.${name} = 4
d = {"${name}": 5}
def g(**kw): return kw
print(${name}, f(${name}=1), C.${name}, C().${name}, d["${name}"], g(${name}=6))
print("${name}" in {}, {}.get("${name}"), {"${name}"}, set("${name}") & set(), list(d))
`;
    const { text, error } = contained(source);
    expect(error).toBeNull();
    expect(text).toBe(`1 2 3 4 5 {'${name}': 6}\nFalse None {'${name}'} set() ['${name}']\n`);
  });

  it.each(names)("%s as a value given and taken", (name) => {
    const values = Object.fromEntries([[name, 2]]);
    const outcome = runPython(`${name} = ${name} * 3 if "${name}" != "__proto__" else 6`, {
      values,
    });
    expect(outcome.error).toBeNull();
    expect(outcome.values[name]).toBe(6);
    expect(Object.getPrototypeOf(outcome.values)).toBeNull();
  });

  it.each(names)("%s as a keyword of a torch function is refused", (name) => {
    expect(ending(`import torch\ntorch.ones(2, ${name}=1)`)).toBe("TypeError");
    expect(ending(`import torch\ntorch.nn.Linear(1, 1, ${name}=1)`)).toBe("TypeError");
    expect(ending(`import torch\ntorch.${name}`)).toBe("AttributeError");
    expect(ending(`from torch import ${name}`)).toBe("ImportError");
  });
});
