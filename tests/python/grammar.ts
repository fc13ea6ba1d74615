// A grammar of Python programs that compute: typed, so that most of them run to their end, with
// variables that exist, loops that end, functions, classes, exceptions and tensors.
//
// A program is made from a list of choices, so that fast-check can make a failing one smaller.

type Kind = "int" | "float" | "text" | "flag" | "ints" | "dict" | "tensor";

/** Takes choices from a list; when it is used up, always the first option. */
class Choices {
  private at = 0;

  constructor(private readonly list: readonly number[]) {}

  get left(): number {
    return this.list.length - this.at;
  }

  below(count: number): number {
    return (this.list[this.at++] ?? 0) % count;
  }

  of<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T;
  }
}

interface Scope {
  readonly variables: Readonly<Record<Kind, string[]>>;
  readonly functions: { readonly name: string; readonly parameters: number }[];
}

const kinds: readonly Kind[] = ["int", "float", "text", "flag", "ints", "dict", "tensor"];
const emptyScope = (): Scope => ({
  variables: { int: [], float: [], text: [], flag: [], ints: [], dict: [], tensor: [] },
  functions: [],
});
const inner = (scope: Scope): Scope => ({
  variables: Object.fromEntries(
    kinds.map((kind) => [kind, [...scope.variables[kind]]]),
  ) as unknown as Scope["variables"],
  functions: [...scope.functions],
});

class Grammar {
  private names = 0;

  constructor(private readonly choices: Choices) {}

  program(): string {
    const scope = emptyScope();
    const lines = ["import torch", "import math", "torch.manual_seed(0)"];
    for (let i = 0; i < 14 && this.choices.left > 0; i++) lines.push(...this.statement(scope, 2));
    for (const kind of kinds) {
      const names = scope.variables[kind];
      if (names.length > 0) lines.push(`print(${names.slice(-4).join(", ")})`);
    }
    return `${lines.join("\n")}\n`;
  }

  private name(): string {
    return `v${this.names++}`;
  }

  private bind(scope: Scope, kind: Kind, depth = 3): string {
    const value = this.expression(scope, kind, depth);
    const known = scope.variables[kind];
    const name =
      known.length > 0 && this.choices.below(3) === 0 ? this.choices.of(known) : this.name();
    if (!known.includes(name)) known.push(name);
    return `${name} = ${value}`;
  }

  private block(scope: Scope, depth: number): string[] {
    const count = 1 + this.choices.below(3);
    const lines: string[] = [];
    for (let i = 0; i < count; i++) lines.push(...this.statement(scope, depth));
    return lines.map((line) => `    ${line}`);
  }

  private statement(scope: Scope, depth: number): string[] {
    const { choices } = this;
    const simple: (() => string[])[] = [
      () => [this.bind(scope, choices.of(kinds))],
      () => [`print(${this.expression(scope, choices.of(kinds), 3)})`],
      () => [this.bind(scope, "tensor")],
      () => this.augmented(scope),
      () => this.mutation(scope),
      () => this.gradient(scope),
      () => this.unpacking(scope),
    ];
    const compound: (() => string[])[] = [
      () => this.branch(scope, depth),
      () => this.loop(scope, depth),
      () => this.whileLoop(scope, depth),
      () => this.attempt(scope, depth),
      () => this.define(scope, depth),
      () => this.classOf(scope),
      () => this.noGrad(scope, depth),
    ];
    return choices.of(depth > 0 ? [...simple, ...compound] : simple)();
  }

  private augmented(scope: Scope): string[] {
    const kind = this.choices.of(["int", "float", "ints", "text"] as const);
    const known = scope.variables[kind];
    if (known.length === 0) return [this.bind(scope, kind)];
    const name = this.choices.of(known);
    const operator = kind === "int" ? this.choices.of(["+", "-", "//", "%", "^", "|"]) : "+";
    const value = this.expression(scope, kind, 1);
    return [`${name} ${operator}= ${value}`];
  }

