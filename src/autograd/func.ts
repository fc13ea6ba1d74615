// Function transforms, as torch.func: grad, valueAndGrad, vjp, jvp, jacrev, jacfwd, hessian, vmap.
//
// Each takes a function of tensors and returns one. They nest: `grad(grad(f))` is the second
// derivative, `vmap(grad(f))` gradients per example.

import { allocate } from "../dtype";
import { RuntimeError } from "../errors";
import { source } from "../graph";
import { enableGrad } from "../modes";
import { stack } from "../ops/join";
import { zerosOf } from "../ops/zeros";
import { wrapDim } from "../shape";
import { Tensor } from "../tensor";
import { grad as gradOf } from "./backward";
import { pushForward } from "./forward";

type Fn = (...args: Tensor[]) => Tensor;

/** Which argument is differentiated (default 0), or which ones. */
export type Argnums = number | readonly number[];

/** The arguments with those at `argnums` made variables of their own, on top of the caller's graph. */
function variables(args: readonly Tensor[], argnums: Argnums): { all: Tensor[]; chosen: Tensor[] } {
  const all = [...args];
  const positions = typeof argnums === "number" ? [argnums] : argnums;
  const chosen = positions.map((position) => {
    const at = position < 0 ? position + args.length : position;
    const arg = all[at];
    if (arg === undefined) {
      throw new RuntimeError(`Got argnum=${position}, but only ${args.length} positional inputs`, {
        op: "grad",
        parameter: "argnums",
      });
    }
    const variable = enableGrad(() => onTop(arg));
    all[at] = variable;
    return variable;
  });
  return { all, chosen };
}

/** A node of its own above `arg`, so that only what `fn` makes of it is differentiated. */
function onTop(arg: Tensor): Tensor {
  const variable = arg.view(arg.shape);
  variable.node.requiresGrad = true;
  return variable;
}

function gradients(output: Tensor, chosen: readonly Tensor[], cotangent: Tensor | null): Tensor[] {
  const found = output.requiresGrad
    ? gradOf(output, chosen, { gradOutputs: cotangent, createGraph: true, allowUnused: true })
    : chosen.map(() => null);
  return found.map((gradient, i) => gradient ?? zerosLike(chosen[i] as Tensor));
}

const zerosLike = (t: Tensor): Tensor => zerosOf(t.shape, t.dtype);

function requireScalar(name: string, output: Tensor): void {
  if (output.ndim !== 0) {
    throw new RuntimeError(
      `${name}(f)(*args): Expected f(*args) to return a scalar tensor, got tensor with ${output.ndim} dims. Maybe you wanted to use the vjp or jacrev APIs instead?`,
      { op: name },
    );
  }
}

/**
 * The function that gives `fn`'s value and its gradient.
 * @example const [g, y] = func.valueAndGrad(f)(x) // PyTorch's order is (grad, value)
 */
export function valueAndGrad(
  fn: Fn,
  argnums: Argnums = 0,
): (...args: Tensor[]) => [grad: Tensor | Tensor[], value: Tensor] {
  return (...args) => {
    const { all, chosen } = variables(args, argnums);
    const output = enableGrad(() => fn(...all));
    requireScalar("grad", output);
    const found = gradients(output, chosen, null);
    return [typeof argnums === "number" ? (found[0] as Tensor) : found, output];
  };
}

/** The function that gives the gradient of a scalar `fn`. */
export function grad(fn: Fn, argnums?: number): (...args: Tensor[]) => Tensor;
export function grad(fn: Fn, argnums: readonly number[]): (...args: Tensor[]) => Tensor[];
export function grad(fn: Fn, argnums: Argnums = 0): (...args: Tensor[]) => Tensor | Tensor[] {
  return (...args) => valueAndGrad(fn, argnums)(...args)[0];
}

