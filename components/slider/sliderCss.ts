// The look of sliders: a thin track that is filled from zero, a field that looks like text until used.

export const sliderCss = `
.sa-slider { --_thumb: 16px; position: relative; display: grid; align-items: center; gap: 0 10px;
  grid-template-columns: auto minmax(80px, 1fr) auto; min-width: 0; }
.sa-slider[data-compact] { grid-template-columns: minmax(0, 1fr); gap: 0; }
.sa-slider[data-compact] .sa-slider__field { width: 100%; max-width: 14ch; justify-self: center; }

.sa-slider__track { position: relative; display: grid; min-width: 0; }
.sa-slider__track::before { content: ""; position: absolute; inset: 0 calc(var(--_thumb) / 2);
  margin-block: auto; height: 3px; border-radius: 2px; pointer-events: none;
  background: linear-gradient(to right, var(--_line) calc(100% * var(--_from, 0)),
    var(--_accent) 0 calc(100% * var(--_to, 0)), var(--_line) 0); }
.sa-slider__range { appearance: none; background: none; width: 100%; min-width: 0; height: 26px;
  margin: 0; position: relative; cursor: pointer; touch-action: pan-y; }
.sa-slider__range::-webkit-slider-runnable-track { background: none; height: 26px; }
.sa-slider__range::-moz-range-track { background: none; height: 26px; }
.sa-slider__range::-webkit-slider-thumb { appearance: none; width: var(--_thumb);
  height: var(--_thumb); margin-top: calc((26px - var(--_thumb)) / 2); border-radius: 50%;
  background: var(--_surface); border: 2px solid var(--_accent); }
.sa-slider__range::-moz-range-thumb { width: var(--_thumb); height: var(--_thumb);
  border-radius: 50%; background: var(--_surface); border: 2px solid var(--_accent);
  box-sizing: border-box; }
.sa-slider__range:hover::-webkit-slider-thumb, .sa-slider__range:active::-webkit-slider-thumb {
  background: var(--_accent); }
.sa-slider__range:hover::-moz-range-thumb, .sa-slider__range:active::-moz-range-thumb {
  background: var(--_accent); }
.sa-slider__range:focus-visible { outline-offset: -1px; border-radius: 13px; }

.sa-slider__arrow { position: absolute; bottom: 0; height: 5px; pointer-events: none;
  left: calc(var(--_thumb) / 2 + (100% - var(--_thumb)) * var(--_arrow-left, 0));
  width: calc((100% - var(--_thumb)) * var(--_arrow-length, 0)); }
.sa-slider__arrow::before { content: ""; position: absolute; inset: 2px 0 auto; height: 1px;
  background: var(--_ink); }
.sa-slider__arrow::after { content: ""; position: absolute; top: 0; width: 5px; height: 5px;
  background: var(--_ink); }
.sa-slider__arrow[data-to="right"]::after { right: -1px; clip-path: polygon(0 0, 100% 50%, 0 100%); }
.sa-slider__arrow[data-to="left"]::after { left: -1px; clip-path: polygon(100% 0, 0 50%, 100% 100%); }
.sa-slider__arrow[data-to="none"] { display: none; }

.sa-slider__field { font: inherit; font-family: var(--_mono); font-size: var(--_text);
  font-variant-numeric: tabular-nums; width: 11ch; min-width: 0; padding: 2px 4px; color: inherit;
  text-align: right; background: transparent; border: 1px solid transparent;
  border-radius: 4px; }
.sa-slider[data-compact] .sa-slider__field { text-align: center; padding-inline: 0; }
.sa-slider__field:hover { border-color: var(--_line); background: var(--_raised); }
.sa .sa-slider__field:focus { background: var(--_surface); outline: 2px solid var(--_accent);
  outline-offset: -1px; }
.sa .sa-slider__field[aria-invalid="true"] { outline: 2px solid var(--_warning);
  outline-offset: -1px; }
.sa-slider__message { position: absolute; z-index: 1; left: 0; align-self: end;
  transform: translateY(calc(100% + 4px)); width: max(100%, min(11.5rem, 80vw)); padding: 6px 8px;
  pointer-events: none; color: var(--_warning); background: var(--_surface); font-size: 0.75rem;
  border: 1px solid var(--_warning); border-radius: var(--_radius); }
.sa-slider__message:empty { display: none; }
@media (pointer: coarse) {
  .sa-slider { --_thumb: 20px; }
  .sa-slider__range { height: 32px; }
  .sa-slider__range::-webkit-slider-runnable-track { height: 32px; }
  .sa-slider__range::-webkit-slider-thumb { margin-top: 6px; }
}
@media (forced-colors: active) {
  .sa-slider__track::before { background: CanvasText; }
  .sa-slider__range::-webkit-slider-thumb { background: ButtonFace; border-color: Highlight; }
  .sa-slider__range::-moz-range-thumb { background: ButtonFace; border-color: Highlight; }
  .sa-slider__arrow::before, .sa-slider__arrow::after { background: CanvasText;
    forced-color-adjust: none; }
  .sa-slider__field { border-color: FieldText; }
}

.sa-sliders { position: relative; container-type: inline-size; display: grid; gap: 4px 8px; align-items: center; min-width: 0; margin: 0; padding: 0;
  border: 0; grid-template-columns: auto repeat(var(--_columns, 1), minmax(0, 1fr)); }
.sa-sliders[data-bare] { grid-template-columns: repeat(var(--_columns, 1), minmax(0, 1fr)); }
.sa-sliders[data-wrap] { grid-template-columns: repeat(auto-fit, minmax(88px, 1fr)); }
.sa-sliders .sa-slider { position: static; }
.sa-sliders:not([data-wrap]) .sa-slider__field { font-size: clamp(0.5625rem,
  calc(((100cqi - 16px) / var(--_columns, 1) - 11px) / (var(--_chars, 7) * 0.61)), var(--_text)); }
.sa-sliders__name { grid-column: 1 / -1; }
.sa-sliders__label { font-family: var(--_mono); font-size: 0.75rem; color: var(--_muted);
  text-align: center; min-height: 1.35em; }
.sa-sliders__label[data-row] { text-align: right; }
.sa-sliders__cell { min-width: 0; }
`;
