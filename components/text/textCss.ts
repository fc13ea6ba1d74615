// The look of printed tensors and of tables of values.

export const textCss = `
.sa-text, .sa-values { position: relative; min-width: 0; }
.sa-text__head, .sa-values__head { display: flex; gap: 10px; align-items: baseline; min-height: 1.125rem;
  margin-bottom: 4px; padding-inline-end: 36px; }
.sa-values__head .sa-note { font-family: var(--_mono); font-size: 0.75rem; }
.sa-print { margin: 0; padding-block: 2px; font-family: var(--_mono); font-size: var(--_text); line-height: 1.5;
  white-space: pre; overflow-x: auto; color: var(--_ink); direction: ltr; text-align: left;
  min-height: calc(var(--_lines, 1) * 1.5em + 4px); }
.sa-print[data-wrap] { white-space: pre-wrap; overflow-wrap: anywhere; overflow-x: visible; }
.sa-print__room { display: inline-block; min-width: calc(var(--_chars, 0) * 1ch); }
.sa-print[data-wrap] .sa-print__room { min-width: 0; }

.sa-copy { position: absolute; inset-block-start: -4px; inset-inline-end: 0; display: flex;
  align-items: center; gap: 6px; z-index: 1; }
.sa-copy__answer { font-size: 0.75rem; color: var(--_muted); background: var(--_surface); }
.sa-copy button { display: grid; place-items: center; width: 28px; height: 28px; padding: 0;
  color: var(--_muted); background: var(--_surface); border: 1px solid transparent; cursor: pointer;
  border-radius: var(--_radius); opacity: 0; transition: opacity 120ms; }
.sa-text:hover .sa-copy button, .sa-values:hover .sa-copy button, .sa-copy button:focus-visible {
  opacity: 1; }
.sa-copy button:hover { color: var(--_ink); border-color: var(--_line); background: var(--_raised); }
@media (hover: none) { .sa-copy button { opacity: 1; } }
@media (pointer: coarse) { .sa-copy button { width: 40px; height: 40px; } }
@media (prefers-reduced-motion: reduce) { .sa-copy button { transition: none; } }

/* Positioned, so that what is hidden in its cells is clipped too. */
.sa-values__box { position: relative; overflow: auto; max-height: var(--sa-table-height, 24rem); direction: ltr; }
.sa-values table { border-collapse: separate; border-spacing: 0; font-family: var(--_mono);
  font-size: var(--_text); font-variant-numeric: tabular-nums; }
.sa-values th { font-weight: 400; color: var(--_muted); font-size: 0.75rem; background: var(--_surface);
  padding: 4px 10px; white-space: nowrap; }
.sa-values thead th { position: sticky; inset-block-start: 0; z-index: 2; text-align: right;
  border-bottom: 1px solid var(--_strong-line); }
.sa-values tbody th[scope="row"] { position: sticky; left: 0; z-index: 1; text-align: right;
  border-right: 1px solid var(--_line); }
.sa-values th[scope="rowgroup"] { text-align: left; color: var(--_ink); padding: 12px 10px 4px;
  border-bottom: 1px solid var(--_line); }
.sa-values tbody:first-of-type th[scope="rowgroup"] { padding-top: 6px; }
.sa-values td { padding: 4px 10px; text-align: right; white-space: nowrap;
  min-width: calc(var(--_chars, 4) * 1ch + 20px); }
.sa-values thead td { min-width: 0; }
.sa-values td[data-strange] { color: var(--_warning); font-style: italic; }
.sa-values td[data-gap] { color: var(--_muted); text-align: center; min-width: 0; }
.sa-values tbody tr:hover td:not([data-gap]) { background: var(--_raised); }
.sa-values tbody td[data-linked] { box-shadow: inset 0 0 0 2px var(--_accent); border-radius: 3px; }
.sa-values__none { color: var(--_muted); font-size: var(--_text); margin: 0; padding: 4px 0; }
@media print { .sa-copy { display: none; } .sa-values__box { max-height: none; overflow: visible; } }
@media (forced-colors: active) { .sa-values tbody td[data-linked] { outline: 2px solid Highlight; outline-offset: -2px; } }
`;
