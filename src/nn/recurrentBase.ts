// What RNN, GRU and LSTM share: the weights of several layers in one or both directions, and the way
// of a sequence through them.

import { zeros } from "../creation";
import type { DType } from "../dtype";
import { RuntimeError, ValueError } from "../errors";
import { cat, stack } from "../ops/join";
import { list } from "../shape";
import type { Tensor } from "../tensor";
import { assign } from "./arguments";
import { uniform } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import { Parameter } from "./parameter";
import * as python from "./pythonText";
import type { State, Step } from "./recurrentSteps";

interface Given {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly bias: boolean;
  readonly batchFirst: boolean;
  readonly dropout: number;
  readonly bidirectional: boolean;
  readonly projSize?: number;
  readonly dtype: DType | null;
}

/** The weights are properties: `weightIhL0`, `biasHhL1Reverse`, … */
export abstract class Recurrent extends Module {
  declare readonly inputSize: number;
  declare readonly hiddenSize: number;
  declare readonly numLayers: number;
  declare readonly bias: boolean;
  declare readonly batchFirst: boolean;
  declare readonly dropout: number;
  declare readonly bidirectional: boolean;
  declare readonly projSize: number;

  constructor(gates: number, { dtype: type, ...own }: Given) {
    super();
    check(this.constructor.name, own);
    const { inputSize, hiddenSize, numLayers, bidirectional, projSize = 0 } = own;
    assign<Recurrent>(this, { ...own, projSize });
    const rows = gates * hiddenSize;
    const state = projSize > 0 ? projSize : hiddenSize;
    const bound = hiddenSize > 0 ? 1 / Math.sqrt(hiddenSize) : 0;
    for (let layer = 0; layer < numLayers; layer++) {
      for (const suffix of this.suffixes(layer)) {
        const add = (name: string, ...shape: number[]) =>
          Object.assign(this, { [name + suffix]: uniform(shape, bound, type) });
        add("weightIh", rows, layer === 0 ? inputSize : state * (bidirectional ? 2 : 1));
        add("weightHh", rows, state);
        if (own.bias) add("biasIh", rows);
        if (own.bias) add("biasHh", rows);
        if (projSize > 0) add("weightHr", projSize, hiddenSize);
      }
    }
  }

  /** How the names of a layer's weights end, for each direction. */
  private suffixes(layer: number): string[] {
    return this.bidirectional ? [`L${layer}`, `L${layer}Reverse`] : [`L${layer}`];
  }

  /** A weight by the name of its property; null if there is none, as without bias. */
  parameter(name: string): Parameter | null {
    const found: unknown = Reflect.get(this, name);
    return found instanceof Parameter ? found : null;
  }

  protected override keyOf(property: string): string {
    return python.snakeCase(property);
  }

  /**
   * All layers over a sequence.
   * @param given the states before, [numLayers · directions, N, size] each; zeros if null
   * @returns the output, and the states after
   */
  protected run(step: Step, input: Tensor, given: State | null, sizes: readonly number[]): State {
    const batched = input.ndim === 3;
    if (!batched && input.ndim !== 2) {
      throw new RuntimeError(`input must have 3 dimensions, got ${input.ndim + 1}`, {
        op: this.constructor.name,
        parameter: "input",
      });
    }
    let sequence = batched ? input : input.unsqueeze(this.batchFirst ? 0 : 1);
    if (this.batchFirst) sequence = sequence.transpose(0, 1);
    const before = this.statesBefore(sequence, given, sizes, batched);
    const after: Tensor[][] = before.map(() => []);
    for (let layer = 0; layer < this.numLayers; layer++) {
      if (layer > 0 && this.dropout > 0) {
        sequence = F.dropout(sequence, this.dropout, this.training);
      }
      const suffixes = this.suffixes(layer);
      const outputs = suffixes.map((suffix, direction) => {
        const index = layer * suffixes.length + direction;
        const states = before.map((state) => state.select(0, index));
        const { output, last } = this.direction(step, sequence, states, suffix, direction === 1);
        last.forEach((state, i) => {
          after[i].push(state);
        });
        return output;
      });
      sequence = outputs.length === 1 ? outputs[0] : cat(outputs, -1);
    }
    const output = this.batchFirst ? sequence.transpose(0, 1) : sequence;
    const states = after.map((each) => stack(each));
    return batched
      ? [output, ...states]
      : [output.squeeze(this.batchFirst ? 0 : 1), ...states.map((state) => state.squeeze(1))];
  }

