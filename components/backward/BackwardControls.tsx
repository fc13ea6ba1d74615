// The controls of a backward pass that is stepped through, and the rule of the step one stands at.

import { createSignal, For, Show } from "solid-js";
import { ofBackwardControls } from "../demands";
import { guarded } from "../guard";
import { useStrings } from "../strings";
import { styled } from "../style";
import { themeCss } from "../theme";
import { backwardCss } from "./backwardCss";
import { Icon } from "./icons";
import { StepPanel } from "./StepPanel";
import { inSpeech } from "./speech";
import type { BackwardSteps } from "./steps";

export interface BackwardControlsProps {
  /** The pass, from `createBackwardSteps`. */
  steps: BackwardSteps;
}

type Action = "reset" | "previous" | "play" | "next";
const actions: readonly Action[] = ["reset", "previous", "play", "next"];

function View(props: BackwardControlsProps) {
  const strings = useStrings();
  const words = () => strings().backward;
  const [spoken, setSpoken] = createSignal("");
  const [home, setHome] = createSignal<Action>("next");
  const buttons = new Map<Action, HTMLButtonElement>();

  const count = () => props.steps.steps().length;
  const rootName = () => {
    const root = props.steps.root();
    return root.name ?? "L";
  };
  const cannot = (action: Action): boolean => {
    if (count() === 0) return true;
    if (action === "play") return false;
    return action === "next" ? props.steps.index() === count() - 1 : props.steps.index() === -1;
  };
  const label = (action: Action): string => {
    if (action === "play") return props.steps.playing() ? words().pause : words().play;
    return words()[action];
  };
  const icon = (action: Action) => (action === "play" && props.steps.playing() ? "pause" : action);

  /** What a screen reader hears after a step by hand. While playing it is left in peace. */
  const speak = (): void => {
    const step = props.steps.current();
    setSpoken(
      step === null
        ? words().ready(rootName(), count())
        : words().spoken(props.steps.index() + 1, count(), inSpeech(step.rule, words())),
    );
  };
  const act = (action: Action): void => {
    setHome(action);
    if (cannot(action)) return;
    if (action === "play") {
      setSpoken("");
      if (props.steps.playing()) props.steps.pause();
      else props.steps.play();
      return;
    }
    props.steps[action]();
    speak();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = actions.indexOf(home());
    const to =
      event.key === "ArrowRight"
        ? at + 1
        : event.key === "ArrowLeft"
          ? at - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? -1
              : null;
    if (to === null) return;
    event.preventDefault();
    const next = actions.at(to % actions.length) as Action;
    setHome(next);
    buttons.get(next)?.focus();
  };
  const missing = () => {
    const root = props.steps.root();
    return root.requiresGrad && root.numel() !== 1
      ? words().notScalar(rootName(), `[${root.shape.join(", ")}]`)
      : words().nothing;
  };

  return (
    <div
      class="sa sa-steps"
      part="steps"
      role="group"
      aria-label={words().pass}
      ref={styled(themeCss, backwardCss)}
    >
      <div class="sa-steps__bar">
        <div
          class="sa-steps__buttons"
          role="toolbar"
          aria-label={words().controls}
          on:keydown={onKey}
        >
          <For each={actions}>
            {(action) => (
              <button
                type="button"
                class="sa-steps__button"
                part="button"
                data-main={action === "next" ? "" : undefined}
                aria-label={label(action)}
                title={label(action)}
                aria-disabled={cannot(action) ? "true" : undefined}
                tabindex={home() === action ? 0 : -1}
                ref={(button) => buttons.set(action, button)}
                on:click={() => act(action)}
              >
                <Icon name={icon(action)} />
              </button>
            )}
          </For>
        </div>
        <Show when={count() > 0}>
          <span class="sa-note sa-steps__counter">
            {words().counter(props.steps.index() + 1, count())}
          </span>
          <Progress at={props.steps.index() + 1} of={count()} />
        </Show>
      </div>
      <Show
        when={props.steps.current()}
        fallback={
          <p class="sa-note sa-steps__hint">
            {count() > 0 ? words().ready(rootName(), count()) : missing()}
          </p>
        }
      >
        {(step) => <StepPanel step={step()} />}
      </Show>
      <p class="sa-hidden" aria-live="polite">
        {spoken()}
      </p>
    </div>
  );
}

/** How far one has come: a dot for each step. */
function Progress(props: { at: number; of: number }) {
  const dots = () => Array.from({ length: Math.min(props.of, 40) }, (_, i) => i);
  const reached = (dot: number): boolean => (dot + 1) / dots().length <= props.at / props.of + 1e-9;
  return (
    <span class="sa-steps__progress" aria-hidden="true">
      <For each={dots()}>{(dot) => <span data-on={reached(dot) ? "" : undefined} />}</For>
    </span>
  );
}

/**
 * Play, pause, next, previous and reset of a backward pass, with the rule of the present step, in names and
 * in numbers that follow the leaves. The buttons are one toolbar: Tab enters it, arrow keys walk. Parts:
 * `steps`, `button`, `rule`, `sum`.
 *
 * @example
 * const steps = createBackwardSteps(() => loss);
 * <BackwardControls steps={steps} />
 */
export const BackwardControls = guarded(View, ofBackwardControls);
