// The look of the descent player: one large button, two small ones, the figures beside them.

export const descentCss = `
.sa-descent { display: grid; gap: 14px; min-width: 0; max-width: 40rem;
  container-type: inline-size; }
.sa-descent__bar { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 28px; }
.sa-descent__buttons { display: flex; align-items: center; gap: 10px; }
.sa-descent__button { display: grid; place-items: center; width: 36px; height: 36px; padding: 0;
  border-radius: 50%; border: 1px solid var(--_line); background: var(--_raised); color: var(--_ink);
  cursor: pointer; transition: background-color 120ms, border-color 120ms; }
.sa-descent__button:hover:not(:disabled) { border-color: var(--_strong-line); background: var(--_surface); }
.sa-descent__button:disabled { color: var(--_muted); opacity: 0.5; cursor: default; }
.sa-descent__play { width: 52px; height: 52px; border-color: transparent; background: var(--_accent);
  color: var(--_surface); }
.sa-descent__play .sa-icon { width: 22px; height: 22px; }
.sa-descent__play:hover:not(:disabled) { background: color-mix(in oklab, var(--_accent), var(--_ink) 14%);
  border-color: transparent; }
.sa-descent__figures { display: flex; gap: 8px 28px; flex-wrap: wrap; margin: 0; }
.sa-descent__figures dt { font-size: 0.75rem; color: var(--_muted); }
.sa-descent__figures dd { margin: 0; font-family: var(--_mono); font-size: 1.125rem;
  min-width: 5ch; white-space: nowrap; }
.sa-descent__figures small { font-size: 0.75rem; color: var(--_muted); }
.sa-descent__progress { appearance: none; display: block; width: 100%; height: 4px; border: 0;
  border-radius: 2px; overflow: hidden; background: var(--_line); color: var(--_accent); }
.sa-descent__progress::-webkit-progress-bar { background: var(--_line); }
.sa-descent__progress::-webkit-progress-value { background: var(--_accent); }
.sa-descent__progress::-moz-progress-bar { background: var(--_accent); }
.sa-descent__choices { display: grid; gap: 10px 28px; align-items: center;
  grid-template-columns: minmax(0, 1fr) auto; }
.sa-descent__speed { display: flex; align-items: center; gap: 8px; font-size: var(--_text); }
.sa-descent__speed label { color: var(--_muted); }
.sa-descent__speed select { font: inherit; color: var(--_ink); background: var(--_raised);
  border: 1px solid var(--_line); border-radius: var(--_radius); min-height: 28px; padding: 2px 6px; }
.sa-descent__speed select:hover { border-color: var(--_strong-line); }
@container (max-width: 520px) {
  .sa-descent__choices { grid-template-columns: minmax(0, 1fr); }
  /* The number stands beside its name, and the track has the whole width below. */
  .sa-descent__choices .sa-name { grid-area: 1 / 1 / auto / 3; }
  .sa-descent__choices .sa-slider__field { grid-area: 1 / 3; }
  .sa-descent__choices .sa-slider__track { grid-area: 2 / 1 / auto / -1; }
}
@media (pointer: coarse) {
  .sa-descent__button { width: 44px; height: 44px; }
  .sa-descent__play { width: 60px; height: 60px; }
  .sa-descent__speed select { min-height: 40px; }
}
@media (prefers-reduced-motion: reduce) { .sa-descent__button { transition: none; } }
@media (forced-colors: active) {
  .sa-descent__button, .sa-descent__play { border-color: ButtonText; background: ButtonFace;
    color: ButtonText; }
  .sa-descent__button:disabled { color: GrayText; border-color: GrayText; opacity: 1; }
  .sa-descent__progress { border: 1px solid CanvasText; }
  .sa-descent__progress::-webkit-progress-value { background: Highlight; forced-color-adjust: none; }
}
`;
