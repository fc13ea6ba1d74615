// The button that turns a part's code into a cell to edit. The cell, its editor and the interpreter are
// fetched at the first press.

import { createSignal, ErrorBoundary, lazy, Show, Suspense } from "solid-js";
import { words } from "../language";
import type { PartName } from "../state/models";
import { programOf, python } from "./python";

const CodeCell = lazy(async () => ({
  default: (await import("../../components/code/index")).CodeCell,
}));

export function EditCode(props: { part: PartName }) {
  const [open, setOpen] = createSignal(false);
  return (
    <div class="edit">
      <button type="button" class="button" aria-expanded={open()} on:click={() => setOpen(!open())}>
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
              source={programOf(python[props.part])}
              name={words()[props.part].title}
              autofocus
            />
          </Suspense>
        </ErrorBoundary>
      </Show>
    </div>
  );
}