/** `fn`'s value, and the function that multiplies a cotangent with its Jacobian. */
export function vjp(
  fn: Fn,
  ...primals: Tensor[]
): [output: Tensor, vjpFn: (cotangent: Tensor) => Tensor[]] {
  const { all, chosen } = variables(
    primals,
    primals.map((_, i) => i),
  );
  const output = enableGrad(() => fn(...all));
  return [output, (cotangent) => gradients(output, chosen, cotangent)];
}

/** `fn`'s value and its derivative along `tangents`, by forward mode. */
export function jvp(
  fn: Fn,
  primals: readonly Tensor[],
  tangents: readonly Tensor[],
): [output: Tensor, tangent: Tensor] {
  const { all, chosen } = variables(
    primals,
    primals.map((_, i) => i),
  );
  const output = enableGrad(() => fn(...all));
  const [tangent] = pushForward([output], chosen, tangents);
  return [output, tangent ?? zerosLike(output)];
}

function basis(like: Tensor): Tensor[] {
  return Array.from({ length: like.numel() }, (_, k) => {
    const data = allocate(like.dtype, like.numel());
    data[k] = 1;
    return new Tensor(source(data, like.shape, like.dtype));
  });
}

/** The Jacobian of `fn` by reverse mode, one row per output element: [...output, ...input]. */
export function jacrev(fn: Fn, argnum = 0): (...args: Tensor[]) => Tensor {
  return (...args) => {
    const { all, chosen } = variables(args, argnum);
    const output = enableGrad(() => fn(...all));
    const [input] = chosen as [Tensor];
    const rows = basis(output).map((one) => gradients(output, [input], one)[0] as Tensor);
    return stack(rows).reshape([...output.shape, ...input.shape]);
  };
}

/** The Jacobian of `fn` by forward mode, one column per input element: [...output, ...input]. */
export function jacfwd(fn: Fn, argnum = 0): (...args: Tensor[]) => Tensor {
  return (...args) => {
    const { all, chosen } = variables(args, argnum);
    const output = enableGrad(() => fn(...all));
    const [input] = chosen as [Tensor];
    const columns = basis(input).map(
      (one) => pushForward([output], [input], [one])[0] ?? zerosLike(output),
    );
    return stack(columns, -1).reshape([...output.shape, ...input.shape]);
  };
}

/** The second derivatives of a scalar `fn`: forward over reverse. */
export function hessian(fn: Fn, argnum = 0): (...args: Tensor[]) => Tensor {
  return jacfwd(jacrev(fn, argnum), argnum);
}

/**
 * `fn` over a dimension of its arguments, results stacked.
 * @param inDims the dimension of each argument that is mapped over, null for one that is passed whole.
 * @param outDim where the mapped dimension goes in the result.
 * @example func.vmap((a, b) => a.mul(b).sum())(A, B) // the dot products of the rows
 */
export function vmap(
  fn: Fn,
  inDims: number | readonly (number | null)[] = 0,
  outDim = 0,
): (...args: Tensor[]) => Tensor {
  return (...args) => {
    const dims = typeof inDims === "number" ? args.map(() => inDims) : inDims;
    const counts = args.flatMap((arg, i) => {
      const dim = dims[i] ?? null;
      return dim === null ? [] : [arg.size(wrapDim(dim, arg.ndim))];
    });
    const [count] = counts;
    if (count === undefined) {
      throw new RuntimeError("vmap: at least one argument must have a mapped dimension", {
        op: "vmap",
        parameter: "inDims",
      });
    }
    if (counts.some((n) => n !== count)) {
      throw new RuntimeError(
        `vmap: Expected all tensors to have the same size in the mapped dimension, got sizes [${counts.join(", ")}] for the mapped dimension`,
        { op: "vmap", parameter: "inDims" },
      );
    }
    const results = Array.from({ length: count }, (_, k) =>
      fn(...args.map((arg, i) => (dims[i] == null ? arg : arg.select(dims[i] as number, k)))),
    );
    return stack(results, outDim);
  };
}
