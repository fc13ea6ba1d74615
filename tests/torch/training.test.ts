// Every case of training.json: fifty steps of small networks, against PyTorch.

import { readFileSync } from "node:fs";
import { afterAll, describe, it } from "vitest";
import { nn, type Tensor } from "../../src/index";
import { numbersOf, type RecordedTensor } from "./cases";
import {
  expectClose,
  type Keywords,
  type OptimizerName,
  optimizerOf,
  tensorOf,
} from "./optim-case";

const names = ["W1", "b1", "W2", "b2"] as const;
type Weights<T> = Readonly<Record<(typeof names)[number], T>>;
type Task = "regression" | "classification" | "xor";

interface Training {
  readonly id: string;
  readonly data: Task;
  readonly optimizer: OptimizerName;
  readonly kwargs: Keywords;
  readonly steps: number;
  readonly params0: Weights<RecordedTensor>;
  readonly grads_step0: Weights<Omit<RecordedTensor, "dtype">>;
  readonly losses: readonly number[];
  readonly params_final: Weights<Omit<RecordedTensor, "dtype">>;
  readonly loss_after: number;
}

const { meta, cases } = JSON.parse(
  readFileSync(new URL("data/training.json", import.meta.url), "utf8"),
) as {
  readonly meta: { readonly data: Record<Task, Record<"X" | "Y", RecordedTensor>> };
  readonly cases: readonly Training[];
};

const F = nn.functional;
const criteria: Record<Task, (output: Tensor, target: Tensor) => Tensor> = {
  regression: F.mseLoss,
  classification: F.crossEntropy,
  xor: F.binaryCrossEntropyWithLogits,
};

/** One hidden layer of tanh, and the task's criterion. */
function lossOf(task: Task, { W1, b1, W2, b2 }: Weights<Tensor>): Tensor {
  const X = tensorOf(meta.data[task].X);
  const Y = tensorOf(meta.data[task].Y);
  return criteria[task](X.matmul(W1).add(b1).tanh().matmul(W2).add(b2), Y);
}

describe("training.json", () => {
  let matched = 0;

  it.each(cases.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    const weights = Object.fromEntries(
      names.map((name) => [name, tensorOf(recorded.params0[name], true)]),
    ) as Weights<Tensor>;
    const optimizer = optimizerOf(recorded.optimizer, Object.values(weights), recorded.kwargs);
    const losses: number[] = [];
    for (let step = 0; step < recorded.steps; step++) {
      const loss = lossOf(recorded.data, weights);
      losses.push(loss.item() as number);
      optimizer.zeroGrad();
      loss.backward();
      if (step === 0) {
        for (const name of names) {
          const expected = numbersOf(recorded.grads_step0[name] as RecordedTensor);
          expectClose(weights[name].grad?.toTypedArray() ?? [], expected, `gradient of ${name}`);
        }
      }
      optimizer.step();
    }
    expectClose(losses, recorded.losses, "losses");
    for (const name of names) {
      const expected = numbersOf(recorded.params_final[name] as RecordedTensor);
      expectClose(weights[name].toTypedArray(), expected, `final ${name}`);
    }
    const after = lossOf(recorded.data, weights).item() as number;
    expectClose([after], [recorded.loss_after], "loss after");
    matched++;
  });

  afterAll(() => console.log(`training: ${matched} matched / ${cases.length} total`));
});
