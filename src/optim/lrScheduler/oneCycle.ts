// OneCycleLR: up to a largest rate and down to almost nothing, once; momentum goes the other way.
// Smith and Topin, "Super-convergence: very fast training of neural networks using large learning
// rates", 2018.

import { ValueError } from "../../errors";
import { argument, named } from "../../nn/arguments";
import { type CallArguments, choice, flag, int, type Named, number } from "../../params";
import type { Optimizer } from "../optimizer";
import { LRScheduler, lastEpoch, optimizer } from "./scheduler";

type PerGroup = number | readonly number[];

const isPerGroup = (value: unknown): PerGroup | undefined =>
  typeof value === "number" || (Array.isArray(value) && value.every((v) => typeof v === "number"))
    ? (value as PerGroup)
    : undefined;
const expected = "a number or one for each group";

const params = [
  optimizer,
  argument("maxLr", expected, isPerGroup),
  int("totalSteps", null),
  int("epochs", null),
  int("stepsPerEpoch", null),
  number("pctStart", 0.3),
  choice("annealStrategy", ["cos", "linear"], "cos"),
  flag("cycleMomentum", true),
  argument("baseMomentum", expected, isPerGroup, 0.85 as PerGroup),
  argument("maxMomentum", expected, isPerGroup, 0.95 as PerGroup),
  number("divFactor", 25),
  number("finalDivFactor", 1e4),
  flag("threePhase", false),
  lastEpoch,
] as const;
type Arguments = Named<typeof params>;

type Rate = "initialLr" | "maxLr" | "minLr";
type Momentum = "baseMomentum" | "maxMomentum";

/** A stretch of the cycle, up to and including the step `end`. */
interface Phase {
  readonly end: number;
  readonly lr: readonly [from: Rate, to: Rate];
  readonly momentum: readonly [from: Momentum, to: Momentum];
}

interface Options {
  readonly totalSteps: number;
  readonly phases: readonly Phase[];
  readonly annealStrategy: "cos" | "linear";
  readonly cycleMomentum: boolean;
  /** The extremes, for each group. */
  readonly groups: readonly Readonly<Record<Rate | Momentum, number>>[];
}

/** Where a group keeps its momentum: SGD and RMSprop by that name, Adam's family as the first beta. */
interface WithMomentum {
  momentum?: number;
  betas?: readonly [number, number];
}

const fail = (parameter: string, message: string): never => {
  throw new ValueError(message, { op: "OneCycleLR", parameter });
};

/** One cycle of the learning rate, a step for each batch. */
export class OneCycleLR extends LRScheduler<Options> {
  /**
   * `new OneCycleLR(optimizer, maxLr, totalSteps = null, epochs = null, stepsPerEpoch = null,
   * pctStart = 0.3, annealStrategy = "cos", cycleMomentum = true, baseMomentum = 0.85,
   * maxMomentum = 0.95, divFactor = 25, finalDivFactor = 1e4, threePhase = false, lastEpoch = -1)`,
   * or by name from any point on. Either `totalSteps` or `epochs` and `stepsPerEpoch` are needed.
   * @example new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 0.1, totalSteps: 1000 })
   * @throws ValueError for a length or a share out of range, or an optimizer without momentum.
   */
  constructor(...given: CallArguments<typeof params>) {
    const args = named("OneCycleLR", params, given);
    const totalSteps = totalOf(args);
    if (args.pctStart < 0 || args.pctStart > 1) {
      fail("pctStart", `Expected float between 0 and 1 pct_start, but got ${args.pctStart}`);
    }
    const groups = extremesOf(args);
    if (args.lastEpoch === -1) prepare(args.optimizer, groups, args.cycleMomentum);
    const { annealStrategy, cycleMomentum } = args;
    super(args, {
      totalSteps,
      phases: phasesOf(args, totalSteps),
      annealStrategy,
      cycleMomentum,
      groups,
    });
  }

