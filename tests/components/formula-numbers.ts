// A reader of the formulas that backward rules are shown as: `(σ(z) − y) / 3 ⊙ g` with tensors in place of
// the names, worked out as a person would. `·` multiplies numbers and matrices, `⊙` elements; a vector is a
// row before a matrix and a column after one.

import * as torch from "../../src/index";
import { outer, type Tensor, tensor } from "../../src/index";

/** What a formula does not say by itself: what its names are, and what Σ and `=` mean for the operation. */
export interface Meaning {
  of(slot: string): Tensor;
  /** The sum that Σ takes, by default of everything. */
  sum?(of: Tensor): Tensor;
  mean?(of: Tensor): Tensor;
  /** `x > y` where they are equal, for rules whose note says that these share. */
  readonly tie?: number;
  /** `x = y`, for rules whose note says who of the equal ones gets it. */
  equal?(a: Tensor, b: Tensor): Tensor;
  /** Whether a tensor of one dimension less than a batch of matrices is a batch of vectors. */
  readonly vectors?: boolean;
  /** `g ∗ w` and `x ⋆ g`. */
  spread?(a: Tensor, b: Tensor): Tensor;
  slide?(a: Tensor, b: Tensor): Tensor;
}

const number = (value: number): Tensor => tensor(value, { dtype: "float64" });
const truth = (of: Tensor): Tensor => of.to("float64");

const token =
  /\s*(\{\w+\}(?:ᵢ|ⱼ)?|∏ⱼ≠ᵢ|x̂|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-zA-Z]\w*|[²³⁴⁵]|[−+·⊙⊗∗⋆/^ᵀ<>≤≥=?:(),|√Σπ½⅙σΦφ])/y;

function tokensOf(formula: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < formula.length) {
    const at = token.lastIndex;
    const found = token.exec(formula);
    if (found === null) throw new Error(`cannot read ${formula.slice(at)} of ${formula}`);
    tokens.push(found[1] as string);
  }
  return tokens;
}

const constants: Readonly<Record<string, number>> = { π: Math.PI, "½": 1 / 2, "⅙": 1 / 6 };
const raised: Readonly<Record<string, number>> = { "²": 2, "³": 3, "⁴": 4, "⁵": 5 };
const one =
  (work: (x: Tensor) => Tensor) =>
  (x?: Tensor): Tensor =>
    work(x as Tensor);
const calls: Readonly<Record<string, (...given: Tensor[]) => Tensor>> = {
  sign: one((x) => torch.sign(x)),
  sin: one((x) => torch.sin(x)),
  cos: one((x) => torch.cos(x)),
  sinh: one((x) => torch.sinh(x)),
  cosh: one((x) => torch.cosh(x)),
  exp: one((x) => torch.exp(x)),
  ln: one((x) => torch.log(x)),
  trunc: one((x) => torch.trunc(x)),
  floor: one((x) => torch.floor(x)),
  digamma: one((x) => torch.digamma(x)),
  polygamma: (n, x) => torch.polygamma(Number((n as Tensor).item()), x as Tensor),
  σ: one((x) => torch.sigmoid(x)),
  φ: (x) => torch.exp((x as Tensor).pow(2).mul(-0.5)).div(Math.sqrt(2 * Math.PI)),
  Φ: (x) =>
    torch
      .erf((x as Tensor).div(Math.SQRT2))
      .add(1)
      .div(2),
  min: (a, b) => torch.minimum(a as Tensor, b as Tensor),
  max: (a, b) => torch.maximum(a as Tensor, b as Tensor),
  clamp: (x, low, high) => torch.clamp(x as Tensor, low as Tensor, high as Tensor),
  tril: (x, k) => torch.tril(x as Tensor, Number(k?.item() ?? 0)),
  triu: (x, k) => torch.triu(x as Tensor, Number(k?.item() ?? 0)),
  "√": one((x) => torch.sqrt(x)),
};

/** A vector turned is a column: `xᵀ · g` of two vectors is their table of products. */
const turned = new WeakSet<Tensor>();

function transposed(x: Tensor): Tensor {
  if (x.ndim > 1) return x.transpose(-2, -1);
  const same = x.clone();
  if (x.ndim === 1) turned.add(same);
  return same;
}

function product(a: Tensor, b: Tensor, vectors: boolean): Tensor {
  if (a.ndim === 0 || b.ndim === 0) return a.mul(b);
  if (turned.has(a)) return b.ndim === 1 ? outer(a, b) : a.unsqueeze(-1).mul(b.unsqueeze(-2));
  if (vectors && a.ndim > 2 && b.ndim === a.ndim - 1) return a.matmul(b.unsqueeze(-1)).squeeze(-1);
  if (vectors && b.ndim > 2 && a.ndim === b.ndim - 1) return a.unsqueeze(-2).matmul(b).squeeze(-2);
  return a.matmul(b);
}

