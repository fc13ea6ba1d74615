// The text editor of a code cell: CodeMirror, in a shadow root of its own.
//
// The shadow root is for the page's strict policy: there CodeMirror adopts constructed style sheets,
// while in a document it would insert a <style> element, which the policy refuses.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface EditorOptions {
  readonly text: string;
  /** The accessible name, and what the keys do. */
  readonly names: EditorNames;
  readonly onChange: (text: string) => void;
}

export interface EditorNames {
  readonly label: string;
  readonly description: string;
}

/** What names the editor, which changes with the language. */
const naming = new Compartment();
const namesOf = ({ label, description }: EditorNames) =>
  // The scrolling box has to hold something that can be focused, and says so by tabindex.
  EditorView.contentAttributes.of({
    "aria-label": label,
    "aria-description": description,
    tabindex: "0",
  });

// Few colours: code is read, not admired.
const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--_muted)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.bool, tags.null, tags.self], color: "var(--_accent)" },
  { tag: [tags.string, tags.number], color: "var(--_literal)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--_ink)", backgroundColor: "var(--_surface)", fontSize: "var(--_text)" },
  // The cell rings the whole editor.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--_mono)",
    lineHeight: "1.6",
    scrollbarWidth: "thin",
  },
  ".cm-content": { padding: "14px 0", caretColor: "var(--_ink)" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-gutters": {
    color: "var(--_muted)",
    backgroundColor: "var(--_surface)",
    border: "none",
    paddingLeft: "8px",
  },
  ".cm-cursor": { borderLeftColor: "var(--_ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "color-mix(in oklab, var(--_accent) 25%, transparent)" },
});

/**
 * Typed text goes into the document by our hand. The browser's own way, when text replaces coloured
 * text, is a span with a style attribute, which the page's strict policy refuses and reports.
 */
const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== "insertText" || event.data === null || view.composing) return false;
    view.dispatch(view.state.replaceSelection(event.data), {
      userEvent: "input.type",
      scrollIntoView: true,
    });
    return true;
  },
});

/** An editor inside `host`. Call `destroy` when done. */
export function makeEditor(host: HTMLElement, options: EditorOptions): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  return new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        // Code is read from left to right in every language.
        EditorView.editorAttributes.of({ dir: "ltr" }),
        // Tab indents; Escape and then Tab leaves the editor, as CodeMirror has it.
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        python(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        syntaxHighlighting(colours),
        look,
        typing,
        naming.of(namesOf(options.names)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

/** Names the editor anew. */
export function setNames(view: EditorView, names: EditorNames): void {
  view.dispatch({ effects: naming.reconfigure(namesOf(names)) });
}

/** Replaces the whole text. */
export function setText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
