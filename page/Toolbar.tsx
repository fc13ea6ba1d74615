// The bar that stays in sight: undo and redo, the link, a new beginning, and what was done last.

import { createEffect } from "solid-js";
import { CopyButton } from "./CopyButton";
import { Icon } from "./icons";
import { words } from "./language";
import { usePage } from "./state/Page";

/** The one voice of the page. A sentence that comes twice is said twice. */
function Said() {
  const page = usePage();
  let again = false;
  const say = (region: HTMLElement): void =>
    createEffect(() => {
      const { text, lang, seen, heard } = page.announced();
      if (lang === undefined) region.removeAttribute("lang");
      else region.lang = lang;
      region.classList.toggle("said--unseen", !seen);
      region.setAttribute("aria-live", heard ? "polite" : "off");
      again = !again;
      // A change that is heard and not seen.
      region.textContent = text === "" || again ? text : `${text}\u00a0`;
    });
  return <p class="said" role="status" ref={say} />;
}

export function Toolbar() {
  const page = usePage();
  const { history } = page.workbench;
  const note = (): string | null => (page.hasEditedCode() ? words().linkWithoutCode : null);
  const undo = () => {
    const edit = history.undoable();
    return edit === null ? words().nothingToUndo : words().undo(edit.label);
  };
  const redo = () => {
    const edit = history.redoable();
    return edit === null ? words().nothingToRedo : words().redo(edit.label);
  };
  return (
    <div class="toolbar" role="region" aria-label={words().tools}>
      {/* Never disabled: a button that loses its last step keeps the focus of whoever pressed it. */}
      <button
        type="button"
        class="tool"
        aria-label={undo()}
        title={undo()}
        aria-disabled={history.undoable() === null}
        on:click={() => page.undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={redo()}
        title={redo()}
        aria-disabled={history.redoable() === null}
        on:click={() => page.redo()}
      >
        <Icon name="redo" />
      </button>
      <CopyButton
        class="tool tool--named"
        icon="link"
        label={words().copyLink}
        text={() => page.link()}
        note={note}
      >
        {words().copyLink}
      </CopyButton>
      <button
        type="button"
        class="tool tool--named"
        aria-label={words().resetAll}
        title={words().resetAll}
        on:click={() => page.reset()}
      >
        <Icon name="reset" />
        <span>{words().resetAll}</span>
      </button>
      <Said />
    </div>
  );
}
