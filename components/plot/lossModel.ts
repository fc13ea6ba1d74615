// What a loss curve shows: its runs, once a frame, and the axes that hold them.

import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
} from "solid-js";
import { Tensor } from "../../src/index";
import { bendOf } from "../bend";
import { useWorkbench } from "../workbench/Workbench";
import { createLossRecord, type LossRecord, type Run } from "./lossRecord";
import { createHeights, type Heights } from "./range";

/** The runs of `of`, told of at most once a frame. */
export function createRuns(of: () => LossRecord | Tensor): Accessor<readonly Run[]> {
  const record = createSampled(of);
  const [shown, show] = createSignal(
    untrack(() => record().runs()),
    { equals: false },
  );
  let frame = 0;
  const draw = (): void => {
    frame = 0;
    show(untrack(() => record().runs()));
  };
  createEffect((first) => {
    record().runs();
    if (first) draw();
    else if (frame === 0) frame = requestAnimationFrame(draw);
    return false;
  }, true);
  onCleanup(() => cancelAnimationFrame(frame));
  return shown;
}

/** A tensor is made a record: its value now, and after every edit; or at every change, where nobody edits. */
function createSampled(of: () => LossRecord | Tensor): Accessor<LossRecord> {
  const workbench = useWorkbench();
  const record = createMemo(() => {
    const given = of();
    return given instanceof Tensor ? createLossRecord() : given;
  });
  createEffect(
    on([of, () => workbench?.history.committed()], ([tensor]) => {
      if (workbench !== null && tensor instanceof Tensor) sample(tensor, record());
    }),
  );
  createEffect(() => {
    const tensor = of();
    if (workbench === null && tensor instanceof Tensor) sample(tensor, record());
  });
  return record;
}

function sample(tensor: Tensor, record: LossRecord): void {
  try {
    const value = Number(tensor.item());
    untrack(() => record.push(value));
  } catch {
    // whoever shows the tensor itself says what is wrong with it
  }
}

/** The last step shown: some room beyond the longest run, so that the scale does not move at every step. */
export function createEnd(runs: Accessor<readonly Run[]>): Accessor<number> {
  return createMemo<number>((before) => {
    const longest = Math.max(...runs().map((run) => run.steps - 1));
    if (longest <= before && longest > before / 4) return before;
    return Math.max(20, longest <= 20 ? 20 : Math.ceil(longest * 1.25));
  }, 20);
}

/** The heights shown, in the even units of the axis. */
export function createLossHeights(
  runs: Accessor<readonly Run[]>,
  log: Accessor<boolean>,
): Accessor<Heights> {
  const extremes = createMemo(() => {
    const { bend } = bendOf(log() ? "log" : "linear");
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const run of runs()) {
      // On a logarithmic axis what is not positive is not shown, so that the least has to be looked for.
      const least = log() && !(run.least > 0) ? leastPositive(run) : run.least;
      const [from, to] = [bend(least), bend(run.greatest)];
      if (Number.isFinite(from)) low = Math.min(low, from);
      if (Number.isFinite(to)) high = Math.max(high, to);
    }
    return low <= high ? { low, high } : { low: log() ? -2 : 0, high: log() ? 0 : 1 };
  });
  return createHeights(extremes, log, () => !log());
}

function leastPositive(run: Run): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < run.length; i++) {
    for (const value of [run.lowAt(i), run.highAt(i)]) {
      if (value > 0) least = Math.min(least, value);
    }
  }
  return least;
}
