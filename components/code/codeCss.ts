// The look of the code cell: editor and output side by side where there is room, sliders below.

export const codeCss = `
.sa-code { --_literal: var(--sa-literal, light-dark(#6b3fa0, #c7a8f0)); container-type: inline-size;
  width: 100%; }
.sa-code__parts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
.sa-code__side { display: grid; gap: 10px; min-width: 0; align-content: start; justify-items: start; }
.sa-code__heading { margin: 0; font-size: 1rem; line-height: 1.4; font-weight: 600; }
.sa-code__editor { width: 100%; min-width: 0; border: 1px solid var(--_strong-line);
  border-radius: var(--_radius); overflow: hidden; }
.sa-code__editor:focus-within { outline: 2px solid var(--_accent); outline-offset: -1px; }
.sa-code__button { font: inherit; font-size: 0.9375rem; padding: 8px 14px; min-height: 40px;
  color: var(--_ink); background: var(--_surface); border: 1px solid var(--_strong-line);
  border-radius: var(--_radius); cursor: pointer; }
.sa-code__button:hover { background: var(--_raised); border-color: var(--_ink); }
.sa-code__text, .sa-code__error { margin: 0; font-family: var(--_mono); font-size: var(--_text);
  line-height: 1.6; direction: ltr; }
.sa-code__text { width: 100%; max-height: 30rem; padding: 14px 16px; border: 1px solid var(--_line);
  border-radius: var(--_radius); background: var(--_raised); overflow: auto; scrollbar-width: thin; }
.sa-code__text[data-stale], .sa-code__none { color: var(--_muted); }
.sa-code__status { display: grid; gap: 10px; width: 100%; min-width: 0; }
.sa-code__error { padding: 10px 16px; border-left: 3px solid var(--_warning);
  color: var(--_warning); overflow-wrap: anywhere; white-space: pre-wrap; }
.sa-code__leaves { display: grid; gap: 8px; min-width: 0; }
.sa-code__note { margin: 0; max-width: 44rem; color: var(--_muted); font-size: 0.875rem; line-height: 1.5; }
.sa-code__sliders { columns: 320px; column-gap: 40px; }
.sa-code__sliders > * { break-inside: avoid; margin-block-end: 24px; }
@container (min-width: 900px) {
  .sa-code__parts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .sa-code__leaves { grid-column: 1 / -1; }
}
@media print {
  .sa-code__button, .sa-code__keys { display: none; }
  .sa-code__text { max-height: none; white-space: pre-wrap; }
}
`;
