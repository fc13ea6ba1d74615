// The button that turns a part's code into a cell to edit. The cell, its editor and the interpreter are
// fetched at the first press.

import { createSignal, ErrorBoundary, lazy, onCleanup, Show, Suspense } from "solid-js";
import { words } from "../language";
import type { PartName } from "../state/models";
import { usePage } from "../state/Page";
import { programOf, python } from "./python";

const CodeCell = lazy(async () => ({
  default: (await import("../../components/code/index")).CodeCell,
}));

export function EditCode(props: { part: PartName }) {
  const page = usePage();
  const [open, setOpen] = createSignal(false);
  const source = () => programOf(python[props.part]);
  const note = (edited: boolean): void => page.noteCode(props.part, edited);
  onCleanup(() => note(false));
  const toggle = (): void => {
    // What was edited goes with the editor.
    note(false);
    setOpen(!open());
  };
  return (
    <div class="edit">
      <button type="button" class="button" aria-expanded={open()} on:click={toggle}>
        {open() ? words().closeEditor : words().edit}
      </button>
      <Show when={open()}>
        <ErrorBoundary
          fallback={(thrown) => (
            <p class="notice" role="alert">
              {String(thrown)}
            </p>
          )}
        >
          <Suspense fallback={<p class="hint">{words().loading}</p>}>
            <CodeCell
              source={source()}
              name={words()[props.part].title}
              onEdit={(text) => note(text !== source())}
              autofocus
            />
          </Suspense>
        </ErrorBoundary>
      </Show>
    </div>
  );
}
