// A value under the hand: a leaf tensor or a number that a cell binds to a top-level name. The hand
// holds a tensor of its own, the control; its value is put where the name is first bound.

import { type Tensor, tensor } from "../../index";
import { Float, type Value } from "../objects";
import { TensorObject } from "../torch/tensorObject";

export class Control {
  /** What sliders write. The same tensor over all runs, as long as shape and dtype stay. */
  readonly tensor: Tensor;
  /** When the control was last written as of the latest run. */
  #applied: number;
  /** Whether the hand holds it: from then on the source's own value does not count. */
  #held = false;
  /** The source's own value. */
  #own: Float64Array;

  constructor(
    readonly name: string,
    values: Tensor,
  ) {
    this.tensor = values.snapshot();
    this.tensor.name = name;
    this.#own = numbersOf(values);
    this.#applied = this.#writtenAt;
  }

  get #writtenAt(): number {
    return this.tensor.node.writtenAt;
  }

  /** Whether it was written since the latest run. */
  get moved(): boolean {
    return this.#writtenAt !== this.#applied;
  }

  fits(values: Tensor): boolean {
    const { shape, dtype } = this.tensor;
    return dtype === values.dtype && String(shape) === String(values.shape);
  }

  /**
   * The source binds the name: says whether the control's value is to stand in for its own. After an
   * edit, a value that the source did not give before wins over the hand.
   */
  bind(values: Tensor, edited: boolean): boolean {
    const own = numbersOf(values);
    const same = own.every((value, i) => Object.is(value, this.#own[i]));
    this.#own = own;
    this.settle();
    if (edited && !same) this.#held = false;
    if (!this.#held) {
      this.tensor.set(values);
      this.#applied = this.#writtenAt;
    }
    return this.#held;
  }

  /** Takes note of what the hand did. */
  settle(): void {
    if (this.moved) this.#held = true;
    this.#applied = this.#writtenAt;
  }

  /** Lets go: the source's own value counts again. Says whether that changes anything. */
  reset(): boolean {
    const held = this.#held || this.moved;
    const own = this.#own;
    this.tensor.set(own.length === 1 ? (own[0] as number) : own);
    this.#held = false;
    this.#applied = this.#writtenAt;
    return held;
  }
}

const numbersOf = (values: Tensor): Float64Array => Float64Array.from(values.toTypedArray());

/** Whether a value is a leaf of its own making, with numbers that can be moved. */
export const isLeaf = (value: Value): value is TensorObject =>
  value instanceof TensorObject &&
  value.tensor.node.isSource &&
  !value.tensor.node.constant &&
  value.tensor.viewOf === null &&
  value.tensor.dtype.startsWith("float");

/** A number as the tensor that its control holds: integers stay integers. */
export function numberTensor(value: Value): Tensor | null {
  if (value instanceof Float) return tensor(value.value, { dtype: "float64" });
  return typeof value === "number" ? tensor(value, { dtype: "int64" }) : null;
}

/** The control's value in the place of what the source bound. */
export function substituted(control: Control, value: Value): Value {
  if (value instanceof Float) return new Float(control.tensor.item());
  if (!(value instanceof TensorObject)) return control.tensor.item();
  const { version } = value.tensor.node;
  const before = version?.value ?? 0;
  value.tensor.set(control.tensor);
  // To the program this is the value that the leaf was made with.
  if (version !== null) version.value = before;
  return value;
}
