// The handle that users hold. It points at a node of the graph; reading through it brings the node
// up to date and, inside a tracking scope, subscribes the reader. Operations are attached as methods
// in index.ts; `grad`, `backward` and their kin come from autograd/methods.ts.

import { driversOf } from "./drivers";
import type { DType, TypedArray } from "./dtype";
import { getDefaultDtype } from "./dtype";
import { activeCollector } from "./dynamic";
import { TypeError, ValueError } from "./errors";
import { evaluate, structureIsKnown } from "./evaluate";
import { formatTensor } from "./format";
import { clock, type Node, source, touch } from "./graph";
import { setValues } from "./leaf";
import { Watching } from "./link";
import { type Nested, toNested } from "./nested";
import type { TensorMethods } from "./ops/methods";
import { contiguousStrides, numel, type Size, wrapDim } from "./shape";
import { host } from "./watch";

/** How a view is made again when an in-place operation gave its base another node. */
export interface View {
  /** The tensor whose elements are shown: no view itself. */
  readonly base: Tensor;
  /** The view that this one is a view of; null if it is the base itself. */
  readonly previous: View | null;
  /** The step from there to here. */
  readonly again: (input: Tensor) => Tensor;
}

/** A handle on a view, and the base's node that it was made from. */
interface Viewing {
  readonly view: View;
  seen: Node;
}

/** All steps from the base on; a loop, since chains can be long. */
function replay(view: View): Tensor {
  const steps: View[] = [];
  for (let step: View | null = view; step !== null; step = step.previous) steps.push(step);
  let tensor = view.base;
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) tensor = step.again(tensor);
  return tensor;
}

export interface Tensor extends TensorMethods {}