  private mutation(scope: Scope): string[] {
    const { ints, dict, tensor } = scope.variables;
    const int = () => this.expression(scope, "int", 1);
    const options: string[] = [];
    const list = this.choices.of(ints);
    if (list !== undefined) {
      options.push(`${list}.append(${int()})`, `${list}.sort()`, `${list}[:1] = [${int()}]`);
      options.push(`${list}.insert(0, ${int()})`, `${list}.reverse()`, `del ${list}[1:]`);
    }
    const map = this.choices.of(dict);
    if (map !== undefined) {
      const key = this.expression(scope, "text", 1);
      options.push(`${map}[${key}] = ${int()}`, `${map}.update({${key}: ${int()}})`);
      options.push(`${map}.setdefault(${key}, ${int()})`, `${map}.pop(${key}, None)`);
    }
    const x = this.choices.of(tensor);
    if (x !== undefined) {
      options.push(`${x} = ${x}.clone()`, `${x}[0] = ${int()} % 5`, `${x} += 1`, `${x}.mul_(0.5)`);
    }
    return options.length === 0 ? [this.bind(scope, "ints")] : [this.choices.of(options)];
  }

  private gradient(scope: Scope): string[] {
    const leaf = this.name();
    const loss = this.name();
    const body = this.differentiable(leaf, 3);
    scope.variables.tensor.push(leaf);
    return [
      `${leaf} = torch.tensor([${this.float()}, ${this.float()}], requires_grad=True)`,
      `${loss} = (${body}).sum()`,
      `${loss}.backward()`,
      `print(${loss}.item() == ${loss}.item(), ${leaf}.grad)`,
      `${leaf} = ${leaf}.detach()`,
    ];
  }

  private unpacking(scope: Scope): string[] {
    const [a, b] = [this.name(), this.name()];
    const line = `${a}, *${b} = ${this.expression(scope, "ints", 1)} + [${this.expression(scope, "int", 1)}]`;
    scope.variables.int.push(a);
    scope.variables.ints.push(b);
    return [line];
  }

  private branch(scope: Scope, depth: number): string[] {
    const test = this.expression(scope, "flag", 2);
    const lines = [`if ${test}:`, ...this.block(inner(scope), depth - 1)];
    if (this.choices.below(2) === 1) {
      lines.push(`elif ${this.expression(scope, "flag", 1)}:`);
      lines.push(...this.block(inner(scope), depth - 1));
    }
    if (this.choices.below(2) === 1) lines.push("else:", ...this.block(inner(scope), depth - 1));
    return lines;
  }

  private loop(scope: Scope, depth: number): string[] {
    const own = inner(scope);
    const name = this.name();
    const over = this.choices.of([
      () => `range(${1 + this.choices.below(4)})`,
      () => this.expression(scope, "ints", 1),
      () => `sorted(${this.expression(scope, "ints", 1)})[:3]`,
      () => `reversed(range(${this.choices.below(4)}))`,
    ])();
    own.variables.int.push(name);
    const lines = [`for ${name} in ${over}:`, ...this.block(own, depth - 1)];
    if (this.choices.below(3) === 1) {
      lines.push(
        `    if ${this.expression(own, "flag", 1)}: ${this.choices.of(["break", "continue"])}`,
      );
      lines.push("else:", ...this.block(inner(scope), depth - 1));
    }
    return lines;
  }

  private whileLoop(scope: Scope, depth: number): string[] {
    const count = this.name();
    const own = inner(scope);
    return [
      `${count} = ${this.choices.below(4)}`,
      `while ${count} > 0:`,
      `    ${count} -= 1`,
      ...this.block(own, depth - 1),
    ];
  }

  private attempt(scope: Scope, depth: number): string[] {
    const failing = this.choices.of([
      "1 // 0",
      "[][3]",
      "{}['missing']",
      "int('x')",
      "torch.ones(2) + torch.ones(3)",
      "torch.ones(2).item()",
      "None.x",
      "undefined_name",
      "'a' + 1",
      "torch.ones(2, 3).view(4)",
    ]);
    const caught = this.choices.of(["Exception", "(ValueError, KeyError)", "ZeroDivisionError"]);
    return [
      "try:",
      ...this.block(inner(scope), depth - 1),
      ...(this.choices.below(2) === 0 ? [`    ${failing}`] : []),
      `except ${caught} as e:`,
      "    print(type(e).__name__, e)",
      "except BaseException as e:",
      "    print('other', type(e).__name__)",
      "finally:",
      ...this.block(inner(scope), 0),
    ];
  }

