// Matrix products: in wasm and in JavaScript, as operands lie and transposed, against plain sums in
// double precision.

import { describe, expect, it } from "vitest";
import {
  addmm,
  autograd,
  eager,
  manualSeed,
  nn,
  noGrad,
  profile,
  rand,
  randn,
  type Tensor,
  tensor,
} from "../../src/index";
import { allowMachine } from "../../src/kernels/wasm/instance";

type Matrix = readonly number[][];

const rowsOf = (t: Tensor): Matrix => t.tolist() as number[][];

/** The plain product, and with it what its rounding is measured by: |A| |B|. */
function reference(a: Matrix, b: Matrix): { sums: number[][]; sizes: number[][] } {
  const columns = (b[0] as number[]).map((_, j) => b.map((row) => row[j] as number));
  const each = (f: (x: number) => number): number[][] =>
    a.map((row) =>
      columns.map((column) => row.reduce((sum, x, p) => sum + f(x * (column[p] as number)), 0)),
    );
  return { sums: each((x) => x), sizes: each(Math.abs) };
}

/** Half the distance from 1 to the next single. */
const unit = 2 ** -24;

/** The largest error, in units of what the rounding is measured by. */
function errorOf(result: Matrix, a: Matrix, b: Matrix): number {
  const { sums, sizes } = reference(a, b);
  let worst = 0;
  result.forEach((row, i) => {
    row.forEach((value, j) => {
      const error = Math.abs(value - (sums[i]?.[j] as number));
      // Not `Math.max`: an error that is no number must not be lost.
      const scaled = error === 0 ? 0 : error / (unit * (sizes[i]?.[j] as number));
      if (!(scaled <= worst)) worst = scaled;
    });
  });
  return worst;
}

const shapes: [number, number, number][] = [
  [16, 16, 16],
  [17, 13, 19],
  [1, 130, 67],
  [67, 130, 1],
  [70, 1, 41],
  [5, 600, 3],
  [2, 300, 9],
  [3, 33, 130],
  [130, 33, 6],
  [41, 257, 37],
  [133, 70, 12],
  [64, 10, 128],
  [9, 513, 530],
];
const transpositions: [boolean, boolean][] = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
];
const cases = shapes.flatMap((shape) =>
  transpositions.map(([a, b]) => [...shape, a ? "T" : "N", b ? "T" : "N"] as const),
);

/** A matrix whose elements lie as those of its transpose, if that is asked for. */
const lying = (rows: number, columns: number, way: "N" | "T", dtype: "float32" | "float64") =>
  way === "T" ? randn(columns, rows, { dtype }).t() : randn(rows, columns, { dtype });

function inJavaScript<T>(fn: () => T): T {
  const before = allowMachine(false);
  try {
    return fn();
  } finally {
    allowMachine(before);
  }
}

describe("the product of matrices", () => {
  it.each(cases)("of %i×%i by %i, %s%s, is within 8 roundings of |A||B|", (m, k, n, wayA, wayB) => {
    manualSeed(m * 31 + k * 7 + n);
    const a = lying(m, k, wayA, "float32");
    const b = lying(k, n, wayB, "float32");
    expect(errorOf(rowsOf(a.matmul(b)), rowsOf(a), rowsOf(b))).toBeLessThan(8);
    const plain = inJavaScript(() => rowsOf(a.matmul(b)));
    expect(errorOf(plain, rowsOf(a), rowsOf(b))).toBeLessThan(1.01);
  });

  it.each(cases)("of doubles, %i×%i by %i, %s%s, has the bits of the plain loop", (...given) => {
    const [m, k, n, wayA, wayB] = given;
    manualSeed(m + k + n);
    const a = lying(m, k, wayA, "float64");
    const b = lying(k, n, wayB, "float64");
    const fast = rowsOf(a.matmul(b));
    expect(inJavaScript(() => rowsOf(a.matmul(b)))).toEqual(fast);
    expect(reference(rowsOf(a), rowsOf(b)).sums).toEqual(fast);
  });

  it("rounds a long sum of like terms no worse than its blocks of 256 say", () => {
    const k = 5000;
    const a = tensor(new Array(8).fill(new Array(k).fill(0.1)));
    const b = tensor(new Array(k).fill(new Array(16).fill(0.7)));
    const error = errorOf(rowsOf(a.matmul(b)), rowsOf(a), rowsOf(b));
    expect(error).toBeLessThan(256 + k / 256 + 2);
    expect(error).toBeGreaterThan(1);
  });

  it("is the same in a graph that is kept as in one that is made anew", () => {
    manualSeed(5);
    const a = randn(33, 40);
    const b = randn(21, 40);
    const kept = a.matmul(b.t());
    for (let i = 0; i < 50; i++) {
      a.setAt([i % 33, 3], i);
      b.setAt([2, i % 40], -i);
      expect(kept.tolist()).toEqual(a.matmul(b.t()).tolist());
    }
  });

  it.each(transpositions)("of small matrices has the bits of the plain loop: %s, %s", (a, b) => {
    manualSeed(8);
    const left = randn(a ? [4, 5] : [5, 4]);
    const right = randn(b ? [3, 4] : [4, 3]);
    const product = () => (a ? left.t() : left).matmul(b ? right.t() : right);
    const kept = product();
    for (let i = 0; i < 50; i++) {
      left.setAt([i % 4, 1], Math.sin(i));
      expect(kept.tolist()).toEqual(inJavaScript(() => product().tolist()));
    }
  });

  it("propagates infinities and NaN to their rows and columns only", () => {
    const a = randn(21, 30);
    a.setAt([3, 5], Number.NaN);
    a.setAt([7, 5], Number.POSITIVE_INFINITY);
    const result = rowsOf(a.matmul(rand(30, 19)));
    result.forEach((row, i) => {
      for (const value of row) {
        if (i === 3) expect(value).toBeNaN();
        else if (i === 7) expect(value).toBe(Number.POSITIVE_INFINITY);
        else expect(Number.isFinite(value)).toBe(true);
      }
    });
  });
});

