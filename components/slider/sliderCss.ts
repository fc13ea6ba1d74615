// The look of one slider: a thin track that is filled from zero, a clear thumb, and a field that looks
// like text until used.

export const sliderCss = `
.sa-slider { --_thumb: 16px; --_height: 30px; position: relative; display: grid;
  align-items: center; gap: 0 10px; grid-template-columns: minmax(var(--sa-slider-name, 4ch), auto) minmax(80px, 1fr) auto;
  min-width: 0; }
/* Where it is narrow, name and number stand above the track, which then has all the width. A container
   has no width of its own: where its parent asks for one, it is enough for the two lines. */
.sa-slider:not([data-compact]) { container: sa-slider / inline-size; contain-intrinsic-inline-size: 14rem; }
@container sa-slider (max-width: 300px) {
  .sa-slider:not([data-compact]) > .sa-name { grid-area: 1 / 1 / auto / 3; }
  .sa-slider:not([data-compact]) > .sa-slider__field { grid-area: 1 / 3; }
  .sa-slider:not([data-compact]) > .sa-slider__track { grid-area: 2 / 1 / auto / -1; }
}
.sa-slider[data-compact] { grid-template-columns: minmax(0, 1fr); gap: 0; }
.sa-slider[data-compact] .sa-slider__field { width: 100%; max-width: 14ch; justify-self: center; }

.sa-slider__track { position: relative; display: grid; min-width: 0; direction: ltr; }
.sa-slider__rail { position: absolute; inset: 0 calc(var(--_thumb) / 2);
  margin-block: auto; height: 3px; border-radius: 2px; pointer-events: none; overflow: clip;
  background: var(--_line); }
.sa-slider__fill { position: absolute; inset-block: 0; background: var(--_accent); }
/* Where it began, if it can be set back. */
.sa-slider__track[data-home]::after { content: ""; position: absolute; pointer-events: none;
  left: calc(var(--_thumb) / 2 + (100% - var(--_thumb)) * var(--_home, 0) - 1px);
  top: calc(50% - 5px); width: 2px; height: 10px; border-radius: 1px;
  background: var(--_strong-line); }
.sa-slider__range { appearance: none; background: none; width: 100%; min-width: 0;
  height: var(--_height); margin: 0; position: relative; z-index: 1; cursor: pointer;
  touch-action: pan-y; border-radius: 13px; }
.sa-slider__range::-webkit-slider-runnable-track { background: none; height: var(--_height); }
.sa-slider__range::-moz-range-track { background: none; height: var(--_height); }
.sa-slider__range::-webkit-slider-thumb { appearance: none; width: var(--_thumb);
  height: var(--_thumb); margin-top: calc((var(--_height) - var(--_thumb)) / 2); border-radius: 50%;
  background: var(--_surface); border: 2px solid var(--_accent); }
.sa-slider__range::-moz-range-thumb { width: var(--_thumb); height: var(--_thumb);
  border-radius: 50%; background: var(--_surface); border: 2px solid var(--_accent);
  box-sizing: border-box; }
.sa-slider__range:hover::-webkit-slider-thumb, .sa-slider__range:active::-webkit-slider-thumb {
  background: var(--_accent); }
.sa-slider__range:hover::-moz-range-thumb, .sa-slider__range:active::-moz-range-thumb {
  background: var(--_accent); }
.sa-slider__range:focus-visible { outline-offset: -2px; }

.sa-slider__track[data-nan] .sa-slider__range::-webkit-slider-thumb { border-style: dashed;
  border-color: var(--_warning); background: var(--_surface); }
.sa-slider__track[data-nan] .sa-slider__range::-moz-range-thumb { border-style: dashed;
  border-color: var(--_warning); background: var(--_surface); }
.sa-slider__range[aria-readonly="true"] { cursor: default; }
.sa-slider__range[aria-readonly="true"]::-webkit-slider-thumb { border: 0; border-radius: 0;
  background: linear-gradient(90deg, transparent calc(50% - 2px), var(--_accent) 0 calc(50% + 2px),
    transparent 0); }
.sa-slider__range[aria-readonly="true"]::-moz-range-thumb { border: 0; border-radius: 0;
  background: linear-gradient(90deg, transparent calc(50% - 2px), var(--_accent) 0 calc(50% + 2px),
    transparent 0); }
.sa-slider[data-disabled] { --_accent: var(--_strong-line); color: var(--_muted); }
.sa-slider[data-disabled] .sa-name { color: var(--_muted); }
.sa-slider__range:disabled { cursor: default; }
.sa-slider__range:disabled::-webkit-slider-thumb { background: var(--_raised); }
.sa-slider__range:disabled::-moz-range-thumb { background: var(--_raised); }

.sa-slider__field { font: inherit; font-family: var(--_mono); font-size: var(--_text);
  font-variant-numeric: tabular-nums; width: 11ch; min-width: 0; min-height: 24px; padding: 2px 4px;
  color: inherit; direction: ltr; text-align: right; background: transparent;
  border: 1px solid transparent; border-radius: 4px; }
.sa-slider[data-compact] .sa-slider__field { text-align: center; padding-inline: 0; }
.sa-slider__field:hover:enabled { border-color: var(--_line); background: var(--_raised); }
.sa .sa-slider__field:focus { background: var(--_surface); outline: 2px solid var(--_accent);
  outline-offset: -1px; }
.sa .sa-slider__field[aria-invalid="true"] { outline: 2px solid var(--_warning);
  outline-offset: -1px; }
.sa-slider__message { position: absolute; z-index: 2; inset-inline-start: 0; align-self: end;
  transform: translateY(calc(100% + 4px)); width: max(100%, min(11.5rem, 80vw)); padding: 6px 8px;
  pointer-events: none; color: var(--_warning); background: var(--_surface); font-size: 0.75rem;
  border: 1px solid var(--_warning); border-radius: var(--_radius); }
.sa-slider__message:empty { display: none; }

@media (pointer: coarse) {
  .sa-slider { --_thumb: 22px; --_height: 36px; }
  .sa-slider:not([data-compact]) { --_height: 44px; }
  .sa-slider__field { min-height: 32px; }
  .sa-slider:not([data-compact]) .sa-slope { bottom: 4px; }
}
@media (forced-colors: active) {
  .sa-slider__rail { forced-color-adjust: none; background: CanvasText; }
  .sa-slider__fill { background: Highlight; }
  .sa-slider__range[aria-readonly="true"]::-webkit-slider-thumb { border: 2px solid CanvasText; }
  .sa-slider__range[aria-readonly="true"]::-moz-range-thumb { border: 2px solid CanvasText; }
  .sa-slider__range::-webkit-slider-thumb { background: ButtonFace; border-color: Highlight; }
  .sa-slider__range::-moz-range-thumb { background: ButtonFace; border-color: Highlight; }
  .sa-slider__track[data-home]::after { background: CanvasText; }
  .sa-slider__field { border-color: FieldText; }
  .sa-slider[data-disabled] :is(.sa-slider__rail, .sa-slider__fill) { background: GrayText; }
  .sa-slider__range:disabled::-webkit-slider-thumb { border-color: GrayText; }
  .sa-slider__range:disabled::-moz-range-thumb { border-color: GrayText; }
}
`;
