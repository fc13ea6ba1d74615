// The player of a descent, apart from its looks: what play, pause, step and reset do, and when a run
// ends by itself.

import { type Accessor, batch, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { noGrad, type Tensor, type TypedArray } from "../../src/index";
import { runSteps } from "../frames";
import { messageOf } from "../guard";
import type { OpenEdit } from "../workbench/history";
import { useWorkbench } from "../workbench/Workbench";
import { type Descent, type MakeOptimizer, makeDescent } from "./descent";

/** Why a run ended: by hand, its count was reached, the loss was no number, grew without end, or threw. */
export type Ending = "paused" | "done" | "notFinite" | "diverging" | "failed";

/** What is told when something has ended: spoken once, and shown where it is trouble. */
export interface Report {
  readonly kind: Ending | "stepped" | "reset";
  readonly steps: number;
  readonly loss: number;
  readonly message: string;
}

export interface PlayerOptions {
  loss(): Tensor;
  leaves(): readonly Tensor[];
  optimizer(): MakeOptimizer;
  /** The learning rate. Tracked or not. */
  rate(): number;
  /** Steps per second; Infinity for as many as fit. */
  speed(): number;
  /** Steps in a run; Infinity to go on until somebody pauses. */
  count(): number;
  /** Called before the first step, with the loss there. */
  onStart(loss: number): void;
  /** Called after each step, with its number from 1 and the loss after it. */
  onStep(step: number, loss: number): void;
  onReset(): void;
  /** What an edit is called in the history: a run, one step, a reset. */
  label(kind: "run" | "step" | "reset"): string;
}

export interface Player {
  readonly playing: Accessor<boolean>;
  /** Steps since the start. */
  readonly steps: Accessor<number>;
  /** Where the run that was begun last ends. */
  readonly goal: Accessor<number>;
  readonly report: Accessor<Report | null>;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
}

/** A loss that has grown by this factor is going nowhere. */
const tooMuch = 1e6;

export function createPlayer(options: PlayerOptions): Player {
  const workbench = useWorkbench();
  const [playing, setPlaying] = createSignal(false);
  const [steps, setSteps] = createSignal(0);
  const [goal, setGoal] = createSignal(Number.POSITIVE_INFINITY);
  const [report, setReport] = createSignal<Report | null>(null, { equals: false });
  let descent: Descent | null = null;
  let start: TypedArray[] | null = null;
  /** Ends the run under way. */
  let stop: ((kind: Ending) => void) | null = null;
  let taken = 0;

  const leaves = (): readonly Tensor[] => untrack(options.leaves);
  const forget = (): void => {
    descent?.dispose();
    descent = null;
  };
  const edit = (kind: "run" | "step" | "reset"): OpenEdit | undefined =>
    workbench?.history.begin(leaves(), options.label(kind));
  const tell = (kind: Report["kind"], loss: number, message = ""): void => {
    batch(() => {
      setSteps(taken);
      setReport({ kind, steps: taken, loss, message });
    });
  };

  /** One step; says if the descent has to end with it. */
  const advance = (limit: number): { loss: number; ending: Ending | null } => {
    descent ??= makeDescent(options.loss(), leaves(), options.optimizer(), options.rate());
    if (start === null) {
      start = leaves().map((leaf) => leaf.toTypedArray());
      options.onStart(Number(options.loss().item()));
    }
    const loss = descent.step(options.rate());
    if (!Number.isFinite(loss)) {
      // The last place that has a loss is a better one to be at; what the optimiser remembers is spoilt.
      descent.back();
      forget();
      return { loss, ending: "notFinite" };
    }
    taken++;
    options.onStep(taken, loss);
    return { loss, ending: loss > limit ? "diverging" : null };
  };
  /** The loss that is too much for a run that begins here. */
  const limit = (): number => {
    const now = Math.abs(Number(options.loss().item()));
    return Number.isFinite(now) ? tooMuch * (now + 1) : Number.POSITIVE_INFINITY;
  };

  const run = async (): Promise<void> => {
    const controller = new AbortController();
    const open = edit("run");
    let loss = Number.NaN;
    // Whoever comes first ends the run: a hand, its last step, or trouble.
    const end = (kind: Ending, message = ""): void => {
      if (stop !== end) return;
      stop = null;
      controller.abort();
      open?.commit();
      setPlaying(false);
      tell(kind, loss, message);
    };
    stop = end;
    try {
      const most = limit();
      await runSteps(
        () => {
          const reached = advance(most);
          loss = reached.loss;
          if (reached.ending !== null) end(reached.ending);
        },
        {
          count: goal() - taken,
          rate: options.speed,
          signal: controller.signal,
          onFrame: () => setSteps(taken),
        },
      );
      end("done");
    } catch (thrown) {
      forget();
      end("failed", messageOf(thrown));
    }
  };

  const pause = (): void => stop?.("paused");
  const play = (): void => {
    if (playing()) return;
    batch(() => {
      if (taken >= goal() || goal() === Number.POSITIVE_INFINITY) setGoal(taken + options.count());
      setReport(null);
      setPlaying(true);
    });
    void run();
  };
  const step = (): void => {
    pause();
    const open = edit("step");
    try {
      const { loss, ending } = advance(limit());
      tell(ending ?? "stepped", loss);
    } catch (thrown) {
      forget();
      tell("failed", Number.NaN, messageOf(thrown));
    }
    open?.commit();
  };
  const reset = (): void => {
    pause();
    const open = edit("reset");
    const before = start;
    forget();
    taken = 0;
    start = null;
    batch(() => {
      noGrad(() =>
        before?.forEach((values, i) => {
          leaves()[i]?.set(values);
        }),
      );
      setGoal(Number.POSITIVE_INFINITY);
      options.onReset();
    });
    open?.commit();
    tell("reset", Number(options.loss().item()));
  };

  createEffect(() => {
    if (!playing()) return;
    // A page that nobody sees has no frames: the run would hang in the air until it is seen again.
    const hide = (): void => {
      if (document.hidden) pause();
    };
    document.addEventListener("visibilitychange", hide);
    onCleanup(() => document.removeEventListener("visibilitychange", hide));
  });
  // Another loss, other leaves, another optimiser: another descent, from where it stands.
  createEffect(
    on(
      [options.loss, options.leaves, options.optimizer],
      () => {
        pause();
        forget();
        start = null;
        taken = 0;
        setSteps(0);
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    pause();
    forget();
  });

  return { playing, steps, goal, report, play, pause, step, reset };
}
