// Recurrent networks one step at a time, as modules: RNNCell, GRUCell, LSTMCell.

import { zeros } from "../creation";
import type { DType } from "../dtype";
import { RuntimeError } from "../errors";
import { type CallArguments, choice, dtype, flag, int } from "../params";
import type { Tensor } from "../tensor";
import { assign, named } from "./arguments";
import { uniform } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import { snakeCase } from "./pythonText";
import { gruStep, lstmStep, reluStep, type State, type Step, tanhStep } from "./recurrentSteps";

interface Given {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly bias: boolean;
  readonly dtype: DType | null;
}

/** What all cells have: weights of so many gates. */
abstract class Cell extends Module {
  declare readonly inputSize: number;
  declare readonly hiddenSize: number;
  /** [gates · hiddenSize, inputSize] */
  declare weightIh: Parameter;
  /** [gates · hiddenSize, hiddenSize] */
  declare weightHh: Parameter;
  /** [gates · hiddenSize], or null without bias. */
  declare biasIh: Parameter | null;
  /** [gates · hiddenSize], or null without bias. */
  declare biasHh: Parameter | null;

  constructor(gates: number, { bias, dtype: type, ...own }: Given) {
    super();
    const { inputSize, hiddenSize } = own;
    const bound = hiddenSize > 0 ? 1 / Math.sqrt(hiddenSize) : 0;
    const fresh = (...shape: number[]) => uniform(shape, bound, type);
    const rows = gates * hiddenSize;
    assign<Cell>(this, {
      ...own,
      weightIh: fresh(rows, inputSize),
      weightHh: fresh(rows, hiddenSize),
      biasIh: bias ? fresh(rows) : null,
      biasHh: bias ? fresh(rows) : null,
    });
  }

  protected override keyOf(property: string): string {
    return snakeCase(property);
  }

  /** Input and states may be without a batch. */
  protected advance(step: Step, input: Tensor, states: State | null, count: number): State {
    const name = this.constructor.name;
    if (input.ndim !== 1 && input.ndim !== 2) {
      throw new RuntimeError(
        `${name}: Expected input to be 1-D or 2-D but received ${input.ndim}-D tensor`,
        { op: name, parameter: "input" },
      );
    }
    const single = input.ndim === 1;
    const x = single ? input.unsqueeze(0) : input;
    if (x.size(1) !== this.inputSize) {
      throw new RuntimeError(
        `input has inconsistent input_size: got ${x.size(1)} expected ${this.inputSize}`,
        { op: name, parameter: "input" },
      );
    }
    const none = () => zeros([x.size(0), this.hiddenSize], { dtype: x.dtype });
    const given = states?.map((state) => (single ? state.unsqueeze(0) : state));
    const before = given ?? Array.from({ length: count }, none);
    const w = { weight: this.weightHh, bias: this.biasHh, projection: null };
    const after = step(F.linear(x, this.weightIh, this.biasIh), before, w);
    return single ? after.map((state) => state.squeeze(0)) : after;
  }

  override extraRepr(): string {
    const bias = this.biasIh === null ? ", bias=False" : "";
    return `${this.inputSize}, ${this.hiddenSize}${bias}`;
  }
}

const common = [int("inputSize"), int("hiddenSize"), flag("bias", true)] as const;
const rnnParams = [
  ...common,
  choice("nonlinearity", ["tanh", "relu"], "tanh"),
  dtype("dtype", null),
] as const;

/** h' = tanh(W x + b + U h + c). Input [N, inputSize], h [N, hiddenSize]; N may be left out. */
export class RNNCell extends Cell {
  declare readonly nonlinearity: "tanh" | "relu";

  /**
   * `new RNNCell(inputSize, hiddenSize, bias = true, nonlinearity = "tanh", dtype = null)`, or by
   * name from any point on.
   * @example const h = new nn.RNNCell(3, 4).call(x, h0)
   */
  constructor(...given: CallArguments<typeof rnnParams>) {
    super(1, named("RNNCell", rnnParams, given));
  }

  /** @param h the hidden state before; zeros if left out */
  forward(input: Tensor, h: Tensor | null = null): Tensor {
    const step = this.nonlinearity === "tanh" ? tanhStep : reluStep;
    return this.advance(step, input, h && [h], 1)[0];
  }

  override extraRepr(): string {
    const { nonlinearity } = this;
    return super.extraRepr() + (nonlinearity === "tanh" ? "" : `, nonlinearity=${nonlinearity}`);
  }
}

const gatedParams = [...common, dtype("dtype", null)] as const;

/** A gated recurrent unit. Input [N, inputSize], h [N, hiddenSize]; N may be left out. */
export class GRUCell extends Cell {
  /**
   * `new GRUCell(inputSize, hiddenSize, bias = true, dtype = null)`, or by name from any point on.
   * @example const h = new nn.GRUCell(3, 4).call(x, h0)
   */
  constructor(...given: CallArguments<typeof gatedParams>) {
    super(3, named("GRUCell", gatedParams, given));
  }

  /** @param h the hidden state before; zeros if left out */
  forward(input: Tensor, h: Tensor | null = null): Tensor {
    return this.advance(gruStep, input, h && [h], 1)[0];
  }
}

/** Long short-term memory. Input [N, inputSize], h and c [N, hiddenSize]; N may be left out. */
export class LSTMCell extends Cell {
  /**
   * `new LSTMCell(inputSize, hiddenSize, bias = true, dtype = null)`, or by name from any point on.
   * @example const [h, c] = new nn.LSTMCell(3, 4).call(x, [h0, c0])
   */
  constructor(...given: CallArguments<typeof gatedParams>) {
    super(4, named("LSTMCell", gatedParams, given));
  }

  /** @param state the hidden and the cell state before; zeros if left out */
  forward(
    input: Tensor,
    state: readonly [Tensor, Tensor] | null = null,
  ): [hidden: Tensor, cell: Tensor] {
    const [hidden, cell] = this.advance(lstmStep, input, state, 2);
    return [hidden, cell];
  }
}
