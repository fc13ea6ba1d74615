// The button that turns a part's code into a cell to edit. The cell is fetched at the first press.

import { createSignal, ErrorBoundary, lazy, Show, Suspense } from "solid-js";
import { words } from "../language";
import { type PartName, python } from "./python";

const CodeCell = lazy(async () => ({ default: (await import("./CodeCell")).CodeCell }));

/** A part's code as a whole program: the first part alone begins with the import. */
const programOf = (part: PartName): string =>
  python[part].startsWith("import") ? python[part] : `import torch\n\n${python[part]}`;

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
            <CodeCell source={programOf(props.part)} name={words()[props.part].title} />
          </Suspense>
        </ErrorBoundary>
      </Show>
    </div>
  );
}
