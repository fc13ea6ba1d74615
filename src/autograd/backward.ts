// The two imperative passes: `backward` adds numbers into `.grad`, `grad` returns expressions.

import { describe, RuntimeError, TypeError } from "../errors";
import { evaluate } from "../evaluate";
import { clock, type Node } from "../graph";
import { numel, sameShape } from "../shape";
import { Tensor } from "../tensor";
import { accumulate, runAfterAccumulation } from "./deposit";
import { differentiate, type Gradients } from "./differentiate";
import { originOf } from "./gradFn";
import { onesLike } from "./ones";
import type { Seed } from "./route";
import { slotOf } from "./slot";

export interface BackwardOptions {
  /** Keep what rules need, so that the graph can be walked backward again. Default: `createGraph`. */
  readonly retainGraph?: boolean | null;
  /** Make the gradients differentiable. Default `false`. */
  readonly createGraph?: boolean;
  /** The tensors that accumulate a gradient; by default all leaves that the output depends on. */
  readonly inputs?: Tensor | readonly Tensor[] | null;
}

/** The node that gradients of `tensor` start from; for a dynamic graph, as of now. */
function outputNode(tensor: Tensor): Node {
  const { node } = tensor;
  if (node.hasDynamic) {
    evaluate(node);
    if (node.error !== null) throw node.error;
  }
  return node;
}

function seedFor(output: Tensor, gradient: Tensor | null | undefined, index: number): Seed {
  const node = outputNode(output);
  if (!node.requiresGrad) {
    throw new RuntimeError(
      `element ${index} of tensors does not require grad and does not have a grad_fn`,
      { op: "backward" },
    );
  }
  if (gradient === null || gradient === undefined) {
    if (numel(node.shape) !== 1) {
      throw new RuntimeError("grad can be implicitly created only for scalar outputs", {
        op: "backward",
      });
    }
    return { node, gradient: onesLike(node.shape, node.dtype) };
  }
  if (!(gradient instanceof Tensor)) {
    throw new TypeError(`backward: gradient must be a Tensor or null, got ${describe(gradient)}`, {
      op: "backward",
      parameter: "gradient",
    });
  }
  if (!sameShape(gradient.shape, node.shape)) {
    throw new RuntimeError(
      `Mismatch in shape: grad_output[${index}] has a shape of ${gradient.shape} and output[${index}] has a shape of ${node.shape}.`,
      { op: "backward", parameter: "gradient" },
    );
  }
  return { node, gradient };
}

function seedsFor(
  outputs: readonly Tensor[],
  gradients: readonly (Tensor | null | undefined)[] | null | undefined,
): Seed[] {
  if (gradients != null && gradients.length !== outputs.length) {
    throw new RuntimeError(`got ${outputs.length} tensors and ${gradients.length} gradients`, {
      op: "backward",
    });
  }
  return outputs.map((output, i) => seedFor(output, gradients?.[i], i));
}

/** Options are checked here too: JavaScript users have no compiler to tell them. */
function refuseUnknownOptions(op: string, known: readonly string[], options: object): void {
  for (const key in options) {
    if (known.includes(key)) continue;
    throw new TypeError(`${op}: unknown option ${key}; known are ${known.join(", ")}`, {
      op,
      parameter: key,
    });
  }
}

export const asList = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** Marks what a pass used up, unless it is to be kept. */
function free(gradients: Gradients, retain: boolean): void {
  if (retain) return;
  for (const node of gradients.nodes) if (node.op !== null) node.freedAt = clock;
}

/**
 * Differentiates `tensors` and adds the gradients into the `.grad` of the leaves. Evaluates at once;
 * nothing is accumulated if anything fails.
 * @param gradTensors dL/d tensor for each; may be left out for tensors with one element.
 * @throws RuntimeError in PyTorch's words: nothing requires grad, not a scalar, a second time.
 */
export function backward(
  tensors: Tensor | readonly Tensor[],
  gradTensors?: Tensor | readonly (Tensor | null)[] | null,
  options: BackwardOptions = {},
): void {
  refuseUnknownOptions("backward", ["retainGraph", "createGraph", "inputs"], options);
  const { retainGraph, createGraph = false, inputs = null } = options;
  const outputs = asList(tensors);
  const targets = inputs === null ? null : asList(inputs);
  if (targets?.length === 0) {
    throw new RuntimeError("'inputs' argument to backward() cannot be empty.", { op: "backward" });
  }
  const seeds = seedsFor(outputs, gradTensors == null ? null : asList(gradTensors));
  const wanted = targets && new Set(targets.map(receiver));
  const retain = retainGraph ?? createGraph;
  const gradients = differentiate(seeds, { wanted, createGraph, live: false });
  const { nodes, sums } = gradients;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (wanted === null ? !isAccumulating(node) : !wanted.has(node)) sums[i] = undefined;
  }
  accumulate(gradients, createGraph, gradTensors == null && gradients.isPrivate);
  free(gradients, retain);
  runAfterAccumulation(gradients);
}

/** A tensor named in `inputs`. */
function receiver(tensor: Tensor): Node {
  const node = originOf(outputNode(tensor));
  if (!node.requiresGrad) {
    throw new RuntimeError("One of the differentiated Tensors does not require grad", {
      op: "backward",
      parameter: "inputs",
    });
  }
  return node;
}

const isAccumulating = (node: Node): boolean =>
  node.op === null ? node.dynamic?.result == null : slotOfNonLeaf(node);

const slotOfNonLeaf = (node: Node): boolean => node.gradient !== null && slotOf(node).retained;

export interface GradOptions {
  /** dL/d output for each output; may be left out for outputs with one element. */
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[] | null;
  readonly retainGraph?: boolean | null;
  readonly createGraph?: boolean;
  /** Whether an input that the outputs do not depend on is null instead of an error. Default `false`. */
  readonly allowUnused?: boolean;
}

/**
 * The gradients of `outputs` with respect to `inputs`, as lazy expressions that stay current.
 * Nothing is accumulated.
 * @example const [g] = autograd.grad(y, x, { createGraph: true })
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions & { readonly allowUnused: true },
): (Tensor | null)[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options?: GradOptions,
): Tensor[];
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  options: GradOptions = {},
): (Tensor | null)[] {
  refuseUnknownOptions(
    "grad",
    ["gradOutputs", "retainGraph", "createGraph", "allowUnused"],
    options,
  );
  const { gradOutputs, retainGraph, createGraph = false, allowUnused = false } = options;
  // The expressions belong to the branches taken now: whoever tracks is told when another is.
  for (const output of asList(outputs)) if (output.node.hasDynamic) output.read();
  const wantedNodes = asList(inputs).map((input) => {
    const node = originOf(outputNode(input));
    if (!node.requiresGrad) {
      throw new RuntimeError("One of the differentiated Tensors does not require grad", {
        op: "grad",
      });
    }
    return node;
  });
  const seeds = seedsFor(asList(outputs), gradOutputs == null ? null : asList(gradOutputs));
  const retain = retainGraph ?? createGraph;
  const gradients = differentiate(seeds, {
    wanted: new Set(wantedNodes),
    createGraph,
    live: false,
  });
  const results = wantedNodes.map((node) => {
    const found = gradients.of(node);
    if (found === null && !allowUnused) {
      throw new RuntimeError(
        "One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.",
        { op: "grad", parameter: "inputs" },
      );
    }
    return found;
  });
  free(gradients, retain);
  return results;
}
