// str(tensor) after an expression, through the engine: gradient functions and their names in print.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  arange,
  full,
  matmul,
  nn,
  ones,
  sigmoid,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";
import { numbersOf, type RecordedTensor, recordedCases } from "./cases";

interface ExpressionCase {
  readonly id: string;
  readonly input: RecordedTensor & { readonly requires_grad: boolean };
  readonly text: string;
  readonly expr?: string;
}

/** The recorded Python expressions, in TypeScript. */
const expressions: Record<string, (x: Tensor) => unknown> = {
  "x * 2": (x) => x.mul(2),
  "x + 1": (x) => x.add(1),
  "x * 1": (x) => x.mul(1),
  "x + 0": (x) => x.add(0),
  "x.sum()": (x) => x.sum(),
  "x.sum(0)": (x) => x.sum(0),
  "x.exp().mean()": (x) => x.exp().mean(),
  "x[0]": (x) => x.at(0),
  "x.clone()": (x) => x.clone(),
  "x.detach()": (x) => x.detach(),
  "(x * 2).view(2, 1)": (x) => x.mul(2).view(2, 1),
  "x / 3": (x) => x.div(3),
  "x ** 2": (x) => x.pow(2),
  "x @ x": (x) => x.matmul(x),
  "torch.sigmoid(x)": (x) => sigmoid(x),
  "F.binary_cross_entropy_with_logits(x, torch.zeros(3))": (x) =>
    nn.functional.binaryCrossEntropyWithLogits(x, zeros(3)),
  "torch.matmul(torch.ones(5), x) + 1": (x) => matmul(ones(5), x).add(1),
  "x.t().t()": (x) => x.t().t(),
  "x.shape": (x) => x.shape,
  "x.size()": (x) => x.size(),
  "(x * 2).shape": (x) => x.mul(2).shape,
  "x.sum().item()": (x) => x.sum().item(),
};

/** What prints otherwise here, or not yet. */
const elsewhere: Record<string, string> = {
  "x.dtype": "a dtype is a plain string here, without the prefix torch.",
  "x.grad_fn": "no gradient function is null here, not None",
  "nn.Parameter(x)": "modules and parameters are an issue of their own",
};

const cases = recordedCases<ExpressionCase>("printing").filter(({ expr }) => expr !== undefined);

/** Elements in rows, as `tensor` takes them. */
function nested(values: readonly number[], shape: readonly number[]): number | unknown[] {
  const [size, ...inner] = shape;
  if (size === undefined) return values[0]!;
  const step = values.length / size;
  return Array.from({ length: size }, (_, i) =>
    nested(values.slice(i * step, (i + 1) * step), inner),
  );
}

function tensorOf(input: ExpressionCase["input"]): Tensor {
  return tensor(nested(numbersOf(input), input.shape) as number[], {
    dtype: input.dtype as "float32" | "float64",
    requiresGrad: input.requires_grad,
  });
}

describe("str of what an expression gives, by the engine", () => {
  const checked = cases.filter(({ expr }) => !Object.hasOwn(elsewhere, expr!));

  it.each(checked.map((recorded) => [recorded.id, recorded.expr!, recorded] as const))(
    "%s: %s",
    (_, expr, { input, text }) => {
      expect(String(expressions[expr]!(tensorOf(input)))).toBe(text);
    },
  );

  it("covers every recorded expression but three", () => {
    const missing = cases.filter(({ expr }) => !Object.hasOwn(expressions, expr!));
    expect(missing.map(({ expr }) => expr).sort()).toEqual(Object.keys(elsewhere).sort());
  });
});

it("prints PyTorch's printing tutorial", () => {
  const x = tensor(
    [
      [1, -1],
      [1, 1],
    ],
    { requiresGrad: true },
  );
  const printed = [
    arange(12).reshape(3, 4),
    tensor([1e-5, 1, 1e5]),
    tensor([
      [1.5, Number.NaN],
      [Number.POSITIVE_INFINITY, -2],
    ]),
    tensor([true, false]),
    zeros(2, 0),
    arange(2000, { dtype: "float32" }),
    tensor(Math.PI),
    full([2, 2], 7, { dtype: "int64" }),
    tensor([1, 2], { dtype: "float64" }),
    x,
    x.pow(2).sum(),
    `${x.shape} torch.${x.dtype} ${x.size(0)} ${x.dim()} ${x.numel()}`,
  ];
  const snippet = new URL("data/snippets/12_printing.out", import.meta.url);
  expect(`${printed.map(String).join("\n")}\n`).toBe(readFileSync(snippet, "utf8"));
});
