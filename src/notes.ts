// What the special modes do to a node that is made in them, and what they make of reading it later.
//
// Eager mode gives PyTorch's own meaning of values: an operation is computed once, and what it read is
// remembered by version. When a derivative rule reads a tensor that was written in place since, it
// would compute with a wrong value; PyTorch refuses, and so does this.

import { type DType, scalarTypeName, type TypedArray } from "./dtype";
import { RuntimeError } from "./errors";
import { evaluate } from "./evaluate";
import { forever, type Node, type Notes, type VersionCounter } from "./graph";
import { special } from "./modes";
import { isCast } from "./promotion";
import { list } from "./shape";
import type { Tensor } from "./tensor";

/** The version counter of a node's storage, made when first asked for. */
export function versionOf(node: Node): VersionCounter {
  node.version ??= { value: 0 };
  return node.version;
}

/** Notes what the modes of this moment ask for, and computes an eager node. */
export function note(node: Node, isView: boolean): void {
  const { eager, anomaly, inference, savedTensors } = special;
  if (eager) node.version = isView ? versionOf(node.inputs[0] as Node) : { value: 0 };
  node.notes = {
    // A view shows its base's elements, written or not.
    pinned: eager && !isView,
    versions: eager ? node.inputs.map((input) => versionOf(input).value) : [],
    ownVersion: node.version?.value ?? 0,
    madeAt: anomaly ? (new Error().stack ?? null) : null,
    inference,
    savedTensors,
    packed: new Map(),
  };
  if (!eager) return;
  evaluate(node);
  if (node.error !== null) throw node.error;
  if (isView) return;
  node.validAt = forever;
  // An operation that shares its input's elements, but is no view, is a copy.
  if (node.op?.alias === true) node.data = (node.data as TypedArray).slice();
  // It is computed and not to be differentiated: what it was computed from need not be kept alive.
  if (!node.requiresGrad && !isCast(node)) node.inputs = node.reads = noInputs;
}

const noInputs: readonly Node[] = Object.freeze([]);

const unchecked = -1;

const typeName = (dtype: DType): string => `torch.${scalarTypeName(dtype)}Tensor`;

/**
 * Refuses a saved tensor that was written in place after the operation that saved it.
 * @param expected the version that the operation saw.
 */
function refuseWritten(saved: Node, expected: number, gradFn: string | null): void {
  const version = saved.version?.value ?? expected;
  if (version === expected || expected === unchecked) return;
  const which = gradFn === null ? "" : `, which is output 0 of ${gradFn},`;
  throw new RuntimeError(
    `one of the variables needed for gradient computation has been modified by an inplace operation: [${typeName(saved.dtype)} ${list(saved.shape)}]${which} is at version ${version}; expected version ${expected} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).`,
    { op: "backward" },
  );
}

/**
 * An in-place operation made `next` of `before`: both stand for the same storage, which counts the
 * write. What the operation itself read of it is the node of before the write, which nothing changes:
 * PyTorch saves a clone there.
 */
export function handOverVersion(before: Node, next: Node): void {
  const { version } = before;
  if (version === null) return;
  version.value++;
  next.version = version;
  // What the operation made is this version: it may save its own result.
  if (next.notes !== null) next.notes.ownVersion = version.value;
  next.notes?.versions.forEach((_, i, versions) => {
    if (next.inputs[i] === before) versions[i] = unchecked;
  });
}

type Names = (node: Node) => string | null;

/** What a rule gets for an input it reads: checked, and through the user's hooks. */
export function savedInput(node: Node, input: number, saved: Tensor, gradFnOf: Names): Tensor {
  const { notes } = node;
  const source = node.inputs[input] as Node;
  if (source.notes?.inference === true) throw inferenceSaved();
  if (notes === null) return saved;
  if (notes.pinned) refuseWritten(source, notes.versions[input] as number, gradFnOf(source));
  return throughHooks(notes, input, saved);
}

/** What a rule gets for the operation's own result. */
export function savedOutput(node: Node, saved: Tensor, gradFnOf: Names): Tensor {
  const { notes } = node;
  if (notes === null) return saved;
  if (notes.pinned) refuseWritten(node, notes.ownVersion, gradFnOf(node));
  return throughHooks(notes, theResult, saved);
}

const theResult = -1;

const inferenceSaved = (): RuntimeError =>
  new RuntimeError(
    "Inference tensors cannot be saved for backward. To work around you can make a clone to get a normal tensor and use it in autograd.",
    { op: "backward" },
  );

/** While true, rules are run to see what they read, and that is packed. */
let packing = false;

/**
 * Packs what the node's rules will need, now, as PyTorch does: `rules` runs them once, and each tensor
 * that they read goes through the user's `pack`.
 */
export function packSaved(rules: () => void): void {
  packing = true;
  try {
    rules();
  } finally {
    packing = false;
  }
}

function throughHooks(notes: Notes, which: number, saved: Tensor): Tensor {
  if (notes.savedTensors === null) return saved;
  const { pack, unpack } = notes.savedTensors;
  if (!packing) return unpack(notes.packed.get(which) as never) as Tensor;
  if (!notes.packed.has(which)) notes.packed.set(which, pack(saved as never));
  return saved;
}
