// PyTorch's errors, in TypeScript: the recorded type and message, for each recorded call that this
// library has. What it has not yet is counted at the end.

import { afterAll, describe, expect, it } from "vitest";
import {
  arange,
  at,
  autograd,
  cat,
  full,
  IndexError,
  LinAlgError,
  matmul,
  nn,
  ones,
  RuntimeError,
  slice,
  stack,
  type Tensor,
  TypeError,
  tensor,
  ValueError,
  zeros,
} from "../../src/index";
import { recordedCases } from "./cases";
import { laterCalls } from "./errors-later";

interface ErrorCase {
  readonly id: string;
  readonly setup: string;
  readonly call: string;
  readonly type: string;
  readonly message: string;
}

const F = nn.functional;
const classes = {
  IndexError,
  RuntimeError,
  TypeError,
  ValueError,
  _LinAlgError: LinAlgError,
} as const;
const leaf = (...size: number[]): Tensor => ones(size, { requiresGrad: true });
const int = (...values: number[]): Tensor => tensor(values, { dtype: "int64" });

function usedUp(make: (x: Tensor) => Tensor, ...size: number[]): Tensor {
  const y = make(leaf(...size)).sum();
  y.backward();
  return y;
}

/** The recorded calls, by the name in their id. */
const calls: Readonly<Record<string, () => unknown>> = {
  no_grad_fn: () => ones(3).sum().backward(),
  no_grad_fn_after_detach: () => leaf(3).mul(2).detach().sum().backward(),
  no_grad_fn_autograd_grad: () => autograd.grad(ones(3).sum(), leaf(3)),
  non_scalar_without_gradient: () => leaf(3).mul(2).backward(),
  non_scalar_without_gradient_grad: () => {
    const x = leaf(3, 2);
    return autograd.grad(x.mul(2), x);
  },
  second_backward: () => usedUp((x) => x.pow(2), 3).backward(),
  second_backward_matmul: () => usedUp((x) => x.matmul(x.t()), 2, 3).backward(),
  leaf_inplace: () => leaf(3).add_(1),
  leaf_inplace_setitem: () => leaf(3).at(0).fill_(5),
  leaf_view_inplace: () => leaf(3).at(0).add_(1),
  grad_shape_mismatch_backward: () => leaf(3).mul(2).backward(ones(2)),
  grad_shape_mismatch_grad: () => {
    const x = leaf(2, 3);
    return autograd.grad(x.mul(2), x, { gradOutputs: ones(3, 2) });
  },
  assign_grad_shape_mismatch: () => {
    leaf(3).grad = ones(2);
  },
  assign_grad_dtype_mismatch: () => {
    leaf(3).grad = ones(3, { dtype: "float64" });
  },
  unused_input: () => {
    const x = leaf(3);
    return autograd.grad(x.mul(2).sum(), [x, leaf(2)]);
  },
  input_not_requiring_grad: () => autograd.grad(leaf(3).mul(2).sum(), [ones(2)]),
  backward_inputs_empty: () => leaf(3).sum().backward({ inputs: [] }),
  requires_grad_of_nonleaf: () => {
    leaf(3).mul(2).requiresGrad = false;
  },
  requires_grad_of_nonleaf_method: () => leaf(3).mul(2).requiresGrad_(false),
  integer_requires_grad: () => ones(3, { dtype: "int64", requiresGrad: true }),
  integer_requires_grad_method: () => arange(3).requiresGrad_(),
  retain_grad_on_no_grad_tensor: () => ones(3).retainGrad(),
  grad_of_nonscalar_none_in_list: () => autograd.backward([leaf(3).mul(2)], [null]),
  grad_tensors_length: () => {
    const x = leaf(3);
    return autograd.backward([x.mul(2), x.mul(3)], [ones(3)]);
  },
  item_of_many: () => ones(3).item(),
  broadcast: () => ones(2, 3).add(ones(2, 4)),
  broadcast_leading: () => ones(3).add(ones(4)),
  matmul_2d: () => matmul(ones(2, 3), ones(4, 5)),
  matmul_mv: () => matmul(ones(2, 3), ones(4)),
  matmul_1d: () => matmul(ones(3), ones(4)),
  matmul_scalar: () => matmul(tensor(1), ones(2)),
  matmul_batch: () => matmul(ones(2, 3, 4), ones(3, 4, 2)),
  reshape: () => ones(2, 3).reshape(4, 2),
  reshape_two_minus_one: () => ones(6).reshape(-1, -1),
  view_noncontiguous: () => ones(2, 3).t().view(6),
  dim_out_of_range: () => ones(2, 3).sum({ dim: 2 }),
  dim_twice: () => ones(2, 3).sum({ dim: [0, 0] }),
  cat_sizes: () => cat([ones(2, 3), ones(2, 4)]),
  cat_dims: () => cat([ones(2, 3), ones(2)]),
  cat_empty_list: () => cat([]),
  cat_zero_dim: () => cat([tensor(1), tensor(2)]),
  stack_sizes: () => stack([ones(2), ones(3)]),
  index_out_of_range: () => at(ones(3), 5),
  too_many_indices: () => at(ones(3), 0, 0),
  index_scalar: () => at(tensor(1), 0),
  slice_step: () => at(ones(5), slice(null, null, -1)),
  expand: () => ones(2, 3).expand(2, 4),
  permute: () => ones(2, 3).permute(0, 1, 2),
  squeeze_dim: () => ones(2).squeeze(1),
  t_3d: () => ones(2, 3, 4).t(),
  narrow_range: () => ones(5).narrow(0, 3, 4),
  tensor_index_out_of_range: () => at(ones(3), int(0, 3)),
  mask_shape: () => at(ones(3), tensor([true, false])),
  split_sizes: () => ones(5).split([2, 2]),
  chunk_zero: () => ones(5).chunk(0),
  repeat_dims: () => ones(2, 3).repeat(2),
  gather_dims: () => ones(2, 3).gather(1, int(0)),
  gather_index: () => ones(2, 3).gather(1, tensor([[3]], { dtype: "int64" })),
  max_empty: () => ones(0).max(),
  argmax_empty: () => ones(0).argmax(),
  ragged_list: () => tensor([[1, 2], [3]]),
  dtype_mismatch_matmul: () => matmul(ones(2, 2), ones(2, 2, { dtype: "float64" })),
  negative_size: () => zeros(-1),
  inplace_result_shape: () => ones(3).add_(ones(2, 3)),
  inplace_result_type: () => ones(3, { dtype: "int64" }).add_(1.5),
  mean_of_int: () => int(1, 2, 3).mean(),
  softmax_of_int: () => int(1, 2).softmax(0),
  neg_bool: () => tensor([true]).neg(),
  cross_entropy_batch: () => F.crossEntropy(ones(3, 4), int(0, 1)),
  cross_entropy_target: () => F.crossEntropy(ones(2, 3), int(0, 3)),
  bce_logits_shape: () => F.binaryCrossEntropyWithLogits(ones(3), full([4], 1)),
};

