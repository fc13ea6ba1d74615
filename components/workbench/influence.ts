// Which cells of one tensor have to do with a cell of another. A drop of dye is put into the cell and
// followed through the graph, operation by operation: NaN is the dye, since whatever is computed from it
// is NaN. Each operation is applied to numbers in general position instead of today's, so that a weight that
// happens to be 0, or a unit that is off, is linked all the same, and nothing has to be followed again while
// numbers change.

import {
  type GraphNode,
  inspectGraph,
  pullback,
  reapply,
  type Tensor,
  untrack,
  zeros,
} from "../../src/index";
import type { Linked } from "./linked";
import type { Brush } from "./Workbench";

/** Larger tensors, and longer ways, are not followed. */
const mostCells = 65_536;
const mostNodes = 400;

type Dye = Uint8Array;

const isFloating = ({ dtype }: Tensor): boolean => dtype === "float32" || dtype === "float64";

/** The gradient of a leaf; null for any other tensor, and where there is none. */
const gradientOf = (tensor: Tensor): Tensor | null =>
  tensor.isLeaf && tensor.requiresGrad ? tensor.grad : null;

/** Whether a cell of `a` is the same cell of `b`: one tensor, or a leaf and its gradient. */
export const isSameCell = (a: Tensor, b: Tensor): boolean =>
  a.is(b) || gradientOf(a)?.is(b) === true || gradientOf(b)?.is(a) === true;

/** The id under which the graph knows a tensor. */
const idOf = (tensor: Tensor): number | undefined => inspectGraph(tensor).at(-1)?.id;

/** One operation on its own, between leaves that can be dyed. */
class Probe {
  private readonly inputs: readonly Tensor[];
  private readonly output: Tensor;
  private readonly cotangent: Tensor;
  private readonly handedOn: readonly (Tensor | null)[];

  /** @throws what the operation throws for such numbers. */
  constructor(node: GraphNode, inputs: readonly GraphNode[]) {
    // Indices and conditions are taken as they are.
    this.inputs = inputs.map(({ tensor }, i) => (isFloating(tensor) ? general(tensor, i) : tensor));
    this.output = reapply(node.tensor, this.inputs);
    this.cotangent = zeros([...node.tensor.shape], { dtype: this.output.dtype });
    this.handedOn = pullback(this.output, this.cotangent);
  }

  /** Where dye in the inputs comes out. */
  forward(dyes: readonly (Dye | null)[]): Dye {
    const before = this.inputs.map((input, i) =>
      dyes[i] == null ? null : input.detach().toTypedArray(),
    );
    this.inputs.forEach((input, i) => {
      const [dye, values] = [dyes[i], before[i]];
      if (dye && values && isFloating(input))
        input.set(values.map((value, k) => (dye[k] ? Number.NaN : value)));
    });
    const out = dyed(this.output.toTypedArray());
    this.inputs.forEach((input, i) => {
      const values = before[i];
      if (values && isFloating(input)) input.set(values);
    });
    return out;
  }

  /** Where dye in the output came in; null for inputs that hand nothing on. */
  backward(dye: Dye): (Dye | null)[] {
    this.cotangent.set(Float64Array.from(dye, (on) => (on ? Number.NaN : 0)));
    return this.handedOn.map((part) => part && dyed(part.toTypedArray()));
  }
}

const dyed = (values: ArrayLike<number>): Dye =>
  Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));

/** Numbers in (0.3, 0.9) without any pattern: no function that is common refuses those. */
function general(tensor: Tensor, seed: number): Tensor {
  const leaf = zeros([...tensor.shape], { dtype: tensor.dtype, requiresGrad: true });
  const values = new Float64Array(tensor.numel());
  for (let i = 0; i < values.length; i++)
    values[i] = 0.3 + 0.6 * ((0.5 + (i + 1) * 0.618034 + seed * 0.414214) % 1);
  leaf.set(values);
  return leaf;
}

/** What was built for a node is kept for as long as the node is; null where it could not be. */
const probes = new WeakMap<Tensor, Probe | null>();

function probeOf(node: GraphNode, inputs: readonly GraphNode[]): Probe | null {
  let probe = probes.get(node.tensor);
  if (probe === undefined) {
    try {
      probe = new Probe(node, inputs);
    } catch {
      probe = null; // an operation that takes no such numbers, or a user's own
    }
    probes.set(node.tensor, probe);
  }
  return probe;
}

const all = (tensor: Tensor): Dye => new Uint8Array(tensor.numel()).fill(1);
const sameShape = (a: Tensor, b: Tensor): boolean => a.shape.join() === b.shape.join();

/** Where dye that cannot be followed may go: to the same place if there is one, else everywhere. */
const guess = (dye: Dye, from: Tensor, to: Tensor): Dye => (sameShape(from, to) ? dye : all(to));

function merged(a: Dye | undefined, b: Dye): Dye {
  if (a === undefined) return b;
  return a.map((on, i) => on | (b[i] as number));
}

const isTooLarge = ({ tensor }: GraphNode): boolean => tensor.numel() > mostCells;

