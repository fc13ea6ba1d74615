// Part 2: backward frees what it used; a second call says so, unless the first was told to keep it.

import { createSignal, For, Show } from "solid-js";
import { Heatmap, TensorSliders } from "../../components";
import { words } from "../language";
import { backwardTwice } from "../models/backwardTwice";
import { named } from "../models/named";
import { PartSection } from "../PartSection";
import { Prose } from "../Prose";

/** One press of the button: how many gradients `w.grad` then held, or what was thrown. */
type Call = { retained: boolean; sum: number } | { retained: boolean; error: string };

const said = (call: Call): string => {
  if ("error" in call) return call.error;
  return call.sum === 1 ? words().filled : words().added(call.sum);
};

export function BackwardTwicePart() {
  const [retain, setRetain] = createSignal(false);
  const [model, setModel] = createSignal(named(backwardTwice()));
  const [calls, setCalls] = createSignal<readonly Call[]>([]);

  const backward = (): void => {
    const retained = retain();
    const sum = calls().filter((call) => "sum" in call).length + 1;
    try {
      model().backward(retained);
      setCalls([...calls(), { retained, sum }]);
    } catch (thrown) {
      setCalls([
        ...calls(),
        { retained, error: `${(thrown as Error).name}: ${(thrown as Error).message}` },
      ]);
    }
  };
  const startOver = (): void => {
    setModel(named(backwardTwice()));
    setCalls([]);
  };

  return (
    <PartSection number={2} part="backwardTwice">
      <div class="controls">
        <button type="button" class="button button--main" on:click={backward}>
          <code>loss.backward()</code>
        </button>
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={retain()}
            on:change={(event) => setRetain(event.currentTarget.checked)}
          />
          <code>retain_graph</code>
        </label>
        <button type="button" class="button" on:click={startOver}>
          {words().startOver}
        </button>
      </div>
      <div class="pair">
        <div>
          <h3>{words().calls}</h3>
          <ol class="calls" aria-live="polite">
            <For each={calls()} fallback={<li class="nothing">{words().noCalls}</li>}>
              {(call) => (
                <li data-error={"error" in call ? "" : undefined}>
                  <code class="calls__code">
                    loss.backward({call.retained ? "retain_graph=True" : ""})
                  </code>
                  <Show
                    when={"error" in call}
                    fallback={
                      <span>
                        <Prose text={said(call)} />
                      </span>
                    }
                  >
                    <span lang="en">{said(call)}</span>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        </div>
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
      </div>
    </PartSection>
  );
}
