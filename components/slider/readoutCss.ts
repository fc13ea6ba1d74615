// The look of the loss as a number, and of the promise beside it: a ghost, in the same digits.

export const readoutCss = `
.sa-loss { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: 0 1ch;
  position: relative; font-family: var(--_mono); font-size: var(--_text); min-width: 0; }
.sa-loss__name, .sa-loss__ghost { color: var(--_muted); }
.sa-loss__number, .sa-loss__promised, .sa-loss__off { direction: ltr; white-space: nowrap; }
.sa-loss__number { font-weight: 600; min-inline-size: 6ch; text-align: end; }
/* Its room is kept while there is no promise: nothing moves when one comes. */
.sa-loss__ghost { display: inline-flex; gap: 0 1ch; white-space: nowrap; visibility: hidden;
  min-inline-size: 33ch; }
.sa-loss[data-promising] .sa-loss__ghost { visibility: visible; }
.sa-loss__promised { min-inline-size: 6ch; text-align: end; font-style: italic; }
.sa-loss__off::before { content: "· "; }

.sa-promise { user-select: none; -webkit-user-select: none; position: absolute; z-index: 2;
  inset-block-end: calc(100% + 2px); left: 50%;
  transform: translateX(calc(-50% + var(--_shift, 0px))); pointer-events: none; width: max-content; padding: 4px 9px;
  background: var(--_surface); border: 1px solid var(--_strong-line); border-radius: var(--_radius);
  box-shadow: 0 2px 8px rgb(0 0 0 / 0.14); }
.sa-promise[data-below] { inset-block: calc(100% + 10px) auto; }
.sa-sliders__readout .sa-promise[data-below] { inset-block-start: 64px; }
.sa-promise .sa-loss { display: grid; grid-template-columns: auto auto; gap: 0 1.5ch;
  align-items: baseline; }
.sa-promise .sa-loss__ghost { display: contents; }
.sa-promise .sa-loss__off { display: none; }
.sa-promise .sa-loss__promised { color: var(--_ink); opacity: 0.72; }
.sa-promise .sa-loss__number { border: 0; }
@media (prefers-reduced-motion: no-preference) {
  .sa-promise { animation: sa-promise 120ms ease-out; }
  @keyframes sa-promise { from { opacity: 0; } }
}
@media (forced-colors: active) {
  .sa-promise { border-color: CanvasText; background: Canvas; box-shadow: none; }
  .sa-promise .sa-loss__promised { opacity: 1; }
}
`;
