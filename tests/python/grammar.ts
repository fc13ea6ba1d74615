// A grammar of Python programs that compute: typed, so that most of them run to their end, with
// variables that exist, loops that end, functions, classes, exceptions and tensors.
//
// A program is made from a list of choices, so that fast-check can make a failing one smaller.

import {
  Choices,
  Expressions,
  emptyScope,
  inner,
  type Kind,
  kinds,
  type Scope,
} from "./grammarExpressions";

class Grammar extends Expressions {
  private names = 0;

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
