// Gradient descent under the hand: play, pause, one step, back to the start, at a rate that one chooses.

import { createMemo, createSignal, Show } from "solid-js";
import { optim, Tensor, tensor } from "../../src/index";
import { ofDescentPlayer } from "../demands";
import { attempt, guarded, Trouble } from "../guard";
import { cellStyle, cellText } from "../numbers";
import { ParameterSlider } from "../slider/ParameterSlider";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import type { MakeOptimizer } from "./descent";
import { descentCss } from "./descentCss";
import { PauseIcon, PlayIcon, ResetIcon, StepIcon } from "./icons";
import { createPlayer, type Report } from "./player";
import { Speed } from "./Speed";
import { createStill } from "./still";

export type { MakeOptimizer } from "./descent";

export interface DescentPlayerProps {
  /** What is lowered: a tensor of one element. */
  loss: Tensor;
  /** The leaves that move. */
  leaves: readonly Tensor[];
  /** Makes the optimiser, for copies of the leaves in their order. @default plain SGD */
  optimizer?: MakeOptimizer;
  /**
   * The learning rate that the slider begins with; or a leaf without dimensions that holds it, to be
   * shown elsewhere too. @default 0.1
   */
  lr?: number | Tensor;
  /** The ends of the learning rate's slider, which is logarithmic. @default 1e-4 and 1 */
  minLr?: number;
  maxLr?: number;
  /** Steps per second to begin with; `Infinity` for as many as fit. @default 10 */
  speed?: number;
  /** How many steps a run takes, with a bar for its progress. @default it goes on until paused */
  count?: number;
  /**
   * Takes the loss at the start and after each step, for a LossCurve: see `createLossRecord`. One that can
   * `keep` what it has, to have it brought back, goes back and forth with undo and redo.
   */
  record?: { push(loss: number): void; clear(): void; keep?(): () => void };
  /** Takes the place at the start and after each step, for a LossLandscape: see `createTrail`. */
  trail?: { push(): void; clear(): void; keep?(): () => void };
  /** Called after each step, with its number from 1 and the loss after it. */
  onStep?: (step: number, loss: number) => void;
  /** Called when all is back at the start. */
  onReset?: () => void;
  /** What the group of controls is called. @default "Gradient descent" */
  label?: string;
}

const sgd: MakeOptimizer = (params, lr) => new optim.SGD(params, { lr });

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, "\u2009");

/** As a loss is written elsewhere, and never as a whole number: it will not stay one. */
function lossText(loss: number): string {
  const style = cellStyle([loss]);
  return cellText(loss, style === "whole" ? "fixed" : style);
}

