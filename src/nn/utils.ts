// PyTorch's `torch.nn.utils`: keeping gradients small.

import { tensor } from "../creation";
import { RuntimeError } from "../errors";
import { type CallArguments, flag, number } from "../params";
import { Tensor } from "../tensor";
import { host } from "../watch";
import { argument, named } from "./arguments";
import { accumulatedGradient, changeGradient, isHeld, valuesOf } from "./gradients";

const isIterable = (value: unknown): value is Iterable<Tensor> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

const parameters = argument("parameters", "a Tensor or an iterable of Tensors", (value) =>
  value instanceof Tensor || isIterable(value) ? (value as Tensor | Iterable<Tensor>) : undefined,
);

interface Gradient {
  readonly param: Tensor;
  readonly grad: Tensor;
}

/** The gradients that are there. What `createBackward` holds follows its loss: it is not clipped. */
function gradientsOf(op: string, given: Tensor | Iterable<Tensor>): Gradient[] {
  return (given instanceof Tensor ? [given] : [...given]).flatMap((param) => {
    if (isHeld(param)) {
      throw new RuntimeError(`${op}: the .grad of a parameter is held current by createBackward`, {
        op,
        parameter: "parameters",
      });
    }
    const grad = accumulatedGradient(param);
    return grad === null ? [] : [{ param, grad }];
  });
}

/** The norm of all numbers of several arrays. */
function normOf(arrays: readonly ArrayLike<number>[], order: number): number {
  if (order === Number.POSITIVE_INFINITY) {
    return Math.max(...arrays.map((values) => largest(values)));
  }
  const norms = arrays.map((values) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]) ** order;
    return sum ** (1 / order);
  });
  return norms.reduce((sum, norm) => sum + norm ** order, 0) ** (1 / order);
}

function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i]));
  return max;
}

const normParams = [
  parameters,
  number("maxNorm"),
  number("normType", 2),
  flag("errorIfNonfinite", false),
] as const;

/**
 * Scales all gradients together, so that their norm as one vector is at most `maxNorm`:
 * `clipGradNorm_(parameters, maxNorm, normType = 2, errorIfNonfinite = false)`.
 * @returns the norm before, a 0-d tensor
 * @example nn.utils.clipGradNorm_(model.parameters(), 1)
 * @throws RuntimeError for a norm that is not finite, if asked for.
 */
export function clipGradNorm_(...given: CallArguments<typeof normParams>): Tensor {
  const args = named("clipGradNorm_", normParams, given);
  const gradients = gradientsOf("clipGradNorm_", args.parameters);
  if (gradients.length === 0) return tensor(0);
  const norm = normOf(
    gradients.map(({ grad }) => valuesOf(grad)),
    args.normType,
  );
  if (args.errorIfNonfinite && !Number.isFinite(norm)) {
    throw new RuntimeError(
      `The total norm of order ${args.normType === 2 ? "2.0" : args.normType} for gradients from \`parameters\` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set \`error_if_nonfinite=False\``,
      { op: "clipGradNorm_", parameter: "parameters" },
    );
  }
  const scale = args.maxNorm / (norm + 1e-6);
  // Not `Math.min`: a NaN scales, as in PyTorch.
  if (!(scale >= 1)) {
    host.batch(() => {
      for (const { param, grad } of gradients) {
        changeGradient(param, grad, (values) => {
          for (let i = 0; i < values.length; i++) values[i] *= scale;
        });
      }
    });
  }
  return tensor(norm, { dtype: gradients[0].grad.dtype });
}

const valueParams = [parameters, number("clipValue")] as const;

/**
 * Holds every element of the gradients between -clipValue and clipValue:
 * `clipGradValue_(parameters, clipValue)`.
 * @example nn.utils.clipGradValue_(model.parameters(), 0.5)
 */
export function clipGradValue_(...given: CallArguments<typeof valueParams>): void {
  const args = named("clipGradValue_", valueParams, given);
  const bound = args.clipValue;
  host.batch(() => {
    for (const { param, grad } of gradientsOf("clipGradValue_", args.parameters)) {
      changeGradient(param, grad, (values) => {
        for (let i = 0; i < values.length; i++) {
          values[i] = Math.max(-bound, Math.min(bound, values[i]));
        }
      });
    }
  });
}
