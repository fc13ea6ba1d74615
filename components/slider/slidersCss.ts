// The look of a grid of sliders: labels that are handles, cells of one width.

export const slidersCss = `
.sa-sliders { position: relative; direction: ltr; container-type: inline-size; display: grid; gap: 4px 8px;
  align-items: center; min-width: 0; margin: 0; padding: 0; border: 0;
  grid-template-columns: auto repeat(var(--_columns, 1), minmax(0, 1fr)); }
.sa-sliders[data-bare] { grid-template-columns: repeat(var(--_columns, 1), minmax(0, 1fr)); }
.sa-sliders[data-wrap] { grid-template-columns: repeat(auto-fit, minmax(88px, 1fr)); }
.sa-sliders .sa-slider { position: static; }
.sa-sliders:not([data-wrap]) .sa-slider__field { font-size: clamp(0.5625rem,
  calc(((100cqi - 16px) / var(--_columns, 1) - 11px) / (var(--_chars, 7) * 0.61)), var(--_text)); }
.sa-sliders__name { grid-column: 1 / -1; }
.sa-sliders__label { font-family: var(--_mono); font-size: 0.75rem; color: var(--_muted);
  text-align: center; min-height: 1.35em; }
.sa-sliders__label[data-row] { text-align: end; }
.sa-sliders__cell { min-width: 0; border-radius: var(--_radius); }
.sa-sliders__cell[data-linked] { outline: 1px solid var(--_strong-line); outline-offset: 1px; }
.sa-sliders__handle { cursor: ew-resize; touch-action: pan-y; user-select: none;
  -webkit-user-select: none; min-height: 24px; min-width: 24px; padding-inline: 6px; line-height: 24px;
  border-radius: 12px; text-decoration: underline; text-decoration-style: dashed;
  text-decoration-thickness: 1px; text-decoration-color: var(--_strong-line);
  text-underline-offset: 0.3em; }
.sa-sliders__handle[data-row] { text-align: center; }
.sa-sliders__handle:hover, .sa-sliders__handle[data-held] { color: var(--_ink);
  background: var(--_raised); }
.sa-sliders__handle[data-held] { outline: 1px solid var(--_accent); }
.sa-sliders[data-painting], .sa-sliders[data-painting] * { cursor: crosshair; }
.sa-sliders__readout { position: absolute; top: var(--_top, 0); height: 0; direction: ltr;
  left: clamp(76px, var(--_middle, 50%), 100% - 76px); pointer-events: none; }
@media (pointer: coarse) {
  .sa-sliders__handle { min-height: 36px; min-width: 36px; line-height: 36px; border-radius: 18px; }
}
@media (forced-colors: active) {
  .sa-sliders__handle { color: LinkText; }
  .sa-sliders__cell[data-linked] { outline: 2px solid Highlight; }
}
`;
