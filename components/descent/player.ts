// The player of a descent, apart from its looks: what play, pause, step and reset do, and when a run
// ends by itself.

import { type Accessor, batch, createEffect, createSignal, on, onCleanup, untrack } from "solid-js";
import { noGrad, type Tensor, type TypedArray } from "../../src/index";
import { runSteps } from "../frames";
import { messageOf } from "../guard";
import type { Edit, OpenEdit } from "../workbench/history";
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
  /** Takes note of what is shown of the `steps` so far; the function returned brings that back. */
  keep(steps: number): () => void;
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

/** A descent at some time, to come back to. */
interface Mark {
  readonly steps: number;
  readonly start: TypedArray[] | null;
  readonly goal: number;
  /** Brings back what was shown of it. */
  readonly show: () => void;
}

/** What an edit did to the descent, and on which side of it one is. */
interface Turn {
  readonly before: Mark;
  readonly after: Mark;
  undone: boolean;
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
  const mark = (): Mark => ({
    steps: taken,
    start,
    goal: untrack(goal),
    show: options.keep(taken),
  });
  /** What the edits of the history did here; kept for as long as the history keeps them. */
  const turns = new WeakMap<Edit, Turn>();
  /** Where the edit under way began, or was cut in two by another hand's. */
  let began: Mark | null = null;
  const edit = (kind: "run" | "step" | "reset"): { commit(): void } => {
    const history = workbench?.history;
    if (history === undefined) return { commit() {} };
    began = mark();
    const open: OpenEdit = history.begin(leaves(), options.label(kind));
    return {
      commit() {
        const last = untrack(history.undoable);
        open.commit();
        const made = untrack(history.undoable);
        if (made !== null && made !== last && began !== null) remember(made, began);
        began = null;
      },
    };
  };
  const remember = (edit: Edit, before: Mark): Turn => {
    const turn = { before, after: mark(), undone: false };
    turns.set(edit, turn);
    return turn;
  };
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
      open.commit();
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
    open.commit();
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
    open.commit();
    tell("reset", Number(options.loss().item()));
  };

  /** Back to where the descent was at `to`: the leaves are there already. */
  const recall = (to: Mark): void => {
    // What the optimiser remembers is of another time.
    forget();
    taken = to.steps;
    start = to.start;
    batch(() => {
      to.show();
      setSteps(taken);
      setGoal(to.goal);
    });
  };
  /** Somebody's edit ended, was undone or done again. */
  const followHistory = (done: Edit | null): void => {
    if (done === null || workbench === null) return;
    const own = leaves();
    if (!done.changes.some(({ leaf }) => own.some((each) => each.is(leaf)))) return;
    const undone = workbench.history.redoable() === done;
    let turn = turns.get(done);
    // A run under way is cut in two by an edit that ends: that one took along what the run did till then.
    if (turn === undefined && stop !== null && began !== null) {
      turn = remember(done, began);
      began = turn.after;
    }
    const turned = turn !== undefined && turn.undone !== undone;
    if (!undone && !turned) return;
    const running = stop !== null;
    pause();
    if (turn !== undefined && turned) {
      turn.undone = undone;
      recall(undone ? turn.before : turn.after);
    }
    if (running) tell("paused", Number(options.loss().item()));
    else if (turned) setReport(null);
  };
  createEffect(on(() => workbench?.history.committed() ?? null, followHistory, { defer: true }));
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