/**
 * Whether the last of `nodes` is the gradient of a leaf among them. Such a gradient counts as made of the
 * values of the forward pass, those that require grad; what they in turn were computed from is another question.
 */
function isGradient(nodes: readonly GraphNode[]): boolean {
  const { tensor: root, requiresGrad } = nodes.at(-1) as GraphNode;
  if (requiresGrad) return false;
  return nodes.some(({ kind, tensor }) => kind === "leaf" && gradientOf(tensor)?.is(root) === true);
}

/** The dye in all that the cell was computed from, by id. */
function upstream(nodes: readonly GraphNode[], cell: number): Map<number, Dye> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const dyes = new Map<number, Dye>();
  const root = nodes.at(-1) as GraphNode;
  const drop = new Uint8Array(root.tensor.numel());
  drop[cell] = 1;
  dyes.set(root.id, drop);
  const stops = isGradient(nodes);
  for (const node of [...nodes].reverse()) {
    const dye = dyes.get(node.id);
    if (dye === undefined || node.kind !== "op" || (stops && node.requiresGrad)) continue;
    const inputs = node.inputs.flatMap((id) => byId.get(id) ?? []);
    if (inputs.some(isTooLarge)) continue;
    const came = probeOf(node, inputs)?.backward(dye);
    inputs.forEach((input, i) => {
      const own = came?.[i] ?? guess(dye, node.tensor, input.tensor);
      dyes.set(input.id, merged(dyes.get(input.id), own));
    });
  }
  return dyes;
}

/** The dye in the last of `nodes`, from a cell of one among them; null if it is not reached. */
function downstream(nodes: readonly GraphNode[], from: number, drop: Dye): Dye | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const dyes = new Map([[from, drop]]);
  const stops = isGradient(nodes);
  for (const node of nodes) {
    if (node.id === from || (stops && node.requiresGrad)) continue;
    if (!node.inputs.some((id) => dyes.has(id))) continue;
    const inputs = node.inputs.flatMap((id) => byId.get(id) ?? []);
    if (isTooLarge(node) || inputs.some(isTooLarge)) continue;
    const given = inputs.map((input) => dyes.get(input.id) ?? null);
    dyes.set(node.id, through(node, inputs, given));
  }
  return dyes.get((nodes.at(-1) as GraphNode).id) ?? null;
}

function through(
  node: GraphNode,
  inputs: readonly GraphNode[],
  given: readonly (Dye | null)[],
): Dye {
  // Numbers that cannot be NaN carry no dye.
  const followed =
    isFloating(node.tensor) &&
    inputs.every(({ tensor }, i) => given[i] === null || isFloating(tensor));
  const probe = followed ? probeOf(node, inputs) : null;
  if (probe !== null) return probe.forward(given);
  return inputs.reduce<Dye>((dye, input, i) => {
    const own = given[i];
    return own ? merged(dye, guess(own, input.tensor, node.tensor)) : dye;
  }, new Uint8Array(node.tensor.numel()));
}

/** A pointed-at cell, followed upstream. */
interface Sources {
  readonly nodes: readonly GraphNode[];
  readonly dyes: ReadonlyMap<number, Dye>;
}

/** Found once for all views. */
const found = new WeakMap<Brush, Sources>();

function sourcesOf(brush: Brush): Sources {
  let sources = found.get(brush);
  if (sources === undefined) {
    const nodes = inspectGraph(brush.tensor);
    const followed = nodes.length <= mostNodes && brush.tensor.numel() <= mostCells;
    sources = { nodes, dyes: followed ? upstream(nodes, brush.cell) : new Map() };
    found.set(brush, sources);
  }
  return sources;
}

/**
 * The cells of `tensor` that have to do with the cell pointed at: that cell itself, the cells it was
 * computed from, or those computed from it. Null where there are none, and for graphs that are too large.
 * Never throws, and subscribes nobody.
 */
export function linkedCells(brush: Brush, tensor: Tensor): Linked | null {
  try {
    return untrack(() => find(brush, tensor));
  } catch {
    return null; // whoever shows the tensor says what is wrong with it
  }
}

function find(brush: Brush, tensor: Tensor): Linked | null {
  const cells = tensor.numel();
  if (isSameCell(brush.tensor, tensor)) {
    const drop = new Uint8Array(cells);
    if (brush.cell < cells) drop[brush.cell] = 1;
    return { cells: drop, kind: "same" };
  }
  const { nodes, dyes } = sourcesOf(brush);
  const sources = dyes.get(idOf(tensor) ?? -1);
  if (sources !== undefined) return { cells: sources, kind: "source" };
  const root = nodes.at(-1)?.id ?? -1;
  const below = inspectGraph(tensor);
  if (below.length > mostNodes || cells > mostCells || !below.some(({ id }) => id === root))
    return null;
  const drop = new Uint8Array(brush.tensor.numel());
  drop[brush.cell] = 1;
  const targets = downstream(below, root, drop);
  return targets === null ? null : { cells: targets, kind: "target" };
}
