// Part 2: backward frees what it used; a second call says so, unless the first was told to keep it.

import { createSignal, For, Show } from "solid-js";
import { Heatmap, TensorSliders } from "../../components";
import { words } from "../language";
import { backwardTwice } from "../models/backwardTwice";
import { named } from "../models/named";
import { PartSection } from "../PartSection";
import { Prose } from "../Prose";
import { type Entry, logged, type Outcome, summed } from "./calls";

/** Older calls are only counted. */
const mostShown = 5;

const codeOf = (retained: boolean): string =>
  `loss.backward(${retained ? "retain_graph=True" : ""})`;

function Line(props: { entry: Entry }) {
  const outcome = () => props.entry.outcome;
  const error = () => {
    const now = outcome();
    return "error" in now ? now.error : null;
  };
  const said = () => {
    const now = outcome();
    if ("error" in now) return "";
    return now.sum === 1 ? words().filled : words().added(now.sum);
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
            <Prose text={said()} />
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
  const [retain, setRetain] = createSignal(false);
  const [model, setModel] = createSignal(named(backwardTwice()));
  const [calls, setCalls] = createSignal<readonly Entry[]>([]);
  const dropped = () =>
    calls()
      .slice(0, -mostShown)
      .reduce((sum, entry) => sum + entry.times, 0);

  const attempt = (retained: boolean): Outcome => {
    try {
      model().backward(retained);
      return { sum: summed(calls()) + 1 };
    } catch (thrown) {
      return { error: `${(thrown as Error).name}: ${(thrown as Error).message}` };
    }
  };
  const backward = (): void => {
    setCalls(logged(calls(), retain(), attempt(retain())));
  };
  const startOver = (): void => {
    setModel(named(backwardTwice()));
    setCalls([]);
  };

  return (
    <PartSection number={2} part="backwardTwice">
      <div class="controls">
        {/* Before the button, whose width it changes: so it stays where it is. */}
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={retain()}
            on:change={(event) => setRetain(event.currentTarget.checked)}
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
          <Show when={model()} keyed>
            {(now) => (
              <>
                <Heatmap of={() => now.w.grad} name="w.grad" emptyRows={5} />
                <h3 class="tensor-name tensor-name--below">
                  <code>b</code> <span>{words().biases}</span>
                </h3>
                <TensorSliders of={now.b} />
              </>
            )}
          </Show>
        </div>
        <div>
          <h3>{words().calls}</h3>
          <ol class="calls" aria-live="polite">
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