  private define(scope: Scope, depth: number): string[] {
    const name = this.name();
    const parameters = 1 + this.choices.below(2);
    const own = inner(scope);
    const names = Array.from({ length: parameters }, () => this.name());
    own.variables.int.push(...names);
    const signature = names.map((p, i) => (i > 0 ? `${p}=${this.choices.below(5)}` : p)).join(", ");
    const kind = this.choices.below(3);
    const body = this.block(own, depth - 1);
    const result = this.expression(own, "int", 2);
    scope.functions.push({ name, parameters });
    if (kind === 2) {
      return [
        `def ${name}(${signature}, *args, **kwargs):`,
        ...body,
        `    return ${result} + len(args) + len(kwargs)`,
      ];
    }
    return [
      `def ${name}(${signature}):`,
      ...(kind === 1 ? [`    """Makes a number."""`] : []),
      ...body,
      `    return ${result}`,
    ];
  }

  private classOf(scope: Scope): string[] {
    const [name, object] = [`C${this.names++}`, this.name()];
    const value = this.expression(scope, "int", 2);
    const lines = [
      `class ${name}:`,
      "    def __init__(self, x):",
      "        self.x = x",
      "    def __add__(self, other):",
      `        return ${name}(self.x + other.x)`,
      "    @property",
      "    def double(self):",
      "        return self.x * 2",
      "    def __repr__(self):",
      `        return f"${name}({self.x})"`,
      `${object} = ${name}(${value}) + ${name}(1)`,
      `print(${object}, ${object}.double, isinstance(${object}, ${name}))`,
    ];
    return lines;
  }

  private noGrad(scope: Scope, depth: number): string[] {
    return ["with torch.no_grad():", ...this.block(inner(scope), depth - 1)];
  }

  private float(): string {
    return this.choices.of(["0.5", "1.0", "-2.25", "3.0", "0.125", "-0.75", "10.0", "1e-3"]);
  }

  /** An expression of a tensor by name that has a derivative everywhere near. */
  private differentiable(leaf: string, depth: number): string {
    if (depth === 0) return leaf;
    const x = () => this.differentiable(leaf, depth - 1);
    return this.choices.of([
      () => leaf,
      () => `(${x()} * ${x()})`,
      () => `(${x()} + ${this.float()})`,
      () => `(${x()} - ${x()})`,
      () => `torch.tanh(${x()})`,
      () => `${x()}.sigmoid()`,
      () => `torch.exp(-(${x()}) ** 2)`,
      () => `${x()}.sin()`,
      () => `torch.relu(${x()})`,
      () => `${x()}.pow(2)`,
      () => `torch.stack([${x()}, ${leaf}]).mean(dim=0)`,
      () => `torch.softmax(${x()}, dim=0)`,
      () => `${x()}.view(2, 1).squeeze(1)`,
      () => `torch.where(${leaf} > 0, ${x()}, ${leaf})`,
      () => `torch.nn.functional.softplus(${x()})`,
    ])();
  }

  private expression(scope: Scope, kind: Kind, depth: number): string {
    const known = scope.variables[kind];
    if (known.length > 0 && this.choices.below(3) === 0) return this.choices.of(known);
    if (depth <= 0) return this.literal(kind);
    return this.choices.of([() => this.literal(kind), ...this.forms(scope, kind, depth - 1)])();
  }

  private literal(kind: Kind): string {
    switch (kind) {
      case "int":
        return String(this.choices.of([0, 1, 2, 3, 7, -1, -5, 10, 255]));
      case "float":
        return this.float();
      case "text":
        return this.choices.of(["''", "'a'", "'abc'", "'Hello World'", "'x,y'", "'é'", "'7'"]);
      case "flag":
        return this.choices.of(["True", "False"]);
      case "ints":
        return this.choices.of(["[]", "[1]", "[3, 1, 2]", "[0, -1]", "list(range(4))"]);
      case "dict":
        return this.choices.of(["{}", "{'a': 1}", "{'a': 2, 'b': 3}", "dict(c=4)"]);
      default:
        return this.choices.of([
          "torch.ones(2)",
          "torch.arange(3.0)",
          "torch.tensor([1.0, -2.0])",
          "torch.zeros(2, 2)",
          "torch.rand(2)",
          "torch.tensor(3.0)",
          "torch.tensor([1, 2, 3])",
        ]);
    }
  }

