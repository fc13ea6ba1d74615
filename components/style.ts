// Stylesheets without a <style> element: a strict content security policy forbids those, and a
// component may live in a shadow root, which the page's own stylesheet does not reach.

import { onMount } from "solid-js";

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** The one sheet of this text in this document: a constructed sheet serves only its own document. */
function sheetOf(document: Document, text: string): CSSStyleSheet | null {
  const known = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, known);
  const found = known.get(text);
  if (found !== undefined) return found;
  const view = document.defaultView;
  if (view === null || !("replaceSync" in view.CSSStyleSheet.prototype)) return null;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(text);
  known.set(text, sheet);
  return sheet;
}

/**
 * Adopts `texts` into the document or shadow root that `element` is in, once each. An element that is
 * not connected yet styles the document. Where constructed sheets do not exist (jsdom), nothing
 * happens: the component works, unstyled.
 */
export function adoptStyles(element: Node, ...texts: string[]): void {
  const document = element.ownerDocument;
  if (document === null) return;
  const top = element.getRootNode();
  const root = top instanceof ShadowRoot ? top : document;
  if (!("adoptedStyleSheets" in root)) return;
  for (const text of texts) {
    const sheet = sheetOf(document, text);
    if (sheet !== null && !root.adoptedStyleSheets.includes(sheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  }
}

/**
 * A `ref` that adopts `texts` when its element is mounted.
 * @example <p ref={styled(themeCss, ".hint { font-style: italic }")} class="sa hint">Drag me.</p>
 */
export const styled =
  (...texts: string[]) =>
  (element: Element): void =>
    onMount(() => adoptStyles(element, ...texts));
