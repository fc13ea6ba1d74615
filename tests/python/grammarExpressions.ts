// The expressions of the grammar in grammar.ts: of a kind each, made of variables that exist.

export type Kind = "int" | "float" | "text" | "flag" | "ints" | "dict" | "tensor";

/** Takes choices from a list; when it is used up, always the first option. */
export class Choices {
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

export interface Scope {
  readonly variables: Readonly<Record<Kind, string[]>>;
  readonly functions: { readonly name: string; readonly parameters: number }[];
}

export const kinds: readonly Kind[] = ["int", "float", "text", "flag", "ints", "dict", "tensor"];
export const emptyScope = (): Scope => ({
  variables: { int: [], float: [], text: [], flag: [], ints: [], dict: [], tensor: [] },
  functions: [],
});
export const inner = (scope: Scope): Scope => ({
  variables: Object.fromEntries(
    kinds.map((kind) => [kind, [...scope.variables[kind]]]),
  ) as unknown as Scope["variables"],
  functions: [...scope.functions],
});

export class Expressions {
  constructor(protected readonly choices: Choices) {}

  protected float(): string {
    return this.choices.of(["0.5", "1.0", "-2.25", "3.0", "0.125", "-0.75", "10.0", "1e-3"]);
  }

  /** An expression of a tensor by name that has a derivative everywhere near. */
  protected differentiable(leaf: string, depth: number): string {
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

  protected expression(scope: Scope, kind: Kind, depth: number): string {
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
