// Every case of optim.json: the trajectories of optimizers and the rates of schedulers, over all
// their steps, against PyTorch.

import { readFileSync } from "node:fs";
import { afterAll, describe, it, vi } from "vitest";
import { optim, type Tensor, zeros } from "../../src/index";
import type { RecordedTensor } from "./cases";
import {
  expectClose,
  type Keywords,
  type OptimizerName,
  optimizerOf,
  options,
  type SchedulerName,
  schedulerOf,
  tensorOf,
} from "./optim-case";

type Name = "p" | "q";

interface Run {
  readonly kind: "optimizer" | "scheduler";
  readonly id: string;
  readonly optimizer: OptimizerName;
  readonly kwargs: Keywords;
  readonly param_groups?: Readonly<Record<Name, Keywords>>;
  readonly scheduler?: SchedulerName;
  readonly scheduler_kwargs?: Keywords;
  readonly lrs?: readonly number[];
  readonly losses: readonly number[];
  readonly trajectory: Readonly<Record<Name, readonly (readonly number[])[]>>;
}

interface Rates {
  readonly kind: "lrs";
  readonly id: string;
  readonly scheduler: SchedulerName;
  readonly scheduler_kwargs: Keywords;
  readonly base_lr: number;
  readonly lrs: readonly number[];
}

interface Recorded {
  readonly meta: {
    readonly problem: {
      readonly constants: Readonly<Record<"A" | "b", RecordedTensor>>;
      readonly params0: Readonly<Record<Name, RecordedTensor>>;
    };
  };
  readonly cases: readonly (Run | Rates)[];
}

const { meta, cases } = JSON.parse(
  readFileSync(new URL("data/optim.json", import.meta.url), "utf8"),
) as Recorded;
const { constants, params0 } = meta.problem;
const A = tensorOf(constants.A);
const b = tensorOf(constants.b);

/** The problem's loss: a least squares fit of p, a wave in q, and a term that couples them. */
function lossOf(p: Tensor, q: Tensor): Tensor {
  const residual = A.matmul(p).sub(b);
  const fit = residual.mul(residual).sum().mul(0.5);
  const wave = q.mul(2).sin().sum().mul(0.3).add(q.pow(2).sum().mul(0.25));
  return fit.add(wave).add(p.sum().mul(q.tanh().mean()).mul(0.1));
}

function checkRun(recorded: Run): void {
  const p = tensorOf(params0.p, true);
  const q = tensorOf(params0.q, true);
  const groups = recorded.param_groups;
  const optimized = groups
    ? [
        { params: [p], ...options(groups.p) },
        { params: [q], ...options(groups.q) },
      ]
    : [p, q];
  const optimizer = optimizerOf(recorded.optimizer, optimized, recorded.kwargs);
  const scheduler = recorded.scheduler
    ? schedulerOf(recorded.scheduler, optimizer, recorded.scheduler_kwargs ?? {})
    : null;
  recorded.losses.forEach((expected, t) => {
    if (recorded.lrs) expectClose([optimizer.paramGroups[0].lr], [recorded.lrs[t]], `lr at ${t}`);
    optimizer.zeroGrad();
    const loss = lossOf(p, q);
    expectClose([loss.item() as number], [expected], `loss before step ${t}`);
    if (t === recorded.trajectory.p.length) return;
    loss.backward();
    optimizer.step();
    scheduler?.step();
    expectClose(p.toTypedArray(), recorded.trajectory.p[t], `p after step ${t}`);
    expectClose(q.toTypedArray(), recorded.trajectory.q[t], `q after step ${t}`);
  });
}

function checkRates(recorded: Rates): void {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const optimizer = new optim.SGD([zeros(1, { requiresGrad: true })], { lr: recorded.base_lr });
  const scheduler = schedulerOf(recorded.scheduler, optimizer, recorded.scheduler_kwargs);
  recorded.lrs.forEach((expected, t) => {
    expectClose(scheduler.getLastLr(), [expected], `lr at ${t}`);
    scheduler.step();
  });
  warn.mockRestore();
}

describe("optim.json", () => {
  let matched = 0;

  it.each(cases.map((recorded) => [recorded.id, recorded] as const))("%s", (_, recorded) => {
    if (recorded.kind === "lrs") checkRates(recorded);
    else checkRun(recorded);
    matched++;
  });

  afterAll(() => console.log(`optim: ${matched} matched / ${cases.length} total`));
});
