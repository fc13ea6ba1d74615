// A code cell: Python that can be edited, its output below, live, and a slider for every leaf and
// number that it makes. This module is loaded when a reader first asks for it: the editor and the
// interpreter come with it.

import { createMemo, For, onCleanup, onMount, Show } from "solid-js";
import { ParameterSlider, TensorSliders } from "../../components";
import type { Tensor } from "../../src/index";
import { createPython } from "../../src/python/index";
import { words } from "../language";
import { Prose } from "../Prose";
import { makeEditor, setText } from "./editor";

/** How long after the last key a program runs. */
const pause = 250;
/** What a program may use before it is stopped: the page waits for it. */
const limits = { seconds: 1, output: 20_000, memory: 64 * 2 ** 20 };
/** Tensors with more elements are not put under sliders. */
const mostElements = 40;

function Leaf(props: { name: string; leaf: Tensor }) {
  const value = props.leaf.numel() === 1 ? Math.abs(Number(props.leaf.item())) : 0;
  const reach = value === 0 || (value >= 0.5 && value <= 3) ? 3 : 2 * value;
  const isNumber = props.leaf.ndim === 0;
  return (
    <Show
      when={isNumber}
      fallback={<TensorSliders of={props.leaf} name={props.name} min={-reach} max={reach} />}
    >
      <ParameterSlider of={props.leaf} label={props.name} min={-reach} max={reach} />
    </Show>
  );
}

/** The cell of a part; `source` is what it begins with. */
export function CodeCell(props: { source: string; name: string }) {
  const live = createPython(props.source, { limits });
  const [cell] = live.cells;
  if (cell === undefined) throw new Error("a program has one cell");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (source: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => cell.edit(source), pause);
  };
  onCleanup(() => clearTimeout(timer));

  let host!: HTMLDivElement;
  let startOver = (): void => {};
  onMount(() => {
    const editor = makeEditor(host, {
      text: props.source,
      label: words().editor(props.name),
      onChange: run,
    });
    startOver = () => {
      setText(editor, props.source);
      clearTimeout(timer);
      cell.edit(props.source);
      live.reset();
    };
    onCleanup(() => editor.destroy());
    editor.focus();
  });

  const sliders = createMemo(() =>
    Object.entries(live.leaves).filter(
      ([, leaf]) => leaf.numel() <= mostElements && leaf.ndim <= 2 && leaf.numel() > 0,
    ),
  );
  const names = createMemo(() => new Map(sliders().map(([name, leaf]) => [leaf, name])));

  return (
    <div class="cell">
      <div class="cell__code">
        <div class="cell__editor" ref={host} />
        <p class="hint">{words().editorKeys}</p>
        <button type="button" class="button" on:click={() => startOver()}>
          {words().startOver}
        </button>
      </div>
      <div class="cell__output">
        <h3>{words().output}</h3>
        <Show when={live.text !== "" || live.displayed !== null || live.error === null}>
          <pre
            class="cell__text"
            classList={{ "cell__text--stale": live.stale }}
            tabindex={0}
            role="group"
            aria-label={words().output}
          >
            {live.text}
            {live.displayed}
            <Show when={live.text === "" && live.displayed === null}>
              <span class="cell__none">{words().noOutput}</span>
            </Show>
          </pre>
        </Show>
        <div role="status">
          <Show when={live.stale}>
            <p class="hint">{words().staleOutput}</p>
          </Show>
          <Show when={live.error}>{(error) => <pre class="cell__error">{error().text}</pre>}</Show>
        </div>
      </div>
      <Show when={sliders().length > 0}>
        <div class="cell__leaves">
          <h3>{words().leaves}</h3>
          <p class="hint">
            <Prose text={words().leavesText} />
          </p>
          <div class="cell__sliders">
            <For each={[...names().keys()]}>
              {(leaf) => <Leaf name={names().get(leaf) ?? ""} leaf={leaf} />}
            </For>
          </div>
        </div>
      </Show>
    </div>
  );
}
