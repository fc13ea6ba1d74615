// Linear algebra beyond the recorded cases: errors that depend on values,
// derivatives through what is symmetric or singular, and results that follow writes.

import { describe, expect, it } from "vitest";
import * as torch from "../../src/index";
import { type DType, gradcheck, gradgradcheck, type Tensor, tensor } from "../../src/index";

const { linalg } = torch;
const ones = (...shape: number[]) => torch.ones(shape);
const x64 = (data: Parameters<typeof tensor>[0]) =>
  tensor(data, { dtype: "float64", requiresGrad: true });

describe("singular and indefinite matrices", () => {
  const singular = "The solver failed because the input matrix is singular.";
  const second = torch.stack([torch.eye(2), ones(2, 2)]);
  const cases: readonly (readonly [string, () => Tensor, string])[] = [
    [
      "inverse",
      () => torch.inverse(ones(2, 2)),
      "linalg.inv: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
    ],
    [
      "inv of a batch",
      () => linalg.inv(second),
      "linalg.inv: (Batch element 1): The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
    ],
    ["solve", () => linalg.solve(ones(2, 2), ones(2)), `torch.linalg.solve: ${singular}`],
    [
      "solve of a batch",
      () => linalg.solve(second, ones(2, 2, 2)),
      `torch.linalg.solve: (Batch element 1): ${singular}`,
    ],
    [
      "cholesky",
      () => torch.cholesky(torch.eye(2).neg()),
      "cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order 1 is not positive-definite).",
    ],
    [
      "linalg.cholesky",
      () => linalg.cholesky(ones(2, 2)),
      "linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order 2 is not positive-definite).",
    ],
  ];

  it.each(cases)("are refused at the call: %s", (_, call, message) => {
    expect(call).toThrow(torch.LinAlgError);
    expect(call).toThrow(message);
  });

  it.each(["float32", "float64"] as const)(
    "are found in %s where LAPACK finds them",
    (dtype: DType) => {
      for (const rows of [
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        [
          [0.1, 0.2],
          [0.3, 0.6],
        ],
        [
          [1 / 3, 2 / 3],
          [0.5, 1],
        ],
        [
          [2, -1, -1],
          [-1, 2, -1],
          [-1, -1, 2],
        ],
      ]) {
        expect(() => torch.inverse(tensor(rows, { dtype }))).toThrow(torch.LinAlgError);
      }
      const nearly = [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
        [0.7, 0.8, 0.9],
      ];
      expect(() => torch.inverse(tensor(nearly, { dtype }))).not.toThrow();
    },
  );

  it("name the pivot that PyTorch names, which depends on the layout", () => {
    const a = tensor([
      [0, 0],
      [1, 1],
    ]);
    expect(() => torch.inverse(a)).toThrow("element 1");
    expect(() => torch.inverse(a.t())).toThrow("element 1");
    expect(() => torch.inverse(a.t().clone().add(0))).toThrow("element 2");
  });

  it("surface at the read when a write makes them so, and leave when it is undone", () => {
    const a = tensor([
      [2, 0],
      [0, 4],
    ]);
    const inverse = torch.inverse(a);
    const total = inverse.sum();
    expect(total.item()).toBe(0.75);
    a.setAt([1, 1], 0);
    expect(() => total.item()).toThrow("The diagonal element 2 is zero");
    a.setAt([1, 1], 1);
    expect(total.item()).toBe(1.5);
    expect(inverse.tolist()).toEqual([
      [0.5, 0],
      [0, 1],
    ]);
  });

  it("have a determinant with exact derivatives", () => {
    const a = x64([
      [1, 2, 3],
      [2, 4, 6],
      [1, 1, 1],
    ]);
    torch.det(a).backward();
    expect(a.grad?.tolist()).toEqual([
      [-2, 4, -2],
      [1, -2, 1],
      [0, 0, 0],
    ]);
    const b = x64([
      [1, 2],
      [2, 4],
    ]);
    expect(gradcheck((t) => torch.det(t), [b])).toBe(true);
    expect(gradgradcheck((t) => torch.det(t), [b])).toBe(true);
    const four = x64([
      [1, 2, 3, 4],
      [2, 4, 6, 8],
      [1, 1, 1, 0],
      [0, 2, 1, 1],
    ]);
    expect(gradcheck((t) => torch.det(t), [four])).toBe(true);
    expect(torch.logdet(b.detach()).item()).toBe(Number.NEGATIVE_INFINITY);
    expect(
      torch
        .logdet(
          x64([
            [0, 1],
            [1, 0],
          ]),
        )
        .item(),
    ).toBeNaN();
  });
});

