// Batch and instance normalisation, which may keep running statistics. In training the statistics of
// the batch (or of each sample) are used and the running ones updated; in evaluation the running ones
// are used, if there are any.

import { tensor } from "../creation";
import { ValueError } from "../errors";
import { noGrad } from "../modes";
import { type CallArguments, dtype, flag, int, number } from "../params";
import type { Tensor } from "../tensor";
import { argument, assign, named } from "./arguments";
import { affineMap, filled } from "./fresh";
import * as F from "./functional";
import { Module } from "./module";
import type { Parameter } from "./parameter";
import * as python from "./pythonText";

const momentum = argument(
  "momentum",
  "a number or null",
  (value) => (typeof value === "number" || value === null ? value : undefined),
  0.1 as number | null,
);

const paramsWith = (affine: boolean, track: boolean) =>
  [
    int("numFeatures"),
    number("eps", 1e-5),
    momentum,
    flag("affine", affine),
    flag("trackRunningStats", track),
    dtype("dtype", null),
  ] as const;
const batchParams = paramsWith(true, true);
const instanceParams = paramsWith(false, false);
type Params = typeof batchParams;

/** What both normalisations have. */
abstract class Norm extends Module {
  declare readonly numFeatures: number;
  declare readonly eps: number;
  /** The share of the newest statistics in the running ones; null for the mean of all. */
  declare readonly momentum: number | null;
  declare readonly affine: boolean;
  declare readonly trackRunningStats: boolean;
  /** [numFeatures], or null without affine map. */
  declare weight: Parameter | null;
  /** [numFeatures], or null without affine map. */
  declare bias: Parameter | null;
  /** [numFeatures], or null where statistics are not tracked. */
  declare readonly runningMean: Tensor | null;
  /** [numFeatures], or null where statistics are not tracked. */
  declare readonly runningVar: Tensor | null;
  /** How many batches were counted: 0-d, int64; null where statistics are not tracked. */
  declare readonly numBatchesTracked: Tensor | null;

  constructor(params: Params, given: readonly unknown[]) {
    super();
    const { dtype: type, ...own } = named(this.constructor.name, params, given);
    const shape = [own.numFeatures];
    assign<Norm>(this, { ...own, ...affineMap(own.affine, shape, type) });
    const tracked = <T>(make: () => T) => (own.trackRunningStats ? make() : null);
    const all = (value: number) => tracked(() => filled(shape, value, type).snapshot());
    this.registerBuffer("runningMean", all(0));
    this.registerBuffer("runningVar", all(1));
    this.registerBuffer(
      "numBatchesTracked",
      tracked(() => tensor(0, { dtype: "int64" })),
    );
  }

  protected override keyOf(property: string): string {
    return python.snakeCase(property);
  }

  override extraRepr(): string {
    return `${this.numFeatures}, ${python.fields(this, "eps", "momentum", "affine", "trackRunningStats")}`;
  }
}

/** Batch normalisation of inputs whose ranks the subclass names. */
abstract class BatchNorm extends Norm {
  /** @throws ValueError for inputs of other ranks. */
  protected abstract checkRank(input: Tensor): void;

  forward(input: Tensor): Tensor {
    this.checkRank(input);
    const { training, runningMean, runningVar, numBatchesTracked, weight, bias, eps } = this;
    let share = this.momentum ?? 0;
    if (training && numBatchesTracked !== null) {
      noGrad(() => numBatchesTracked.add_(1));
      share = this.momentum ?? 1 / Number(numBatchesTracked.item());
    }
    const own = training || runningMean === null;
    const options = { weight, bias, training: own, momentum: share, eps };
    return F.batchNorm(input, runningMean, runningVar, options);
  }
}

function refuse(op: string, expected: string, input: Tensor): never {
  throw new ValueError(`expected ${expected} input (got ${input.ndim}D input)`, {
    op,
    parameter: "input",
  });
}

/** Each feature with mean 0 and variance 1 over the batch. Input [N, C] or [N, C, L]. */
export class BatchNorm1d extends BatchNorm {
  /**
   * `new BatchNorm1d(numFeatures, eps = 1e-5, momentum = 0.1, affine = true,
   * trackRunningStats = true, dtype = null)`, or by name from any point on.
   * @example new nn.BatchNorm1d(8).call(randn(32, 8)) // [32, 8]
   */
  constructor(...given: CallArguments<typeof batchParams>) {
    super(batchParams, given);
  }

  protected checkRank(input: Tensor): void {
    if (input.ndim !== 2 && input.ndim !== 3) refuse("BatchNorm1d", "2D or 3D", input);
  }
}

/** Each channel with mean 0 and variance 1 over the batch and the image. Input [N, C, H, W]. */
export class BatchNorm2d extends BatchNorm {
  /**
   * `new BatchNorm2d(numFeatures, eps = 1e-5, momentum = 0.1, affine = true,
   * trackRunningStats = true, dtype = null)`, or by name from any point on.
   * @example new nn.BatchNorm2d(3).call(randn(4, 3, 8, 8)) // [4, 3, 8, 8]
   */
  constructor(...given: CallArguments<typeof batchParams>) {
    super(batchParams, given);
  }

  protected checkRank(input: Tensor): void {
    if (input.ndim !== 4) refuse("BatchNorm2d", "4D", input);
  }
}

/** Instance normalisation of inputs with so many spatial dimensions, with or without a batch. */
abstract class InstanceNorm extends Norm {
  protected abstract readonly spatial: number;

  forward(input: Tensor): Tensor {
    const { runningMean, runningVar, weight, bias, eps, spatial } = this;
    const unbatched = input.ndim === spatial + 1;
    if (!unbatched && input.ndim !== spatial + 2) {
      refuse(`InstanceNorm${spatial}d`, `${spatial + 1}D or ${spatial + 2}D`, input);
    }
    const output = F.instanceNorm(unbatched ? input.unsqueeze(0) : input, runningMean, runningVar, {
      weight,
      bias,
      useInputStats: this.training || !this.trackRunningStats,
      momentum: this.momentum ?? 0,
      eps,
    });
    return unbatched ? output.squeeze(0) : output;
  }
}

/** Each channel of each sample with mean 0 and variance 1. Input [N, C, L] or [C, L]. */
export class InstanceNorm1d extends InstanceNorm {
  protected readonly spatial = 1;

  /**
   * `new InstanceNorm1d(numFeatures, eps = 1e-5, momentum = 0.1, affine = false,
   * trackRunningStats = false, dtype = null)`, or by name from any point on.
   */
  constructor(...given: CallArguments<typeof instanceParams>) {
    super(instanceParams, given);
  }
}

/** Each channel of each sample with mean 0 and variance 1. Input [N, C, H, W] or [C, H, W]. */
export class InstanceNorm2d extends InstanceNorm {
  protected readonly spatial = 2;

  /**
   * `new InstanceNorm2d(numFeatures, eps = 1e-5, momentum = 0.1, affine = false,
   * trackRunningStats = false, dtype = null)`, or by name from any point on.
   */
  constructor(...given: CallArguments<typeof instanceParams>) {
    super(instanceParams, given);
  }
}