function View(props: DescentPlayerProps) {
  const strings = useStrings();
  const words = () => strings().descent;
  const own = createMemo(() =>
    props.lr instanceof Tensor ? props.lr : tensor(props.lr ?? 0.1, { dtype: "float64" }),
  );
  const [speed, setSpeed] = createSignal(props.speed ?? 10);
  const player = createPlayer({
    loss: () => props.loss,
    leaves: () => props.leaves,
    optimizer: () => props.optimizer ?? sgd,
    rate: () => Number(own().item()),
    speed,
    count: () => props.count ?? Number.POSITIVE_INFINITY,
    onStart(loss) {
      props.record?.push(loss);
      props.trail?.push();
    },
    onStep(step, loss) {
      props.record?.push(loss);
      props.trail?.push();
      props.onStep?.(step, loss);
    },
    onReset() {
      props.record?.clear();
      props.trail?.clear();
      props.onReset?.();
    },
    keep(steps) {
      const back = [props.record, props.trail].map((each) => {
        // What cannot keep anything can still be emptied.
        return each?.keep?.() ?? (steps === 0 ? () => each?.clear() : undefined);
      });
      return () => {
        for (const bring of back) bring?.();
      };
    },
    label: (kind) => ({ run: words().run, step: words().oneStep, reset: words().back })[kind],
  });

  const loss = attempt(() => Number(props.loss.item()));
  const shownLoss = () => {
    const now = loss();
    return now.ok ? lossText(now.value) : "–";
  };
  const trouble = (report: Report | null): string => {
    if (report?.kind === "notFinite") return words().notFinite(lossText(report.loss));
    if (report?.kind === "diverging") return words().diverging(lossText(report.loss));
    return report?.kind === "failed" ? report.message : "";
  };
  const said = (report: Report | null): string => {
    if (report === null) return "";
    const [steps, reached] = [String(report.steps), lossText(report.loss)];
    if (report.kind === "paused") return words().paused(steps, reached);
    if (report.kind === "done") return words().done(steps, reached);
    if (report.kind === "stepped") return words().stepped(steps, reached);
    return report.kind === "reset" ? words().wasReset(reached) : "";
  };
  const finite = () => Number.isFinite(player.goal());
  const still = createStill(
    () => props.loss,
    () => props.leaves,
  );

  return (
    <div
      class="sa sa-descent"
      part="descent"
      role="group"
      aria-label={props.label ?? words().name}
      ref={styled(themeCss, descentCss)}
    >
      <div class="sa-descent__bar">
        <div class="sa-descent__buttons" part="buttons">
          <button
            type="button"
            class="sa-descent__button"
            part="reset"
            aria-label={words().reset}
            title={words().reset}
            disabled={player.steps() === 0}
            on:click={player.reset}
          >
            <ResetIcon />
          </button>
          <button
            type="button"
            class="sa-descent__button sa-descent__play"
            part="play"
            aria-label={player.playing() ? words().pause : words().play}
            title={player.playing() ? words().pause : words().play}
            on:click={() => (player.playing() ? player.pause() : player.play())}
          >
            <Show when={player.playing()} fallback={<PlayIcon />}>
              <PauseIcon />
            </Show>
          </button>
          <button
            type="button"
            class="sa-descent__button"
            part="step"
            aria-label={words().step}
            title={words().step}
            on:click={player.step}
          >
            <StepIcon />
          </button>
        </div>
        <dl class="sa-descent__figures" part="figures">
          <div>
            <dt>{words().steps}</dt>
            <dd>
              {grouped(player.steps())}
              <Show when={finite()}>
                <small> {words().of(grouped(player.goal()))}</small>
              </Show>
            </dd>
          </div>
          <div>
            <dt>{words().loss}</dt>
            <dd>{shownLoss()}</dd>
          </div>
        </dl>
      </div>
      <Show when={props.count !== undefined}>
        <progress
          class="sa-descent__progress"
          part="progress"
          aria-label={words().progress}
          max={finite() ? player.goal() : 1}
          value={finite() ? player.steps() : 0}
        />
      </Show>
      <div class="sa-descent__choices">
        <ParameterSlider
          of={own()}
          label={words().learningRate}
          scale="log"
          min={props.minLr ?? 1e-4}
          max={props.maxLr ?? 1}
        />
        <Speed label={words().speed} value={speed()} onChange={setSpeed} />
      </div>
      <Show when={still()}>
        {(names) => (
          <p class="sa-note">
            {strings().checks.doNotMove(props.loss.name ?? words().loss, names())}
          </p>
        )}
      </Show>
      <Show when={trouble(player.report())}>{(message) => <Trouble message={message()} />}</Show>
      <span class="sa-hidden" role="status">
        {said(player.report())}
      </span>
    </div>
  );
}

/**
 * Descends `loss` over `leaves`, step by step or at a run: play and pause, one step, back to the place
 * before the first step; a slider for the learning rate, and a choice of speed.
 *
 * - A run leaves the page its frames: it takes as many steps in each as fit 8 ms. A single step that is
 *   longer than a frame cannot be divided.
 * - It needs no `.grad` and leaves the one that is there alone: the optimiser moves copies of the leaves.
 *   What it remembers (momentum) lasts until the reset, or an undo.
 * - A run, a single step and a reset are each one step of the workbench's undo history. Undo pauses a run
 *   under way; undo and redo turn the count of steps, the record and the trail back and forth with the
 *   leaves.
 * - It stops before a loss that is not finite, when the loss has grown a millionfold, when the page is
 *   hidden, and with the component.
 *
 * Parts: `descent`, `buttons`, `reset`, `play`, `step`, `figures`, `progress`, `speed`, and those of the
 * ParameterSlider of the learning rate. Custom properties: those of the theme, such as `--sa-accent`.
 *
 * @example <DescentPlayer loss={loss} leaves={[w, b]} />
 * @example
 * const record = createLossRecord();
 * <DescentPlayer loss={loss} leaves={[w]} count={20000} speed={Infinity} record={record}
 *   optimizer={(params, lr) => new optim.Adam(params, { lr })} />
 * <LossCurve of={record} />
 */
export const DescentPlayer = guarded(View, ofDescentPlayer);
