// A button that copies a text. Where the browser forbids it, the text is shown, selected.

import { createSignal, createUniqueId, onCleanup, Show } from "solid-js";
import { Icon, type IconName } from "./icons";
import { words } from "./language";
import { usePage } from "./state/Page";

export interface CopyButtonProps {
  /** The accessible name. */
  label: string;
  /** What is copied; asked for at the press. */
  text: () => string | Promise<string>;
  icon?: IconName;
  class?: string;
  /** What is to be known of the copy, such as what it leaves out; asked for at the press. */
  note?: () => string | null;
  /** Words beside the icon. */
  children?: string;
}

/** Milliseconds for which the button shows that it worked. */
const shownFor = 2000;

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // forbidden, or not there at all
  }
}

function ByHand(props: { text: string; label: string; note: string | null; onClose: () => void }) {
  const id = createUniqueId();
  const open = (dialog: HTMLDialogElement): void => {
    queueMicrotask(() => {
      if (dialog.isConnected) dialog.showModal?.();
      dialog.querySelector("textarea")?.select();
    });
  };
  return (
    <dialog class="byhand" aria-labelledby={id} ref={open} on:close={() => props.onClose()}>
      <p id={id}>
        {words().copyByHand} {props.note}
      </p>
      <textarea readonly rows={8} aria-label={props.label} lang="en">
        {props.text}
      </textarea>
      <button type="button" class="button" on:click={() => props.onClose()}>
        {words().close}
      </button>
    </dialog>
  );
}

export function CopyButton(props: CopyButtonProps) {
  const page = usePage();
  const [done, setDone] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  let button!: HTMLButtonElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const copy = async (): Promise<void> => {
    const text = await props.text();
    if (!(await write(text))) {
      setRefused(text);
      return;
    }
    const note = props.note?.() ?? null;
    page.report(note === null ? words().copied : words().copiedBut(note));
    setDone(true);
    clearTimeout(timer);
    timer = setTimeout(() => setDone(false), shownFor);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.class ?? "button"}
        aria-label={props.label}
        title={props.label}
        on:click={() => void copy()}
      >
        <Icon name={done() ? "done" : (props.icon ?? "copy")} />
        <Show when={props.children}>
          <span>{done() ? words().copied : props.children}</span>
        </Show>
      </button>
      <Show when={refused()}>
        {(text) => (
          <ByHand
            text={text()}
            label={props.label}
            note={props.note?.() ?? null}
            onClose={() => {
              setRefused(null);
              button.focus();
            }}
          />
        )}
      </Show>
    </>
  );
}