  private forms(scope: Scope, kind: Kind, depth: number): (() => string)[] {
    const of = (wanted: Kind) => this.expression(scope, wanted, depth);
    const { choices } = this;
    switch (kind) {
      case "int":
        return [
          () => `(${of("int")} ${choices.of(["+", "-", "*", "&", "|", "^"])} ${of("int")})`,
          () => `(${of("int")} ${choices.of(["//", "%"])} (abs(${of("int")}) + 1))`,
          () => `(${of("int")} % 7) ** ${choices.below(4)}`,
          () => `len(${of(choices.of(["text", "ints", "dict"] as const))})`,
          () => `sum(${of("ints")})`,
          () => `max(${of("ints")}, default=${of("int")})`,
          () => `abs(${of("int")})`,
          () => `int(${of("float")})`,
          () => `-${this.literal("int")}`,
          () => `(${of("int")} if ${of("flag")} else ${of("int")})`,
          () => `${of("text")}.count('a')`,
          () => `(${of("ints")} + [4])[${choices.of(["0", "-1"])}]`,
          () => `round(${of("float")})`,
          () => `(lambda n: n + ${of("int")})(${of("int")})`,
          () => `${of("dict")}.get('a', ${of("int")})`,
          () => `divmod(${of("int")}, 3)[1]`,
          () => this.callOf(scope, depth),
        ];
      case "float":
        return [
          () => `(${of("float")} ${choices.of(["+", "-", "*"])} ${of("float")})`,
          () => `(${of("int")} / (abs(${of("int")}) + 1))`,
          () => `round(${of("float")}, ${choices.below(4)})`,
          () => `math.sqrt(abs(${of("float")}))`,
          () => `float(${of("int")})`,
          () => `min(${of("float")}, ${of("float")})`,
          () => `(${of("float")} // 0.5)`,
          () => `(${of("float")} % 0.75)`,
          () => `math.floor(${of("float")}) * 0.5`,
        ];
      case "text":
        return [
          () => `(${of("text")} + ${of("text")})`,
          () => `str(${of(choices.of(kinds))})`,
          () => `repr(${of(choices.of(["text", "ints", "dict", "float"] as const))})`,
          () =>
            `${of("text")}${choices.of([".upper()", ".lower()", ".title()", ".strip()", "[::-1]", "[1:]", "[:2]", ".swapcase()"])}`,
          () => `${of("text")}.replace('a', ${of("text")})`,
          () => `'-'.join(str(i) for i in ${of("ints")})`,
          () =>
            `f"{${of("int")}:${choices.of(["5d", "<4", "+d", "x", "b", "03d", ",", ""])}}|{${of("float")}:${choices.of([".2f", "8.3e", "g", "+.1f", ""])}}"`,
          () => `f"{${of("text")}!r:>${choices.below(12)}}"`,
          () => `'%s %d' % (${of("text")}, ${of("int")})`,
          () => `'{} {:>4}'.format(${of("int")}, ${of("int")})`,
          () => `(${of("text")} * (${of("int")} % 3))`,
          () => `${of("text")}.center(9, '*')`,
          () => `','.join(sorted(${of("dict")}))`,
          () => `str(${of("text")}.split(','))`,
          () => `type(${of(choices.of(kinds))}).__name__`,
        ];
      case "flag":
        return [
          () => `(${of("int")} ${choices.of(["<", "<=", ">", ">=", "==", "!="])} ${of("int")})`,
          () => `(${of("flag")} ${choices.of(["and", "or"])} ${of("flag")})`,
          () => `(not ${of("flag")})`,
          () => `(${of("int")} in ${of("ints")})`,
          () => `('a' ${choices.of(["in", "not in"])} ${of("text")})`,
          () => `(0 <= ${of("int")} < 9)`,
          () => `bool(${of(choices.of(["int", "text", "ints", "dict", "float"] as const))})`,
          () => `(${of("float")} > ${of("float")})`,
          () => `all(i >= 0 for i in ${of("ints")})`,
          () => `(${of("text")} < ${of("text")})`,
          () => `isinstance(${of("int")}, int)`,
          () => `(${of("ints")} == ${of("ints")})`,
          () =>
            `${of("text")}.${choices.of(["isdigit()", "startswith('a')", "isalpha()", "endswith('c')"])}`,
        ];
      case "ints":
        return [
          () => `(${of("ints")} + ${of("ints")})`,
          () => `sorted(${of("ints")}, reverse=${of("flag")})`,
          () =>
            `[i * ${of("int")} for i in ${of("ints")} if i ${choices.of(["> 0", "% 2", "!= 1"])}]`,
          () => `${of("ints")}[${choices.of(["::-1", "1:", ":2", "-2:", "::2", ":"])}]`,
          () => `list(map(abs, ${of("ints")}))`,
          () => `[a + b for a, b in zip(${of("ints")}, ${of("ints")})]`,
          () => `[len(s) for s in ${of("text")}.split(',')]`,
          () =>
            `list(range(${choices.below(5)}, ${5 + choices.below(9)}, ${1 + choices.below(3)}))`,
          () => `[i for i, c in enumerate(${of("text")})]`,
          () => `sorted(set(${of("ints")}))`,
          () => `list(${of("dict")}.values())`,
          () => `([${of("int")}] * ${choices.below(3)})`,
          () => `list(filter(None, ${of("ints")}))`,
        ];
      case "dict":
        return [
          () => `{str(i): i * ${of("int")} for i in ${of("ints")}}`,
          () => `{**${of("dict")}, ${of("text")}: ${of("int")}}`,
          () => `dict(zip(${of("text")}, ${of("ints")}))`,
          () => `{k: v + 1 for k, v in ${of("dict")}.items()}`,
          () => `dict(sorted(${of("dict")}.items()))`,
        ];
      default:
        return [
          () => `(${of("tensor")} ${choices.of(["+", "-", "*"])} ${of("float")})`,
          () => `(${of("int")} ${choices.of(["+", "-", "*"])} ${of("tensor")})`,
          () => `(${of("tensor")} * 2)`,
          () =>
            `${of("tensor")}.float().${choices.of(["sum()", "mean()", "abs()", "exp().clamp(max=50)", "max()", "flatten()", "cumsum(0)", "sigmoid()", "round()"])}`,
          () => `torch.tensor([${of("float")}, ${of("float")}])`,
          () => `torch.tensor(${of("ints")}, dtype=torch.float64)`,
          () => `torch.stack([${of("tensor")}.float().sum(), torch.tensor(1.0)])`,
          () => `torch.cat([${of("tensor")}.flatten().float(), torch.ones(1)])`,
          () => `torch.full((2, ${1 + choices.below(3)}), ${of("float")})`,
          () => `${of("tensor")}.flatten()[${choices.of(["0", "-1", ":1", "None"])}]`,
          () => `(${of("tensor")} > ${of("float")})`,
          () => `torch.arange(${1 + choices.below(6)})`,
          () => `torch.outer(${of("tensor")}.flatten().float(), torch.arange(2.0))`,
        ];
    }
  }

