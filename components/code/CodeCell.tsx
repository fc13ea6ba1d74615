// A code cell: Python that can be edited, its output beside it, live, and a slider for every leaf and
// number that it makes.

import {
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { Tensor } from "../../src/index";
import { createPython, type Limits } from "../../src/python/index";
import { guarded, ParameterSlider, styled, TensorSliders, themeCss, useStrings } from "../index";
import { codeCss } from "./codeCss";
import { makeEditor, setNames, setText } from "./editor";

export interface CodeCellProps {
  /** The program that the cell begins with, and goes back to. */
  source: string;
  /** What the program is called: part of the editor's accessible name. */
  name?: string;
  /** What one run may use before it is stopped. @default 1 second, 20,000 characters, 64 MiB */
  limits?: Limits;
  /** Whether the editor takes the focus when it appears. @default false */
  autofocus?: boolean;
  /** Called with the program after each edit, when it is run. */
  onEdit?: (source: string) => void;
}

/** How long after the last key a program runs, in milliseconds. */
const pause = 250;
/** How long an error stands before it is said, in milliseconds. */
const hush = 1500;
/** The page waits for a run. */
const usual: Limits = { seconds: 1, output: 20_000, memory: 64 * 2 ** 20 };
/** Tensors with more elements are not put under sliders. */
const mostElements = 40;

function Leaf(props: { name: string; leaf: Tensor }) {
  const value = props.leaf.numel() === 1 ? Math.abs(Number(props.leaf.item())) : 0;
  const reach = value === 0 || (value >= 0.5 && value <= 3) ? 3 : 2 * value;
  return (
    <Show
      when={props.leaf.ndim === 0}
      fallback={<TensorSliders of={props.leaf} name={props.name} min={-reach} max={reach} />}
    >
      <ParameterSlider of={props.leaf} label={props.name} min={-reach} max={reach} />
    </Show>
  );
}

function View(props: CodeCellProps) {
  const strings = useStrings();
  const live = createPython(props.source, { limits: props.limits ?? usual });
  const [cell] = live.cells;
  if (cell === undefined) throw new Error("a program has one cell");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (source: string): void => {
    clearTimeout(timer);
    cell.edit(source);
    props.onEdit?.(source);
  };
  const runSoon = (source: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => run(source), pause);
  };
  onCleanup(() => clearTimeout(timer));

  const names = createMemo(() => ({
    label: strings().code.editor(props.name ?? ""),
    description: strings().code.editorKeys,
  }));

  // Half-typed code is full of errors: one is said when it has stood for a while.
  const [spoken, setSpoken] = createSignal("");
  createEffect(() => {
    const text = live.error?.text ?? "";
    if (text === "") return;
    const saying = setTimeout(() => setSpoken(text), hush);
    // Whoever reads on finds the error where it is shown, not twice.
    const silent = setTimeout(() => setSpoken(""), 2 * hush);
    onCleanup(() => {
      clearTimeout(saying);
      clearTimeout(silent);
      setSpoken("");
    });
  });

  let host!: HTMLDivElement;
  let startOver = (): void => {};
  onMount(() => {
    const editor = makeEditor(host, {
      text: props.source,
      names: names(),
      onChange: runSoon,
    });
    createEffect(on(names, (now) => setNames(editor, now), { defer: true }));
    startOver = () => {
      setText(editor, props.source);
      run(props.source);
      live.reset();
    };
    onCleanup(() => editor.destroy());
    if (props.autofocus) editor.focus();
  });

  const sliders = createMemo(() =>
    Object.entries(live.leaves).filter(
      ([, leaf]) => leaf.numel() <= mostElements && leaf.ndim <= 2 && leaf.numel() > 0,
    ),
  );
  const leaves = createMemo(() => new Map(sliders().map(([name, leaf]) => [leaf, name])));

  return (
    <div class="sa sa-code" ref={styled(themeCss, codeCss)}>
      <div class="sa-code__parts">
        <div class="sa-code__side">
          <div class="sa-code__editor" part="editor" ref={host} />
          <p class="sa-code__note sa-code__keys">{strings().code.editorKeys}</p>
          <button type="button" class="sa-code__button" part="button" on:click={() => startOver()}>
            {strings().code.startOver}
          </button>
        </div>
        <div class="sa-code__side sa-code__output">
          <h3 class="sa-code__heading">{strings().code.output}</h3>
          <Show when={live.text !== "" || live.displayed !== null || live.error === null}>
            <pre
              class="sa-code__text"
              part="output"
              data-stale={live.stale ? "" : undefined}
              tabindex={0}
              role="group"
              aria-label={strings().code.output}
            >
              {live.text}
              {live.displayed}
              <Show when={live.text === "" && live.displayed === null}>
                <span class="sa-code__none">{strings().code.noOutput}</span>
              </Show>
            </pre>
          </Show>
          <p class="sa-hidden" role="status">
            {spoken()}
          </p>
          <div class="sa-code__status">
            <Show when={live.stale}>
              <p class="sa-code__note">{strings().code.staleOutput}</p>
            </Show>
            <Show when={live.error}>
              {(error) => (
                <pre class="sa-code__error" part="error">
                  {error().text}
                </pre>
              )}
            </Show>
          </div>
        </div>
        <Show when={sliders().length > 0}>
          <div class="sa-code__leaves">
            <h3 class="sa-code__heading">{strings().code.leaves}</h3>
            <p class="sa-code__note">{strings().code.leavesText}</p>
            <div class="sa-code__sliders">
              <For each={[...leaves().keys()]}>
                {(leaf) => <Leaf name={leaves().get(leaf) ?? ""} leaf={leaf} />}
              </For>
            </div>
          </div>
        </Show>
      </div>
    </div>
  );
}

/**
 * A PyTorch snippet with its live output. It runs in the page, without Python and without `eval`; what
 * it may use is limited. Every leaf tensor and number that it makes by name has a slider.
 *
 * Parts to style: `editor`, `output`, `error`, `button`.
 * @example <CodeCell source={"import torch\nw = torch.tensor(2.0)\nprint(w * 3)"} />
 */
export const CodeCell = guarded(View);
