// What linear algebra refuses, in PyTorch's words.

import { expect, it } from "vitest";
import * as torch from "../../src/index";
import { tensor } from "../../src/index";

const { linalg } = torch;
const ones = (...shape: number[]) => torch.ones(shape);
const doubles = (...shape: number[]) => torch.ones(shape, { dtype: "float64" });
const ints = (...shape: number[]) => torch.ones(shape, { dtype: "int64" });
const eyes = (n: number, ...batch: number[]) => torch.eye(n).expand([...batch, n, n]);

/** What PyTorch 1.13 says to each call. */
const refusals: readonly (readonly [string, () => unknown, string])[] = [
  [
    "dot",
    () => torch.dot(ones(3), ints(3)),
    "dot : expected both vectors to have same dtype, but found Float and Long",
  ],
  [
    "inner",
    () => torch.inner(ones(2, 3), ones(4)),
    "inner() the last dimension must match on both input tensors but got shapes [2, 3] and [4]",
  ],
  ["mv, rank", () => torch.mv(ones(3), ones(3)), "vector + matrix @ vector expected, got 1, 1, 1"],
  ["mv, size", () => torch.mv(ones(2, 3), ones(4)), "size mismatch, got 2, 2x3,4"],
  [
    "mm",
    () => torch.mm(ones(2, 3), ones(2, 3)),
    "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)",
  ],
  ["mm, rank", () => torch.mm(ones(2, 3), ones(3)), "mat2 must be a matrix"],
  [
    "mm, dtype",
    () => torch.mm(ones(2, 3), doubles(3, 2)),
    "expected scalar type Float but found Double",
  ],
  [
    "bmm",
    () => torch.bmm(ones(2, 2, 3), ones(3, 3, 2)),
    "Expected size for first two dimensions of batch2 tensor to be: [2, 3] but got: [3, 3].",
  ],
  ["addmv", () => torch.addmv(ones(3), ones(2, 3), ones(3)), "size mismatch, got 3, 2x3,3"],
  [
    "baddbmm",
    () => torch.baddbmm(ones(3), ones(2, 2, 3), ones(2, 3, 4)),
    "The expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 2.  Target sizes: [2, 2, 4].  Tensor sizes: [3]",
  ],
  [
    "tril",
    () => torch.tril(ones(3)),
    "Dimension out of range (expected to be in range of [-1, 0], but got -2)",
  ],
  ["triu", () => torch.triu(tensor(1)), "Dimension specified as -2 but tensor has no dimensions"],
  ["diag", () => torch.diag(ones(2, 2, 2)), "matrix or a vector expected"],
  [
    "diagonal",
    () => torch.diagonal(ones(2, 3), 0, 0, 0),
    "diagonal dimensions cannot be identical 0, 0",
  ],
  ["trace", () => ones(3).trace(), "trace: expected a matrix, but got tensor with dim 1"],
  [
    "inverse, rank",
    () => torch.inverse(ones(3)),
    "linalg.inv: The input tensor A must have at least 2 dimensions.",
  ],
  [
    "inverse, dtype",
    () => torch.inverse(ints(2, 2)),
    "linalg.inv: Expected a floating point or complex tensor as input. Got Long",
  ],
  [
    "solve, rank",
    () => linalg.solve(eyes(2), tensor(1)),
    "linalg.solve: The input tensor B must have at least 2 dimensions.",
  ],
  [
    "solve, sizes",
    () => linalg.solve(eyes(2), ones(3)),
    "linalg.solve: Incompatible shapes of A and B for the equation AX = B (2x2 and 3x1)",
  ],
  [
    "solve, right",
    () => linalg.solve(eyes(2), ones(2, 4), { left: false }),
    "linalg.solve: Incompatible shapes of A and B for the equation XA = B (2x2 and 2x4)",
  ],
  [
    "solve, dtype",
    () => linalg.solve(eyes(2), doubles(2)),
    "linalg.solve: Expected A and B to have the same dtype, but found A of type Float and B of type Double instead",
  ],
  [
    "solve, batch",
    () => linalg.solve(eyes(2, 3), ones(4, 2, 2)),
    "The size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0",
  ],
  [
    "solveTriangular",
    () => linalg.solveTriangular(ones(2, 2), ones(3, 3), true),
    "linalg.solve_triangular: Incompatible shapes of A and B for the equation AX = B (2x2 and 3x3)",
  ],
  [
    "det",
    () => torch.det(ones(2, 3)),
    "linalg.det: A must be batches of square matrices, but they are 2 by 3 matrices",
  ],
  [
    "slogdet",
    () => torch.slogdet(ints(2, 2)),
    "linalg.slogdet: Expected a floating point or complex tensor as input. Got Long",
  ],
  [
    "logdet",
    () => torch.logdet(ones(2, 3)),
    "logdet: A must be batches of square matrices, but they are 2 by 3 matrices",
  ],
  [
    "matrixPower",
    () => torch.matrixPower(ones(2, 3), 2),
    "linalg.matrix_power: A must be batches of square matrices, but they are 2 by 3 matrices",
  ],
  ["cross", () => torch.cross(ones(2, 4), ones(2, 4)), "no dimension of size 3 in input"],
  [
    "cross, dim",
    () => torch.cross(ones(2, 3), ones(2, 3), 0),
    "linalg.cross: inputs dimension 0 must have length 3. Got 2 and 2",
  ],
  [
    "cross, rank",
    () => linalg.cross(ones(2, 3), ones(3)),
    "linalg.cross: inputs must have the same number of dimensions.",
  ],
  [
    "cdist",
    () => torch.cdist(ones(2, 3), ones(4, 2)),
    "X1 and X2 must have the same number of columns. X1: 3 X2: 2",
  ],
  [
    "cdist, p",
    () => torch.cdist(ones(2, 3), ones(4, 3), -1),
    "cdist only supports non-negative p values",
  ],
  [
    "tensordot",
    () => torch.tensordot(ones(2, 3), ones(4, 3), [[1], [0]]),
    "contracted dimensions need to match, but first has size 3 in dim 1 and second has size 4 in dim 0",
  ],
  [
    "tensordot, default",
    () => torch.tensordot(ones(2, 3), ones(3, 2)),
    "contracted dimensions need to match, but first has size 2 in dim -2 and second has size 3 in dim 0",
  ],
  [
    "chainMatmul",
    () => torch.chainMatmul(ones(2, 3), ones(3)),
    "Tensor dimension is 1, expected 2 instead.",
  ],
  [
    "multiDot",
    () => linalg.multiDot([ones(2, 3), ones(4, 2)]),
    "multi_dot(): tensors 0 and 1 with shapes [2, 3] and [4, 2] cannot be multiplied",
  ],
  [
    "matrixNorm",
    () => linalg.matrixNorm(ones(2, 3), 3),
    "linalg.matrix_norm: Order 3 not supported.",
  ],
  [
    "norm",
    () => linalg.norm(ones(2, 2, 3), 1),
    "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got 3D.",
  ],
  [
    "einsum, few",
    () => torch.einsum("ij,jk", ones(2, 3)),
    "einsum(): fewer operands were provided than specified in the equation",
  ],
  [
    "einsum, many",
    () => torch.einsum("ij", ones(2, 3), ones(3)),
    "einsum(): more operands were provided than specified in the equation",
  ],
  [
    "einsum, rank",
    () => torch.einsum("ijk", ones(2, 3)),
    "einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given",
  ],
  [
    "einsum, ellipsis",
    () => torch.einsum("i...jk", ones(2)),
    "einsum(): the number of subscripts in the equation (3) is more than the number of dimensions (1) for operand 0",
  ],
  [
    "einsum, dot",
    () => torch.einsum("i.j", ones(2, 3)),
    "einsum(): found '.' for operand 0 that is not part of any ellipsis",
  ],
  [
    "einsum, two ellipses",
    () => torch.einsum("...i...", ones(2, 3)),
    "einsum(): found '.' for operand 0 for which an ellipsis was already found",
  ],
  [
    "einsum, digit",
    () => torch.einsum("ij->i1", ones(2, 3)),
    "einsum(): invalid subscript given at index 5 in the equation string, subscripts must be in [a-zA-Z]",
  ],
  [
    "einsum, unknown",
    () => torch.einsum("ij->ik", ones(2, 3)),
    "einsum(): output subscript k does not appear in the equation for any input operand",
  ],
  [
    "einsum, twice",
    () => torch.einsum("ij->ii", ones(2, 3)),
    "einsum(): output subscript i appears more than once in the output",
  ],
  [
    "einsum, diagonal",
    () => torch.einsum("ii", ones(2, 3)),
    "einsum(): subscript i is repeated for operand 0 but the sizes don't match, 3 != 2",
  ],
  [
    "einsum, broadcast",
    () => torch.einsum("...i,...i", ones(2, 3), ones(4, 3)),
    "einsum(): dimension 0 covered by ellipsis in operand 1has size 4 which does not broadcast with previously seen ellipsis with size 2 for the respective dimension",
  ],
  [
    "einsum, none",
    () => torch.einsum("ij"),
    "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list",
  ],
];

it.each(refusals)("refuses %s as PyTorch does", (_, call, message) => {
  expect(call).toThrow(message);
});
