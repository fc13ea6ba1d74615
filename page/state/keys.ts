// Undo and redo by keyboard, wherever the focus is but in a text, which has an undo of its own.

/** Kinds of input in which nothing is written. */
const unwritten = new Set(["range", "checkbox", "radio", "button", "submit", "reset", "color"]);

/** Whether somebody writes in `target`. */
function isText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !unwritten.has(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** Handles Ctrl or Cmd with Z, Shift and Z, or Y. */
export const historyKeys =
  (steps: { undo(): void; redo(): void }) =>
  (event: KeyboardEvent): void => {
    const held = (event.ctrlKey || event.metaKey) && !event.altKey;
    // The editor sits in a shadow root: the path leads to what really has the focus.
    if (!held || event.defaultPrevented || isText(event.composedPath()[0])) return;
    const key = event.key.toLowerCase();
    const redo = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
    if (!redo && key !== "z") return;
    event.preventDefault();
    if (redo) steps.redo();
    else steps.undo();
  };