  protected rate(_lr: number, _base: number, index: number): number {
    const { totalSteps, phases, cycleMomentum } = this.options;
    const step = this.lastEpoch;
    if (step > totalSteps) {
      fail(
        "totalSteps",
        `Tried to step ${step + 1} times. The specified number of total steps is ${totalSteps}`,
      );
    }
    const found = phases.findIndex(({ end }) => step <= end);
    const at = found < 0 ? phases.length - 1 : found;
    const start = at === 0 ? 0 : phases[at - 1].end;
    const { end, lr, momentum } = phases[at];
    const share = (step - start) / (end - start);
    const extremes = this.options.groups[index];
    if (cycleMomentum) {
      setMomentum(
        this.optimizer.paramGroups[index],
        this.anneal(extremes[momentum[0]], extremes[momentum[1]], share),
      );
    }
    return this.anneal(extremes[lr[0]], extremes[lr[1]], share);
  }

  private anneal(from: number, to: number, share: number): number {
    return this.options.annealStrategy === "cos"
      ? to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1)
      : (to - from) * share + from;
  }
}

function totalOf({ totalSteps, epochs, stepsPerEpoch }: Arguments): number {
  const positive = (what: string, parameter: string, value: number | null): number =>
    value !== null && value > 0
      ? value
      : fail(parameter, `Expected positive integer ${what}, but got ${value}`);
  if (totalSteps !== null) return positive("total_steps", "totalSteps", totalSteps);
  if (epochs === null && stepsPerEpoch === null) {
    fail("totalSteps", "You must define either total_steps OR (epochs AND steps_per_epoch)");
  }
  return (
    positive("epochs", "epochs", epochs) *
    positive("steps_per_epoch", "stepsPerEpoch", stepsPerEpoch)
  );
}

function phasesOf({ pctStart, threePhase }: Arguments, total: number): Phase[] {
  const up = { lr: ["initialLr", "maxLr"], momentum: ["maxMomentum", "baseMomentum"] } as const;
  const rising = { end: pctStart * total - 1, ...up };
  if (!threePhase) {
    const down = { lr: ["maxLr", "minLr"], momentum: ["baseMomentum", "maxMomentum"] } as const;
    return [rising, { end: total - 1, ...down }];
  }
  const back = { lr: ["maxLr", "initialLr"], momentum: ["baseMomentum", "maxMomentum"] } as const;
  const out = { lr: ["initialLr", "minLr"], momentum: ["maxMomentum", "maxMomentum"] } as const;
  return [rising, { end: 2 * pctStart * total - 2, ...back }, { end: total - 1, ...out }];
}

function extremesOf(args: Arguments): Options["groups"] {
  const count = args.optimizer.paramGroups.length;
  const each = (name: string, parameter: string, value: PerGroup): readonly number[] => {
    if (typeof value === "number") return new Array<number>(count).fill(value);
    if (value.length === count) return value;
    return fail(parameter, `expected ${count} values for ${name}, got ${value.length}`);
  };
  const base = each("base_momentum", "baseMomentum", args.baseMomentum);
  const most = each("max_momentum", "maxMomentum", args.maxMomentum);
  return each("max_lr", "maxLr", args.maxLr).map((maxLr, i) => {
    const initialLr = maxLr / args.divFactor;
    const minLr = initialLr / args.finalDivFactor;
    return { initialLr, maxLr, minLr, baseMomentum: base[i], maxMomentum: most[i] };
  });
}

/** Sets rates and momenta to where the cycle begins. */
function prepare(scheduled: Optimizer, groups: Options["groups"], cycleMomentum: boolean): void {
  if (cycleMomentum && !("momentum" in scheduled.defaults || "betas" in scheduled.defaults)) {
    fail("cycleMomentum", "optimizer must support momentum with `cycle_momentum` option enabled");
  }
  scheduled.paramGroups.forEach((group, i) => {
    group.initialLr = groups[i].initialLr;
    if (cycleMomentum) setMomentum(group, groups[i].maxMomentum);
  });
}

function setMomentum(given: object, momentum: number): void {
  const group = given as WithMomentum;
  if (group.betas !== undefined) group.betas = [momentum, group.betas[1]];
  else group.momentum = momentum;
}