/** What PyTorch's text says in Python's terms only. */
const wordedOtherwise: Readonly<Record<string, string>> = {
  assign_grad_not_tensor: "the text names Python's type of the value",
  bool_of_many: "JavaScript has no conversion to bool that a class could define",
  bool_of_empty: "JavaScript has no conversion to bool that a class could define",
  numpy_of_requires_grad: "there is no numpy",
};

const nameOf = ({ id }: ErrorCase) => id.slice(id.indexOf("/") + 1);
const cases = recordedCases<ErrorCase>("errors");
const all = { ...calls, ...laterCalls };
const transcribed = cases.filter((recorded) => Object.hasOwn(all, nameOf(recorded)));
const deferred = cases.filter((recorded) => !transcribed.includes(recorded)).map(nameOf);

describe("errors.json", () => {
  it.each(transcribed.map((recorded) => [nameOf(recorded), recorded] as const))(
    "%s",
    (name, { type, message }) => {
      let thrown: unknown;
      try {
        all[name]?.();
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(classes[type as keyof typeof classes]);
      const { message: ours, name: className } = thrown as Error;
      // PyTorch's LinAlgError is private there, with an underscore.
      expect({ type: className, message: ours }).toEqual({ type: type.replace(/^_/, ""), message });
    },
  );

  it("transcribes only what is recorded", () => {
    const names = cases.map(nameOf);
    const known = [...Object.keys(all), ...Object.keys(wordedOtherwise)];
    expect(known.filter((name) => !names.includes(name))).toEqual([]);
  });

  afterAll(() => {
    const later = deferred.filter((name) => !Object.hasOwn(wordedOtherwise, name));
    console.log(
      `errors: ${transcribed.length} of ${cases.length} transcribed; ${Object.keys(wordedOtherwise).length} only Python can say; ${later.length} deferred: ${later.join(", ")}`,
    );
  });
});