describe("cholesky", () => {
  const root = x64([
    [1, 0.3, -0.2],
    [0.4, 1.2, 0.1],
    [-0.3, 0.2, 0.9],
  ]);
  const gram = (t: Tensor) => t.matmul(t.t()).add(torch.eye(3, { dtype: "float64" }));

  it.each([false, true])("has derivatives of both orders, upper: %s", (upper) => {
    const fn = (t: Tensor) => linalg.cholesky(gram(t), upper);
    expect(gradcheck(fn, [root])).toBe(true);
    expect(gradgradcheck(fn, [root])).toBe(true);
  });

  it("reads one triangle, and has a symmetric gradient", () => {
    const a = x64([
      [4, 100],
      [2, 5],
    ]);
    const lower = linalg.cholesky(a);
    expect(lower.tolist()).toEqual([
      [2, 0],
      [1, 2],
    ]);
    lower.sum().backward();
    expect(a.grad?.tolist()).toEqual([
      [0.1875, 0.125],
      [0.125, 0.25],
    ]);
    expect(
      torch
        .cholesky(
          x64([
            [4, 2],
            [100, 5],
          ]),
          true,
        )
        .tolist(),
    ).toEqual([
      [2, 1],
      [0, 2],
    ]);
  });
});

describe("views and layouts", () => {
  it("writes through a diagonal", () => {
    const a = torch.zeros(3, 3);
    torch.diagonal(a, 1).add_(2);
    expect(a.tolist()).toEqual([
      [0, 2, 0],
      [0, 0, 2],
      [0, 0, 0],
    ]);
    a.t().diagonal(1).fill_(7);
    expect(a.tolist()).toEqual([
      [0, 2, 0],
      [7, 0, 2],
      [0, 7, 0],
    ]);
  });

  it("gives einsum's results PyTorch's strides", () => {
    const [a, b] = [torch.rand(2, 3), torch.rand(3, 4)];
    expect(torch.einsum("ij,jk->ki", a, b).stride()).toEqual([1, 4]);
    const batches = [torch.rand(2, 2, 3), torch.rand(2, 3, 4)];
    expect(torch.einsum("bij,bjk->bki", batches).stride()).toEqual([8, 1, 4]);
    expect(torch.einsum(" i j , j k -> i k ", a, b).tolist()).toEqual(a.matmul(b).tolist());
  });

  it("takes empty matrices", () => {
    expect(torch.det(torch.zeros(0, 0)).item()).toBe(1);
    expect([...torch.inverse(torch.zeros(0, 2, 2)).shape]).toEqual([0, 2, 2]);
    expect([...torch.cdist(torch.zeros(0, 2), torch.zeros(3, 2)).shape]).toEqual([0, 3]);
    expect(torch.cdist(torch.zeros(2, 0), torch.zeros(1, 0)).tolist()).toEqual([[0], [0]]);
  });

  it("names backward nodes as PyTorch does", () => {
    const [a, b] = [
      x64([
        [1, 2],
        [3, 4],
      ]),
      x64([1, 2]),
    ];
    const names = (t: Tensor) => t.gradFn?.name;
    expect(names(torch.kron(a, b))).toBe("UnsafeViewBackward0");
    expect(names(torch.tensordot(a, a, 1))).toBe("ReshapeAliasBackward0");
    expect(names(torch.chainMatmul(a, a, a))).toBe("ViewBackward0");
    expect(names(linalg.matrixNorm(a, 1))).toBe("AmaxBackward0");
    expect(names(linalg.norm(a))).toBe("LinalgVectorNormBackward0");
    expect(names(torch.matrixPower(a, 1))).toBe("CloneBackward0");
    expect(names(torch.einsum("a,b,c->abc", b, b, b))).toBe("MulBackward0");
    expect(names(torch.cholesky(x64([[1]])))).toBe("CholeskyBackward0");
  });
});
