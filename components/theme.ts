// The look that all components share: colours, type and sizes as custom properties. A page overrides
// `--sa-…`; the components read the `--_…` made from them here. Colours follow `color-scheme`, which
// a page inherits into every shadow root, and `data-theme="light|dark"` on any ancestor or on the
// component itself.

/** The style sheet that all components share, as text: for `styled` and `adoptStyles`. */
export const themeCss = `
[data-theme="light"], :host([data-theme="light"]) { color-scheme: light; }
[data-theme="dark"], :host([data-theme="dark"]) { color-scheme: dark; }

.sa {
  --_ink: var(--sa-ink, light-dark(#1d2126, #e7e9ec));
  --_muted: var(--sa-muted, light-dark(#5b636d, #a2abb5));
  --_line: var(--sa-line, light-dark(#dde1e6, #343a42));
  --_strong-line: var(--sa-strong-line, light-dark(#858d97, #7b848f));
  --_surface: var(--sa-surface, light-dark(#ffffff, #16191d));
  --_raised: var(--sa-raised, light-dark(#f5f6f8, #1e2227));
  --_accent: var(--sa-accent, light-dark(#0b6e69, #5fcdc3));
  --_warning: var(--sa-warning, light-dark(#8a4b00, #f0b565));
  --_mono: var(--sa-mono, ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono",
    "Liberation Mono", "Noto Sans Mono CJK SC", monospace);
  --_radius: var(--sa-radius, 6px);
  --_text: var(--sa-text, 0.8125rem);
  box-sizing: border-box;
  color: var(--_ink);
  font-variant-numeric: tabular-nums;
  line-height: 1.35;
}
.sa *, .sa *::before, .sa *::after { box-sizing: border-box; }
.sa :focus-visible, .sa:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }

.sa-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  /* Not copied with the text around it, and not marked by a drag that begins beside it (Safari). */
  user-select: none; -webkit-user-select: none;
}
.sa-name { font-family: var(--_mono); font-size: var(--_text); color: var(--_ink); }
.sa-note { color: var(--_muted); font-size: var(--_text); margin: 0; }
.sa-trouble {
  color: var(--_warning); font-size: var(--_text); margin: 0; overflow-wrap: anywhere;
  white-space: pre-line;
}
.sa-trouble button {
  font: inherit; color: var(--_ink); background: var(--_raised); cursor: pointer;
  border: 1px solid var(--_strong-line); border-radius: var(--_radius); padding: 2px 8px;
}
`;
