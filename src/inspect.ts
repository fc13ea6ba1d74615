// Looking into the graph: its nodes for displays such as GraphView, and what an evaluation computed.

import { gradFnOf } from "./autograd/gradFn";
import type { Op } from "./definition";
import { setTracer } from "./evaluate";
import { absent, type Node } from "./graph";
import { postorder } from "./order";
import type { Scope } from "./scope";
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
  /** What each input is to the operation, such as `"weight"`: the parameter's name. */
  readonly slots: readonly string[];
  /** The operation's arguments that are no tensors, such as `dim`. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly requiresGrad: boolean;
  /** The tensor's `name` if it has one, the module's name for a parameter, else the op or the kind. */
  readonly label: string;
  /** The names of the scopes it was made in, outermost first: see `scope`. Empty if there are none. */
  readonly scope: readonly string[];
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
  const pathOf = namedPaths();
  const parameters = parameterNames(nodes);
  return nodes.map((node) => {
    const { id, tensor } = handleOf(node);
    const kind = node.op !== null ? "op" : node.constant ? "constant" : "leaf";
    const op = opName(node);
    return {
      id,
      kind,
      op,
      gradFn: gradFnOf(node)?.name ?? null,
      tensor,
      inputs: inputsOf(node).map((input) => handleOf(input).id),
      slots: slotsOf(node),
      args: node.args as Readonly<Record<string, unknown>>,
      requiresGrad: node.requiresGrad,
      label: node.label ?? parameters.get(node) ?? (op === "" ? kind : op),
      scope: pathOf(node.scope),
    };
  });
}

/**
 * The names of a scope and those around it. Scopes of one name in one place are told apart by numbers,
 * in the order in which they are asked for: `layer`, `layer (2)`.
 */
function namedPaths(): (scope: Scope | null) => readonly string[] {
  const none: readonly string[] = Object.freeze([]);
  const paths = new Map<Scope, readonly string[]>();
  const taken = new Map<string, number>();
  const pathOf = (scope: Scope | null): readonly string[] => {
    if (scope === null) return none;
    let path = paths.get(scope);
    if (path === undefined) {
      path = pathOf(scope.outer);
      if (scope.name !== "") {
        const place = JSON.stringify([...path, scope.name]);
        const count = (taken.get(place) ?? 0) + 1;
        taken.set(place, count);
        path = Object.freeze([...path, count === 1 ? scope.name : `${scope.name} (${count})`]);
      }
      paths.set(scope, path);
    }
    return path;
  };
  return pathOf;
}

/** The names that modules have for the leaves among `nodes`: `weight`, `bias`. */
function parameterNames(nodes: readonly Node[]): Map<Node, string> {
  const names = new Map<Node, string>();
  const asked = new Set<object>();
  for (const { scope: made } of nodes) {
    for (let scope = made; scope !== null; scope = scope.outer) {
      if (scope.owner === null || asked.has(scope.owner)) continue;
      asked.add(scope.owner);
      for (const [name, tensor] of scope.owner.ownState()) names.set(tensor.node as Node, name);
    }
  }
  return names;
}

/** The parameters' names of the inputs that were given. */
function slotsOf(node: Node): string[] {
  const params = (node.op as Op | null)?.params ?? [];
  const inputs = givenTo(node);
  const many = params.find((param) => param.kind === "tensors");
  const single = params.filter((param) => param.kind === "tensor");
  const names = inputs.map((_, i) => (many ?? single[i])?.name ?? "");
  return names.filter((_, i) => inputs[i] !== absent);
}

const inputsOf = (node: Node): Node[] =>
  givenTo(node)
    .filter((input) => input !== absent)
    .map((input) => shown(input));

/** What an operation was given. An output of a user's Function counts as computed from the Function's inputs. */
const givenTo = (node: Node): readonly Node[] =>
  (node.op as Op | null)?.partOf?.(node).whole.inputs ?? node.inputs;

/** The operation's name; that of a user's Function is its class's. */
function opName(node: Node): string {
  const op = node.op as Op | null;
  if (op?.partOf === undefined) return op?.name ?? "";
  return op.gradFnName(node).replace(/Backward$/, "");
}

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