  /** One layer in one direction: the hidden states over time, and the last of all states. */
  private direction(
    step: Step,
    sequence: Tensor,
    before: State,
    suffix: string,
    reverse: boolean,
  ): { readonly output: Tensor; readonly last: State } {
    const w = {
      weight: this.parameter(`weightHh${suffix}`) as Parameter,
      bias: this.parameter(`biasHh${suffix}`),
      projection: this.parameter(`weightHr${suffix}`),
    };
    const weight = this.parameter(`weightIh${suffix}`) as Parameter;
    const x = F.linear(sequence, weight, this.parameter(`biasIh${suffix}`));
    const length = sequence.size(0);
    const outputs = new Array<Tensor>(length);
    let states = before;
    for (let k = 0; k < length; k++) {
      const time = reverse ? length - 1 - k : k;
      states = step(x.select(0, time), states, w);
      outputs[time] = states[0];
    }
    return { output: stack(outputs), last: states };
  }

  private statesBefore(
    sequence: Tensor,
    given: State | null,
    sizes: readonly number[],
    batched: boolean,
  ): State {
    const op = this.constructor.name;
    if (sequence.size(-1) !== this.inputSize) {
      throw new RuntimeError(
        `input.size(-1) must be equal to input_size. Expected ${this.inputSize}, got ${sequence.size(-1)}`,
        { op, parameter: "input" },
      );
    }
    const count = this.numLayers * (this.bidirectional ? 2 : 1);
    const shapes = sizes.map((size) => [count, sequence.size(1), size]);
    if (given === null) return shapes.map((shape) => zeros(shape, { dtype: sequence.dtype }));
    const rank = batched ? 3 : 2;
    if (given.some((state) => state.ndim !== rank)) throw this.rankError(given, batched);
    const states = batched ? given : given.map((state) => state.unsqueeze(1));
    states.forEach((state, i) => {
      if (state.shape.every((n, d) => n === shapes[i][d])) return;
      const which = sizes.length === 1 ? "hidden" : `hidden[${i}]`;
      throw new RuntimeError(
        `Expected ${which} size ${python.tuple(shapes[i])}, got ${list(state.shape)}`,
        { op, parameter: "hx" },
      );
    });
    return states;
  }

  private rankError(given: State, batched: boolean): RuntimeError {
    const [kind, rank] = batched ? ["batched 3-D", 3] : ["unbatched 2-D", 2];
    const ranks = given.map((state) => `${state.ndim}-D`);
    const message =
      given.length === 1
        ? `For ${kind} input, hx should also be ${rank}-D but got ${ranks[0]} tensor`
        : `For ${kind} input, hx and cx should also be ${rank}-D but got (${ranks.join(", ")}) tensors`;
    return new RuntimeError(message, { op: this.constructor.name, parameter: "hx" });
  }

  override extraRepr(): string {
    const parts = [`${this.inputSize}, ${this.hiddenSize}`];
    if (this.projSize !== 0) parts.push(python.fields(this, "projSize"));
    if (this.numLayers !== 1) parts.push(python.fields(this, "numLayers"));
    if (!this.bias) parts.push(python.fields(this, "bias"));
    if (this.batchFirst) parts.push(python.fields(this, "batchFirst"));
    if (this.dropout !== 0) parts.push(python.fields(this, "dropout"));
    if (this.bidirectional) parts.push(python.fields(this, "bidirectional"));
    return parts.join(", ");
  }
}

function check(op: string, { dropout, hiddenSize, projSize = 0 }: Omit<Given, "dtype">): void {
  const refuse = (parameter: string, message: string) => {
    throw new ValueError(message, { op, parameter });
  };
  if (!(dropout >= 0 && dropout <= 1)) {
    refuse(
      "dropout",
      "dropout should be a number in range [0, 1] representing the probability of an element being zeroed",
    );
  }
  if (projSize < 0) {
    refuse("projSize", "proj_size should be a positive integer or zero to disable projections");
  }
  if (projSize >= hiddenSize) refuse("projSize", "proj_size has to be smaller than hidden_size");
}