describe("batches", () => {
  const batched: [number[], number[]][] = [
    [
      [3, 17, 20],
      [3, 20, 9],
    ],
    [
      [3, 17, 20],
      [20, 9],
    ],
    [
      [17, 20],
      [4, 20, 9],
    ],
    [
      [2, 1, 9, 20],
      [3, 20, 18],
    ],
    [
      [1, 3, 9, 20],
      [2, 3, 20, 18],
    ],
    [[20], [3, 20, 40]],
    [[3, 40, 20], [20]],
  ];

  it.each(batched)("of shapes %j and %j multiply matrix by matrix", (shapeA, shapeB) => {
    manualSeed(1);
    const a = randn(shapeA);
    const b = randn(shapeB);
    const exact = a.to("float64").matmul(b.to("float64"));
    const sizes = a.to("float64").abs().matmul(b.to("float64").abs());
    const scaled = a.matmul(b).to("float64").sub(exact).abs().div(sizes).max().item();
    expect(scaled / unit).toBeLessThan(8);
    const plain = inJavaScript(() => a.to("float64").matmul(b.to("float64")).tolist());
    expect(exact.tolist()).toEqual(plain);
  });

  it("are read through transposed views", () => {
    manualSeed(2);
    const q = randn(2, 4, 12, 16);
    const k = randn(2, 4, 12, 16);
    const copied = tensor(k.transpose(-2, -1).tolist() as number[]);
    expect(q.matmul(k.transpose(-2, -1)).tolist()).toEqual(q.matmul(copied).tolist());
  });
});

describe("transposed operands", () => {
  it("are not computed", () => {
    const x = randn(8, 20);
    const w = randn(5, 20);
    const y = x.matmul(w.t());
    expect(profile(() => y.tolist()).computed).toHaveLength(1);
    expect(profile(() => y.tolist()).computed).toHaveLength(0);
  });

  it("keep their place in the backward graph, and their gradient", () => {
    const x = randn(8, 20);
    const w = randn(5, 20, { requiresGrad: true });
    const transposed = w.t();
    transposed.retainGrad();
    const y = nn.functional.linear(x, w, randn(5));
    expect(y.gradFn?.name).toBe("AddmmBackward0");
    expect(y.gradFn?.nextFunctions[2]?.[0]?.name).toBe("TBackward0");
    x.matmul(transposed).sum().backward();
    expect(transposed.grad?.shape).toEqual([20, 5]);
    expect(transposed.grad?.t().tolist()).toEqual(w.grad?.tolist());
  });

  it("are not computed for a gradient either, nor is it transposed", () => {
    const x = randn(8, 20);
    const w = randn(5, 20, { requiresGrad: true });
    const y = x.matmul(w.t());
    const direction = randn(8, 5);
    const [gradient] = autograd.grad(y, [w], { gradOutputs: direction }) as [Tensor];
    expect(profile(() => gradient.tolist()).computed).toHaveLength(1);
    expect(gradient.tolist()).toEqual(direction.t().matmul(x).tolist());
  });

  it("follow what they show, and a write to them", () => {
    const w = randn(5, 20);
    const x = randn(8, 20);
    const y = x.matmul(w.t());
    y.tolist();
    w.setAt([0, 0], 100);
    expect(y.tolist()).toEqual(x.matmul(tensor(w.t().tolist() as number[])).tolist());
    const transposed = w.t();
    transposed.mul_(2);
    const copied = tensor(transposed.tolist() as number[]);
    expect(x.matmul(transposed).tolist()).toEqual(x.matmul(copied).tolist());
    expect(x.matmul(w.t()).tolist()).toEqual(x.matmul(copied).tolist());
  });

  it("of eager products are what they were when those were made", () => {
    eager(() => {
      const w = randn(15, 20);
      const x = randn(18, 20);
      const transposed = w.t();
      noGrad(() => w.add_(1));
      const copied = tensor(transposed.tolist() as number[]);
      const y = x.matmul(transposed);
      expect(y.tolist()).toEqual(x.matmul(copied).tolist());
      noGrad(() => w.add_(1));
      expect(y.tolist()).toEqual(x.matmul(copied).tolist());
    });
  });
});