const allPairs = (a: Tensor, b: Tensor): Tensor =>
  a.reshape([...a.shape, ...b.shape.map(() => 1)]).mul(b);

class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly meaning: Meaning,
  ) {}

  read(): Tensor {
    const value = this.choice();
    if (this.at < this.tokens.length) throw new Error(`left over: ${this.tokens.slice(this.at)}`);
    return value;
  }

  private next(...which: string[]): string | null {
    const now = this.tokens[this.at];
    if (now === undefined || (which.length > 0 && !which.includes(now))) return null;
    this.at++;
    return now;
  }

  private must(which: string): void {
    if (this.next(which) === null) throw new Error(`${which} expected in ${this.tokens.join(" ")}`);
  }

  private choice(): Tensor {
    const asked = this.comparison();
    if (this.next("?") === null) return asked;
    const yes = this.comparison();
    this.must(":");
    return torch.where(asked.ne(0), yes, this.comparison());
  }

  private comparison(): Tensor {
    let left = this.sum();
    let all: Tensor | null = null;
    for (let sign = this.next("<", ">", "≤", "≥", "="); sign !== null; ) {
      const right = this.sum();
      const one = this.compared(sign, left, right);
      all = all === null ? one : all.mul(one);
      left = right;
      sign = this.next("<", ">", "≤", "≥", "=");
    }
    return all ?? left;
  }

  private compared(sign: string, a: Tensor, b: Tensor): Tensor {
    if (sign === "≤") return truth(a.le(b));
    if (sign === "≥") return truth(a.ge(b));
    if (sign === "=") return this.meaning.equal?.(a, b) ?? truth(a.eq(b));
    const strictly = truth(sign === "<" ? a.lt(b) : a.gt(b));
    return strictly.add(truth(a.eq(b)).mul(this.meaning.tie ?? 0));
  }

  private sum(): Tensor {
    let value = this.product();
    for (let sign = this.next("+", "−"); sign !== null; sign = this.next("+", "−")) {
      const term = this.product();
      value = sign === "+" ? value.add(term) : value.sub(term);
    }
    return value;
  }

  private product(): Tensor {
    let value = this.unary();
    for (;;) {
      const sign = this.next("·", "⊙", "⊗", "/", "∗", "⋆");
      if (sign === null) return value;
      const factor = this.unary();
      if (sign === "⊙") value = value.mul(factor);
      else if (sign === "·") value = product(value, factor, this.meaning.vectors === true);
      else if (sign === "/") value = value.div(factor);
      else if (sign === "⊗") value = allPairs(value, factor);
      else if (sign === "∗") value = this.meaning.spread?.(value, factor) as Tensor;
      else value = this.meaning.slide?.(value, factor) as Tensor;
    }
  }

  private unary(): Tensor {
    if (this.next("−") !== null) return this.unary().neg();
    // A sum reaches to the end of its product.
    if (this.next("Σ") !== null) {
      const of = this.product();
      return this.meaning.sum?.(of) ?? of.sum();
    }
    if (this.next("∏ⱼ≠ᵢ") !== null) return this.atom();
    return this.power();
  }

  private power(): Tensor {
    let value = this.atom();
    for (;;) {
      const sign = this.next("²", "³", "⁴", "⁵", "ᵀ", "^");
      if (sign === null) return value;
      if (sign === "ᵀ") value = transposed(value);
      else value = value.pow(sign === "^" ? this.unary() : number(raised[sign] as number));
    }
  }

  private atom(): Tensor {
    const now = this.next();
    if (now === null) throw new Error("a formula ends early");
    if (now === "(" || now === "|") {
      const value = this.choice();
      this.must(now === "(" ? ")" : "|");
      return now === "(" ? value : value.abs();
    }
    if (now.startsWith("{") || now === "x̂") return this.meaning.of(now.replace(/[{}]/g, ""));
    if (/^\d/.test(now)) return number(Number(now));
    const constant = constants[now];
    if (constant !== undefined) {
      // ½ x³
      const factor = this.tokens[this.at]?.startsWith("{") === true ? this.power() : null;
      return factor === null ? number(constant) : factor.mul(constant);
    }
    if (now === "mean") {
      const of = this.atom();
      return this.meaning.mean?.(of) ?? of.mean();
    }
    const call = calls[now];
    if (call === undefined) throw new Error(`what is ${now}?`);
    const given: Tensor[] = [];
    if (this.next("(") === null) given.push(this.power());
    else {
      do given.push(this.choice());
      while (this.next(",") !== null);
      this.must(")");
    }
    return call(...given);
  }
}

/** The value of `formula`, in which `{slot}` is a tensor. */
export const valueOf = (formula: string, meaning: Meaning): Tensor =>
  new Reader(tokensOf(formula), meaning).read();
