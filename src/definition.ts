// What an operation is. Read this first, then any file in ops/.
//
// One definition holds everything about an op: names, parameters, shape rule, kernel, derivative,
// sample inputs. The function, the method, its argument checks, the docs row, the gradient check and
// the comparison with PyTorch are derived from it, by `defineOp` in op.ts.
//
// Derivative rules are math in tensor ops, one per tensor parameter, by name. What a rule *reads*
// (`input`, `other`, `output`) is what PyTorch would save for backward: after a backward pass without
// `retainGraph`, reading it is the "second time" error. Shapes may be read freely. Un-broadcasting,
// accumulation and dtype casts happen once, in autograd/differentiate.ts.

import type { DType } from "./dtype";
import type { Node, Operation } from "./graph";
import type { Instruction } from "./kernels/wasm/instruction";
import type { AnyParam, Named } from "./params";
import type { Promotion } from "./promotion";
import type { Size } from "./shape";
import type { Tensor } from "./tensor";

type TensorParam<P extends readonly AnyParam[]> = Extract<
  P[number],
  { kind: "tensor" | "tensors" }
>;

/** The arguments as shape rules see them: nodes for tensors, values for the rest. */
export type Facts<P extends readonly AnyParam[]> = {
  readonly [K in keyof Named<P>]: Named<P>[K] extends Tensor
    ? Node
    : Named<P>[K] extends Tensor | null
      ? Node | null
      : Named<P>[K] extends readonly Tensor[]
        ? readonly Node[]
        : Named<P>[K];
};

/** The arguments as derivative rules see them: tensors to compute with. */
export type Rule<P extends readonly AnyParam[]> = Named<P> & {
  /** dL/d output. */
  readonly grad: Tensor;
  /** The result of the forward computation. */
  readonly output: Tensor;
  /** Shapes and dtypes of tensor arguments; reading these saves nothing. */
  readonly facts: Facts<P>;
};

type KindOf<P extends readonly AnyParam[], N> = Extract<P[number], { name: N }>["kind"];

/**
 * For each tensor parameter its derivative, or null where there is none; a rule that depends on the
 * arguments may return null too. A missing one does not compile.
 */
export type Backward<P extends readonly AnyParam[]> = {
  readonly [N in TensorParam<P>["name"]]: KindOf<P, N> extends "tensors"
    ? (rule: Rule<P>) => readonly Tensor[]
    : ((rule: Rule<P>) => Tensor | null) | null;
};

export type Namespace = "torch" | "nn.functional" | "linalg" | "special" | "internal";

export interface Definition<P extends readonly AnyParam[]> {
  /** PyTorch's name in camelCase. */
  readonly name: string;
  /** `torch` unless given; `internal` ops are building blocks of rules. */
  readonly namespace?: Namespace;
  /** Whether it is also a method of Tensor; by default what is in `torch` and takes a tensor first. */
  readonly method?: boolean;
  /** PyTorch's name of the backward node; a function where it depends on the arguments. */
  readonly gradFn?: string | ((facts: Facts<P>) => string);
  /** One line, for documentation. */
  readonly doc: string;
  readonly params: P;
  /** `"common"` unless given. */
  readonly promote?: Promotion;
  /** The result's shape; the inputs broadcast together unless given. */
  readonly shape?: (facts: Facts<P>) => Size;
  /** The result's dtype; that of the first input, after promotion, unless given. */
  readonly dtype?: DType | ((facts: Facts<P>) => DType);
  /** For views: the strides that PyTorch would report; null if row-major. */
  readonly strides?: (facts: Facts<P>) => readonly number[] | null;
  /** For views: how many elements of the base come before the first, beyond those of the input. */
  readonly offset?: (facts: Facts<P>) => number;
  /** For views that only rename: the result shares its input's elements. */
  readonly alias?: boolean;
  /** For views: an in-place write to the result rewrites the input. */
  readonly isView?: boolean;
  /** Computes `out.data` from the inputs' data. */
  readonly forward: (out: OpNode<P>, a: Node, b: Node, c: Node) => void;
  /**
   * The nodes whose elements `forward` reads, in place of the inputs: a matrix product reads what a
   * transposed view shows, and the view is never computed.
   */
  readonly reads?: (node: Node) => readonly Node[];
  /**
   * The wasm kernel that computes the same, for a node of these sizes; null where there is none, or
   * where `forward` is as good.
   */
  readonly instruction?: (out: OpNode<P>, a: Node, b: Node, c: Node) => Instruction | null;
  /** The derivatives; null if the result has none (comparisons, indices). */
  readonly backward: Backward<P> | null;
  /** Argument lists that exercise shapes and domains: every op is gradchecked on them. */
  readonly samples: () => readonly (readonly unknown[])[];
}

type StaticArgs<P extends readonly AnyParam[]> = {
  readonly [K in P[number] as K["kind"] extends "static" ? K["name"] : never]: Named<P>[K["name"]];
};

/** A node of a given op: its static arguments are typed. */
export interface OpNode<P extends readonly AnyParam[]> extends Node {
  readonly args: StaticArgs<P>;
}

/** Who asks for derivatives. */
export interface Asker {
  /** Says whether what a rule is about to read may still be read; throws PyTorch's error if not. */
  guard(node: Node): void;
  /** Whether the derivative with respect to this input is of use. */
  wants(input: Node): boolean;
}

/** An op as the rest of the engine sees it. */
export interface Op extends Operation {
  readonly namespace: Namespace;
  readonly method: boolean;
  readonly doc: string;
  readonly params: readonly AnyParam[];
  readonly differentiable: boolean;
  readonly composite: boolean;
  /** The TypeScript type of the result, where it is not Tensor. */
  readonly result?: string;
  readonly samples: () => readonly (readonly unknown[])[];
  /** The function of the public API. */
  readonly call: (...given: never[]) => Tensor | readonly Tensor[];
  gradFnName(node: Node): string;
  /** The derivatives with respect to the inputs that `asker` wants, in their order; null for others. */
  gradients(node: Node, grad: Tensor, asker: Asker): readonly (Tensor | null)[];
  /** The same application to other inputs of the same dtypes; absent where there is none. */
  again?(node: Node, inputs: readonly Node[]): Node;
  /** For one of several outputs: the node that all of them come from. */
  partOf?(node: Node): { readonly whole: Node; readonly index: number; readonly count: number };
  /** For that node: the derivatives with respect to its inputs, given that of each output. */
  jointGradients?(
    node: Node,
    grads: readonly (Tensor | null)[],
    asker: Asker,
    live: boolean,
  ): readonly (Tensor | null)[];
}