describe("derivatives of products", () => {
  const ways = [
    ["A B", (a: Tensor, b: Tensor) => a.matmul(b), [30, 24], [24, 18]],
    ["A Bᵀ", (a: Tensor, b: Tensor) => a.matmul(b.t()), [30, 24], [18, 24]],
    ["Aᵀ B", (a: Tensor, b: Tensor) => a.t().matmul(b), [24, 30], [24, 18]],
    ["a batch by a matrix", (a: Tensor, b: Tensor) => a.matmul(b), [3, 10, 24], [24, 18]],
    ["mm", (a: Tensor, b: Tensor) => a.mm(b), [30, 24], [24, 18]],
    ["bmm", (a: Tensor, b: Tensor) => a.bmm(b), [3, 10, 24], [3, 24, 18]],
    ["addmm", (a: Tensor, b: Tensor) => addmm(a.sum(1, true), a, b), [30, 24], [24, 18]],
  ] as const;

  it.each(ways)("of %s are those of doubles", (_, product, shapeA, shapeB) => {
    manualSeed(3);
    const values = [randn([...shapeA]), randn([...shapeB])];
    const gradients = (dtype: "float32" | "float64"): Tensor[] => {
      const leaves = values.map((t) => t.to(dtype).clone().detach().requiresGrad_());
      product(leaves[0] as Tensor, leaves[1] as Tensor)
        .pow(2)
        .sum()
        .backward();
      return leaves.map((leaf) => leaf.grad as Tensor);
    };
    const exact = inJavaScript(() => gradients("float64"));
    gradients("float32").forEach((grad, i) => {
      const wanted = exact[i] as Tensor;
      expect(grad.shape).toEqual(wanted.shape);
      const error = grad.to("float64").sub(wanted).abs().max().item();
      expect(error / wanted.abs().max().item()).toBeLessThan(1e-6);
    });
  });
});

describe("addmm", () => {
  const added = [[], [19], [1, 19], [21, 1], [21, 19]].map((shape) => ({ shape }));

  it.each(added)("adds something of shape $shape, scaled", ({ shape }) => {
    manualSeed(6);
    const [c, a, b] = [randn(shape), randn(21, 30), randn(30, 19)];
    const exact = addmm(c.to("float64"), a.to("float64"), b.to("float64"), {
      beta: 0.5,
      alpha: -2,
    });
    const close = addmm(c, a, b, { beta: 0.5, alpha: -2 });
    expect(close.to("float64").sub(exact).abs().max().item()).toBeLessThan(1e-4);
    const plain = inJavaScript(() =>
      addmm(c.to("float64"), a.to("float64"), b.to("float64"), { beta: 0.5, alpha: -2 }).tolist(),
    );
    expect(exact.tolist()).toEqual(plain);
  });

  it.each(added)(
    "of small matrices has the bits of the plain loop, adding shape $shape",
    ({ shape }) => {
      manualSeed(7);
      const small = shape.map((n) => (n === 19 ? 3 : n === 21 ? 5 : n));
      const [c, a, b] = [randn(small), randn(5, 4), randn(3, 4)];
      const kept = addmm(c, a, b.t(), { beta: 0.3, alpha: 1.7 });
      for (let i = 0; i < 50; i++) {
        a.setAt([i % 5, 1], Math.sin(i));
        const found = kept.tolist();
        const again = () => addmm(c, a, b.t(), { beta: 0.3, alpha: 1.7 }).tolist();
        expect(found).toEqual(inJavaScript(again));
      }
    },
  );

  it("adds nothing at all where beta is 0", () => {
    const nothing = tensor(new Array(19).fill(Number.NaN));
    const result = addmm(nothing, randn(21, 30), randn(30, 19), { beta: 0 });
    expect(result.isnan().any().item()).toBe(false);
  });
});