/**
 * Numbers of one element type in rows of rows, and a node of a graph. `tensor(…)` makes a leaf, which can
 * be written; operations make what follows it: whoever reads a result finds it as the leaves are now.
 * Operations that take a tensor first are its methods.
 * @example
 * const w = tensor([1, 2], { requiresGrad: true });
 * const loss = w.mul(w).sum();
 * w.set([3, 4]);
 * loss.item(); // 25
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods are attached in index.ts, and a test checks that all are.
export class Tensor {
  private target: Node;
  private viewing: Viewing | null;
  private watching: Watching | null = null;

  /** @internal Tensors are made by `tensor(…)` and by operations. */
  constructor(node: Node, viewOf: View | null = null) {
    this.target = node;
    this.viewing = viewOf === null ? null : { view: viewOf, seen: viewOf.base.node };
  }

  /** @internal Set on views: an in-place write to one rewrites its base. */
  get viewOf(): View | null {
    return this.viewing === null ? null : this.viewing.view;
  }

  /** @internal The node of the graph. Asking for it neither evaluates nor subscribes. */
  get node(): Node {
    if (this.viewing !== null) this.followBase(this.viewing);
    return this.target;
  }

  private followBase(viewing: Viewing): void {
    const { base } = viewing.view;
    if (viewing.seen === base.node) return;
    viewing.seen = base.node;
    this.move(replay(viewing.view).node);
  }

  /**
   * @internal Points the handle at another node, as an in-place operation does. Whoever read the old
   * one through this handle, a view of it, or in the code of a dynamic node, is told.
   */
  repoint(node: Node): void {
    const before = this.target;
    this.move(node);
    host.batch(() => {
      this.watching?.watch.fire();
      touch(before);
    });
  }

  /** @internal Shows another node while `fn` builds graph upon it; nobody is told. */
  during<T>(node: Node, fn: () => T): T {
    const before = this.target;
    this.target = node;
    try {
      return fn();
    } finally {
      this.target = before;
    }
  }

  /** @internal Makes the handle a leaf of its own with today's values. */
  becomeLeaf(): void {
    const { node } = this.snapshot();
    this.viewing = null;
    this.repoint(node);
  }

  private move(node: Node): void {
    this.target = node;
    if (this.watching?.isLinked !== true) return;
    this.watching.leave();
    settled(node);
    this.watching.link(node);
  }

  /**
   * @internal The current node: brought up to date, the reader subscribed.
   * @throws what its computation threw.
   */
  read(): Node {
    const { node } = this;
    evaluate(node);
    const collector = activeCollector();
    if (collector !== null) collector.controls.add(node);
    else if (!node.constant && host.listener() !== null) this.subscribe(node);
    if (node.error !== null) throw node.error;
    return node;
  }

  /**
   * @internal The current node for an imperative operation: an effect that steps an optimiser is not
   * to run again because of what the step read. The code of a dynamic node does depend on it.
   */
  peek(): Node {
    const { node } = this;
    evaluate(node);
    activeCollector()?.controls.add(node);
    if (node.error !== null) throw node.error;
    return node;
  }

  private subscribe(node: Node): void {
    this.watching ??= new Watching();
    if (!this.watching.isLinked) {
      settled(node);
      this.watching.link(node);
    }
    this.watching.watch.track();
    if (node.hasDynamic) for (const driver of driversOf(node)) driver.dynamic?.tracker?.track();
  }

  /** The node for its shape or dtype: only a dynamic graph has to be evaluated for them. */
  private structure(): Node {
    return this.node.hasDynamic && !structureIsKnown() ? this.read() : this.node;
  }

  /** The sizes; prints as `torch.Size([2, 3])`. */
  get shape(): Size {
    return this.structure().shape;
  }

  /** The element type. */
  get dtype(): DType {
    return this.node.dtype;
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The number of dimensions. */
  dim(): number {
    return this.shape.length;
  }

  /** All sizes, or the size of one dimension. */
  size(): Size;
  size(dim: number): number;
  size(dim?: number): Size | number {
    const { shape } = this;
    return dim === undefined ? shape : (shape[wrapDim(dim, shape.length)] as number);
  }

  /** The number of elements. */
  numel(): number {
    return numel(this.shape);
  }

  /** The step in elements from one index to the next, per dimension, as PyTorch reports it. */
  stride(): readonly number[];
  stride(dim: number): number;
  stride(dim?: number): readonly number[] | number {
    const node = this.structure();
    const strides = node.strides ?? contiguousStrides(node.shape);
    return dim === undefined ? strides : (strides[wrapDim(dim, strides.length)] as number);
  }

  /** Whether the elements lie in row-major order. */
  isContiguous(): boolean {
    return this.structure().strides === null;
  }

  /**
   * The value of a tensor with one element: a number, or a boolean if that is its dtype.
   * @throws ValueError if there are more or fewer.
   */
  item<T extends number | boolean = number>(): T {
    const node = this.read();
    const data = node.data as TypedArray;
    if (data.length !== 1) {
      throw new ValueError("only one element tensors can be converted to Python scalars", {
        op: "item",
      });
    }
    return (node.dtype === "bool" ? data[0] !== 0 : data[0]) as T;
  }

  /** The elements as nested arrays. */
  tolist(): Nested {
    const { data, shape, dtype } = this.read();
    return toNested(data as TypedArray, shape, dtype);
  }

  /**
   * A copy of the elements, row-major; into `out` if given, and then nothing is allocated.
   * @throws ValueError if `out` has another length.
   */
  toTypedArray<A extends TypedArray = TypedArray>(out?: A): A {
    const data = this.read().data as TypedArray;
    if (out === undefined) return data.slice() as A;
    if (out.length !== data.length) {
      throw new ValueError(
        `toTypedArray: out has ${out.length} elements, the tensor ${data.length}`,
        { op: "toTypedArray", parameter: "out" },
      );
    }
    const count = data.length;
    // For a few elements a loop is faster than the call.
    if (count > 64) out.set(data);
    else for (let i = 0; i < count; i++) out[i] = data[i] as number;
    return out;
  }

  /** PyTorch's text for the tensor. */
  toString(): string {
    const node = this.read();
    return formatTensor(
      { shape: node.shape, data: node.data as TypedArray, dtype: node.dtype },
      {
        defaultDtype: getDefaultDtype(),
        requiresGrad: node.requiresGrad,
        gradFn: this.gradFn?.name ?? null,
      },
    );
  }

  /** What `console.log` shows on Node: PyTorch's text. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  /** What `JSON.stringify` writes: the elements as nested arrays. */
  toJSON(): Nested {
    return this.tolist();
  }

  /** Tensors do not take part in JavaScript's `+ - * <`; only text is made of them. */
  [Symbol.toPrimitive](hint: "string" | "number" | "default"): string {
    if (hint === "string") return this.toString();
    throw new TypeError(
      "a Tensor cannot be used with JavaScript's operators: call add, sub, mul, lt, … or read it with item()",
    );
  }

  /** A free label of what this handle reads, for displays such as GraphView. */
  get name(): string | undefined {
    return this.node.label;
  }

  set name(label: string | undefined) {
    this.node.label = label;
  }

  /** Whether two handles read the same node. */
  is(other: Tensor): boolean {
    return this.node === other.node;
  }

  /** Whether this tensor is a source: made by the user, not computed from others that require grad. */
  get isLeaf(): boolean {
    let node = this.structure();
    while (node.dynamic?.result) node = node.dynamic.result;
    return !node.requiresGrad || node.op === null;
  }

  /**
   * Writes a leaf; everything computed from it follows. Equal values are no write.
   * @param values nested arrays, a typed array or a tensor of the leaf's shape, or one number for all.
   * @example w.set([[1, 2], [3, 4]])
   * @throws RuntimeError if the tensor is not a leaf; ValueError if the size is wrong.
   */
  set(values: Nested | Tensor): this {
    setValues(this.node, values instanceof Tensor ? values.read() : values);
    return this;
  }

  /** A leaf with today's values, outside the graph. */
  snapshot(): Tensor {
    const { data, shape, dtype } = this.read();
    return new Tensor(source((data as TypedArray).slice(), shape, dtype));
  }
}

/** Evaluates until the value stands still: user code in a dynamic node may write sources of its own. */
function settled(node: Node): void {
  evaluate(node);
  for (let tries = 0; node.link === null && node.validAt < clock && tries < 8; tries++)
    evaluate(node);
}
