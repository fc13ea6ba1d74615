// Part 3: each backward call adds to .grad, until somebody zeroes it.

import { createEffect, createSignal, For, on, Show } from "solid-js";
import { Heatmap } from "../../components";
import type { Tensor } from "../../src/index";
import { words } from "../language";
import { PartSection } from "../PartSection";
import { usePage } from "../state/Page";

/** A call and the gradient it left. */
interface Moment {
  call: string;
  left: Tensor;
}

const backwardCall = "out.backward(ones_like(inp), retain_graph=True)";
const zeroCall = "inp.grad.zero_()";
/** Older calls are only counted: the list is a memory of what was just done, not an archive. */
const mostShown = 6;

export function AccumulatePart() {
  const page = usePage();
  const model = page.models.accumulate;
  const [history, setHistory] = createSignal<readonly Moment[]>([]);
  const dropped = () => Math.max(0, history().length - mostShown);

  const note = (call: string): void => {
    const left = model.inp.grad?.snapshot();
    if (!left) return;
    setHistory([...history(), { call, left }]);
    page.announce(`${call}: ${String(left)}`);
  };
  const startOver = (): void => page.reset("accumulate");
  createEffect(
    on(
      () => page.round("accumulate"),
      () => {
        model.inp.grad = null;
        setHistory([]);
      },
      { defer: true },
    ),
  );

  return (
    <PartSection number={3} part="accumulate">
      <div class="controls">
        <button
          type="button"
          class="button button--main"
          on:click={() => {
            model.backward();
            note(backwardCall);
          }}
        >
          <code>out.backward(…)</code>
        </button>
        <button
          type="button"
          class="button"
          disabled={history().length === 0}
          on:click={() => {
            model.zero();
            note(zeroCall);
          }}
        >
          <code>{zeroCall}</code>
        </button>
        <button type="button" class="button" on:click={startOver}>
          {words().startOver}
        </button>
      </div>
      <Show when={page.round("accumulate") + 1} keyed>
        <div class="pair">
          <Heatmap of={model.inp} />
          <Heatmap of={() => model.inp.grad} name="inp.grad" emptyRows={3} />
        </div>
      </Show>
      <h3>{words().history}</h3>
      <ol class="history">
        <Show when={dropped() > 0}>
          <li class="nothing">{words().earlier(dropped())}</li>
        </Show>
        <For
          each={history().slice(-mostShown)}
          fallback={<li class="nothing">{words().noCalls}</li>}
        >
          {(moment) => (
            <li>
              <code>{moment.call === zeroCall ? "zero_()" : "backward()"}</code>
              <pre>{String(moment.left)}</pre>
            </li>
          )}
        </For>
      </ol>
    </PartSection>
  );
}
