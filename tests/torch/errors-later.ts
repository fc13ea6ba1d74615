// The recorded errors of what is beyond the tutorial: modes, functions, linear algebra, networks,
// optimisers. By the name in the case's id, as in errors.test.ts.

import {
  autograd,
  bmm,
  dot,
  eager,
  einsum,
  full,
  inverse,
  linalg,
  nn,
  noGrad,
  ones,
  optim,
  type Tensor,
  tensor,
  zeros,
} from "../../src/index";

const F = nn.functional;
const AF = autograd.functional;
const leaf = (...size: number[]): Tensor => ones(size, { requiresGrad: true });
const fails = (f: () => unknown) => f as (x: Tensor) => Tensor;

class WrongCount extends autograd.Function {
  static forward(_ctx: autograd.FunctionContext, a: Tensor, b: Tensor): Tensor {
    return a.mul(b);
  }
  static backward(_ctx: autograd.FunctionContext, g: Tensor): unknown {
    return g;
  }
}
class WrongShape extends WrongCount {
  static override backward(_ctx: autograd.FunctionContext, g: Tensor): unknown {
    return [g.narrow(0, 0, 2), g];
  }
}
// PyTorch names the backward node after the class.
for (const fn of [WrongCount, WrongShape]) Object.defineProperty(fn, "name", { value: "Fn" });

export const laterCalls: Readonly<Record<string, () => unknown>> = {
  inplace_modified_exp: () =>
    eager(() => {
      const y = leaf(3).exp();
      y.add_(1);
      y.sum().backward();
    }),
  inplace_modified_mul: () =>
    eager(() => {
      const a = leaf(3).mul(2);
      const b = a.mul(a);
      a.mul_(3);
      b.sum().backward();
    }),
  inplace_modified_leaf_under_no_grad: () =>
    eager(() => {
      const x = leaf(3);
      const y = x.mul(x).sum();
      noGrad(() => x.add_(1));
      y.backward();
    }),
  inplace_modified_double: () =>
    eager(() => {
      const y = ones(3, { dtype: "float64", requiresGrad: true }).sigmoid();
      y.mul_(2);
      y.sum().backward();
    }),
  hook_on_no_grad_tensor: () => ones(3).registerHook((g) => g),
  hook_wrong_shape: () => {
    const h = leaf(3).mul(2);
    // An arrow function without a name is Python's <lambda>.
    h.registerHook(
      (
        () => (g: Tensor) =>
          g.narrow(0, 0, 1)
      )(),
    );
    h.sum().backward();
  },
  detach_view_inplace: () => leaf(3).mul(1).view(-1).detach_(),
  inplace_on_unbind_output: () => leaf(2, 2).mul(1).unbind(0)[0]?.mul_(2),
  custom_function_wrong_count: () => {
    const x = leaf(3);
    WrongCount.apply(x, x).sum().backward();
  },
  custom_function_wrong_shape: () => WrongShape.apply(leaf(3), leaf(3)).sum().backward(),
  jacobian_of_non_tensor: () =>
    AF.jacobian(
      fails(() => 3),
      ones(3),
    ),
  hessian_of_non_scalar: () => AF.hessian((t) => t.mul(2), ones(3)),
  vjp_without_v: () => AF.vjp((t) => t.mul(2), ones(3)),
  bmm: () => bmm(ones(2, 3, 4), ones(2, 3, 4)),
  dot_2d: () => dot(ones(2, 2), ones(2)),
  inverse_singular: () => inverse(zeros(2, 2)),
  inverse_not_square: () => inverse(ones(2, 3)),
  cholesky_not_pd: () =>
    linalg.cholesky(
      tensor([
        [-1, 0],
        [0, -1],
      ]),
    ),
  bce_shape: () => F.binaryCrossEntropy(full([3], 0.5), ones(3, 1)),
  bce_range: () => F.binaryCrossEntropy(tensor([1.5]), ones(1)),
  conv2d_channels: () => F.conv2d(ones(1, 2, 4, 4), ones(3, 1, 2, 2)),
  conv2d_kernel_too_big: () => F.conv2d(ones(1, 1, 2, 2), ones(1, 1, 3, 3)),
  linear_shape: () => F.linear(ones(2, 3), ones(4, 5)),
  layer_norm_shape: () => F.layerNorm(ones(2, 3), [4]),
  batch_norm_one_value: () => new nn.BatchNorm1d(2).call(ones(1, 2)),
  group_norm_divisible: () => F.groupNorm(ones(2, 3), 2),
  embedding_range: () => F.embedding(tensor([5], { dtype: "int64" }), ones(3, 2)),
  dropout_probability: () => F.dropout(ones(2), { p: 1.5 }),
  einsum: () => einsum("ij,jk->ik", ones(2, 3), ones(2, 3)),
  optimizer_empty: () => new optim.SGD([], { lr: 0.1 }),
  optimizer_nonleaf: () => new optim.SGD([leaf(2).mul(2)], { lr: 0.1 }),
  optimizer_bad_lr: () => new optim.SGD([leaf(2)], { lr: -0.1 }),
  optimizer_bad_args: () => new optim.SGD([leaf(2)], { lr: 0.1, nesterov: true }),
  load_state_dict_missing: () => new nn.Linear(2, 1).loadStateDict({ weight: ones(1, 2) }),
};