  private callOf(scope: Scope, depth: number): string {
    if (scope.functions.length === 0) return this.literal("int");
    const { name, parameters } = this.choices.of(scope.functions);
    const args = Array.from({ length: 1 + this.choices.below(parameters) }, () =>
      this.expression(scope, "int", depth - 1),
    );
    return `${name}(${args.join(", ")})`;
  }
}

/** The program that a list of choices makes. */
export const programFrom = (choices: readonly number[]): string =>
  new Grammar(new Choices(choices)).program();

/** A program with a piece cut out, doubled or moved: mostly no longer one. */
export function damaged(program: string, choices: readonly number[]): string {
  const pick = new Choices(choices);
  const [from, length, to] = [
    pick.below(program.length),
    1 + pick.below(12),
    pick.below(program.length),
  ];
  const piece = program.slice(from, from + length);
  const without = program.slice(0, from) + program.slice(from + length);
  return pick.of([
    without,
    program.slice(0, to) + piece + program.slice(to),
    without.slice(0, to) + piece + without.slice(to),
    program.slice(0, to) +
      pick.of([
        "(",
        ")",
        ":",
        "\n",
        "    ",
        "=",
        "'",
        ".",
        "*",
        ",",
        "[",
        "{",
        "#",
        "\\",
        "@",
        "\0",
      ]) +
      program.slice(to),
  ]);
}
