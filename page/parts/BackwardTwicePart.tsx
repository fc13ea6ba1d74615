// Part 2: backward frees what it used; a second call says so, unless the first was told to keep it.

import { createEffect, createSignal, For, on, Show } from "solid-js";
import { Heatmap, TensorSliders } from "../../components";
import { words } from "../language";
import { PartSection } from "../PartSection";
import { Prose, plain } from "../Prose";
import { usePage } from "../state/Page";
import { type Entry, logged, type Outcome, summed } from "./calls";

/** Older calls are only counted. */
const mostShown = 5;

const codeOf = (retained: boolean): string =>
  `loss.backward(${retained ? "retain_graph=True" : ""})`;

/** What became of a call, in a sentence; PyTorch's own words for an error. */
const said = (outcome: Outcome): string =>
  "error" in outcome
    ? outcome.error
    : outcome.sum === 1
      ? words().filled
      : words().added(outcome.sum);

function Line(props: { entry: Entry }) {
  const outcome = () => props.entry.outcome;
  const error = () => {
    const now = outcome();
    return "error" in now ? now.error : null;
  };
  return (
    <li data-error={error() === null ? undefined : ""}>
      <span>
        <code class="calls__code">{codeOf(props.entry.retained)}</code>
        <Show when={props.entry.times > 1}> ×{props.entry.times}</Show>
      </span>
      <Show
        when={error()}
        fallback={
          <p class="calls__said">
            <Prose text={said(outcome())} />
          </p>
        }
      >
        <p class="calls__said" lang="en">
          {error()}
        </p>
      </Show>
    </li>
  );
}

export function BackwardTwicePart() {
  const page = usePage();
  const model = page.models.backwardTwice;
  const retain = (): boolean => model.retain_graph.item<boolean>();
  const [calls, setCalls] = createSignal<readonly Entry[]>([]);
  const dropped = () =>
    calls()
      .slice(0, -mostShown)
      .reduce((sum, entry) => sum + entry.times, 0);

  const attempt = (retained: boolean): Outcome => {
    try {
      model.backward(retained);
      return { sum: summed(calls()) + 1 };
    } catch (thrown) {
      return { error: `${(thrown as Error).name}: ${(thrown as Error).message}` };
    }
  };
  const backward = (): void => {
    const outcome = attempt(retain());
    setCalls(logged(calls(), retain(), outcome));
    page.announce(plain(said(outcome)), "error" in outcome ? "en" : undefined);
  };
  const startOver = (): void => page.reset("backwardTwice");
  createEffect(
    on(
      () => page.round("backwardTwice"),
      () => {
        const values = model.w.toTypedArray();
        // A write makes the graph fresh; equal values would be none.
        model.w.set(0).set(values);
        model.w.grad = null;
        setCalls([]);
      },
      { defer: true },
    ),
  );

  return (
    <PartSection number={2} part="backwardTwice">
      <div class="controls">
        {/* Before the button, whose width it changes: so it stays where it is. */}
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={retain()}
            on:change={(event) => {
              const { checked } = event.currentTarget;
              page.edit("retain_graph", "backwardTwice", () => model.retain_graph.set(+checked));
            }}
          />
          <code>retain_graph</code>
        </label>
        <button type="button" class="button button--main" on:click={backward}>
          <code>{codeOf(retain())}</code>
        </button>
        <button type="button" class="button" on:click={startOver}>
          {words().startOver}
        </button>
      </div>
      <div class="pair">
        <div>
          <Show when={page.round("backwardTwice") + 1} keyed>
            <Heatmap of={() => model.w.grad} name="w.grad" emptyRows={5} />
            <h3 class="tensor-name tensor-name--below">
              <code>b</code> <span>{words().biases}</span>
            </h3>
            <TensorSliders of={model.b} />
          </Show>
        </div>
        <div>
          <h3>{words().calls}</h3>
          <ol class="calls">
            <Show when={dropped() > 0}>
              <li class="nothing">{words().earlier(dropped())}</li>
            </Show>
            <For
              each={calls().slice(-mostShown)}
              fallback={<li class="nothing">{words().noCalls}</li>}
            >
              {(entry) => <Line entry={entry} />}
            </For>
          </ol>
        </div>
      </div>
    </PartSection>
  );
}
