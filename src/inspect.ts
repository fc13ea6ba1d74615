// Looking into the graph: its nodes for displays such as GraphView, and what an evaluation computed.

import { gradFnOf } from "./autograd/gradFn";
import { setTracer } from "./evaluate";
import { absent, type Node } from "./graph";
import { postorder } from "./order";
import { Tensor } from "./tensor";

/** One node of the graph. */
export interface GraphNode {
  /** The same for the same node at every call. */
  readonly id: number;
  /** A leaf can be written, a constant is a plain number, an op computes. */
  readonly kind: "leaf" | "constant" | "op";
  /** The operation's name, such as `"matmul"`; `""` for leaves and constants. */
  readonly op: string;
  /** PyTorch's name of the backward node, such as `"MmBackward0"`; null where nothing is differentiated. */
  readonly gradFn: string | null;
  /** Reads this node's live value. */
  readonly tensor: Tensor;
  /** The ids of the nodes it is computed from. */
  readonly inputs: readonly number[];
  readonly requiresGrad: boolean;
  /** The tensor's `name` if it has one, else the op or the kind. */
  readonly label: string;
}

const handles = new WeakMap<Node, { readonly id: number; readonly tensor: Tensor }>();
let ids = 0;

function handleOf(node: Node): { readonly id: number; readonly tensor: Tensor } {
  let handle = handles.get(node);
  if (handle === undefined) {
    handle = { id: ++ids, tensor: new Tensor(node) };
    handles.set(node, handle);
  }
  return handle;
}

/** A dynamic node shows as what its last run returned, a cast that promotion inserted as its input. */
function shown(node: Node): Node {
  let real = node;
  for (;;) {
    if (real.dynamic?.result) real = real.dynamic.result;
    else if (real.implicit) real = real.inputs[0] as Node;
    else return real;
  }
}

/**
 * The nodes that the given tensors are computed from, inputs before what they feed, the tensors
 * last. A dynamic graph is shown as it is now.
 * @example inspectGraph(loss).map((node) => node.label)
 */
export function inspectGraph(...roots: readonly Tensor[]): GraphNode[] {
  for (const root of roots) if (root.node.hasDynamic) root.shape;
  const nodes = postorder(
    roots.map((root) => shown(root.node)),
    inputsOf,
  );
  return nodes.map((node) => {
    const { id, tensor } = handleOf(node);
    const kind = node.op !== null ? "op" : node.constant ? "constant" : "leaf";
    const op = node.op?.name ?? "";
    return {
      id,
      kind,
      op,
      gradFn: gradFnOf(node)?.name ?? null,
      tensor,
      inputs: inputsOf(node).map((input) => handleOf(input).id),
      requiresGrad: node.requiresGrad,
      label: node.label ?? (op === "" ? kind : op),
    };
  });
}

const inputsOf = (node: Node): Node[] =>
  node.inputs.filter((input) => input !== absent).map((input) => shown(input));

/** What `profile` saw. */
export interface Profile<T> {
  readonly result: T;
  /** The nodes that were computed, in order, by `GraphNode.id`; a dynamic node counts when its code runs. */
  readonly computed: readonly number[];
}

/**
 * Runs `fn` and lists the nodes that were computed meanwhile: the work that a change caused.
 * @example profile(() => loss.item()).computed.length // 0 if nothing had changed
 */
export function profile<T>(fn: () => T): Profile<T> {
  const computed: number[] = [];
  const before = setTracer((node) => {
    computed.push(handleOf(node).id);
  });
  try {
    return { result: fn(), computed };
  } finally {
    setTracer(before);
  }
}
