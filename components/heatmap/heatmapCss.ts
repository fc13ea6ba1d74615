// The look of heatmaps: cells that touch with a hair between them, and a scale bar below. The hatching is
// tiled: over a large box, Firefox and WebKit draw a repeating gradient as smears.

export const heatmapCss = `
.sa-heatmap { margin: 0; min-width: 0; container-type: inline-size;
  --_hatch: linear-gradient(45deg, var(--_raised) 0 36%, var(--_strong-line) 36% 45%,
    var(--_raised) 45% 86%, var(--_strong-line) 86% 95%, var(--_raised) 95%) 0 0 / 6px 6px;
  --_above: light-dark(rgb(255 176 0 / 0.69), rgb(255 176 0 / 0.78));
  --_below: light-dark(rgb(60 30 105 / 0.78), rgb(130 140 255 / 0.78)); }
.sa-heatmap__head { display: flex; gap: 10px; align-items: baseline; overflow: hidden;
  justify-content: space-between; margin-bottom: 6px; height: 1.125rem; }
.sa-heatmap__head .sa-name { font-size: clamp(0.625rem, 6cqi, var(--_text)); white-space: nowrap; }
.sa-heatmap__head .sa-note { font-family: var(--_mono); font-size: 0.75rem; white-space: nowrap; }
.sa-heatmap__head > :not(.sa-heatmap__hint) { direction: ltr; unicode-bidi: isolate; }
.sa-heatmap__readout:empty { display: none; }
.sa-heatmap__head .sa-heatmap__hint { font-family: inherit; flex-shrink: 1; min-width: 0;
  overflow: hidden; text-overflow: ellipsis; }
@container (max-width: 15rem) { .sa-heatmap__head .sa-heatmap__hint { display: none; } }

.sa-heatmap__matrices { direction: ltr; display: grid; gap: var(--_gap, 16px); min-width: 0;
  grid-template-columns: repeat(var(--_across, 1), minmax(0, var(--_slice, 1fr))); }
.sa-heatmap__slice { min-width: 0; container-type: inline-size; }
.sa-heatmap__label { display: block; margin-bottom: 4px; font-family: var(--_mono);
  font-size: 0.75rem; line-height: 1rem; color: var(--_muted); white-space: nowrap; }
.sa-heatmap__frame { position: relative; }

.sa-heatmap table { border-collapse: separate; border-spacing: 2px; table-layout: fixed;
  margin: -2px; width: calc(100% + 4px); }
.sa-heatmap__cell { position: relative; height: var(--sa-cell-height, 34px); padding: 0;
  text-align: center; vertical-align: middle; border-radius: 3px; cursor: default;
  background: var(--_ground); color: var(--_on); font-family: var(--_mono);
  font-size: clamp(0.625rem, calc(100cqi / var(--_columns, 1) / (var(--_chars, 8) * 0.68)), var(--_text));
  font-variant-numeric: tabular-nums; white-space: nowrap; transition: background-color 90ms linear;
  forced-color-adjust: none; print-color-adjust: exact; -webkit-print-color-adjust: exact;
  touch-action: manipulation; }
[data-legible="no"] .sa-heatmap__cell { height: auto; }
[data-legible="no"] .sa-heatmap__cell::before { content: ""; display: block; padding-top: 100%; }
[data-legible="no"] .sa-heatmap__cell > span { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
.sa-heatmap__cell:hover { box-shadow: inset 0 0 0 2px var(--_ink); }
.sa .sa-heatmap__cell:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.sa-heatmap__cell[data-strange] { color: var(--_ink); background: var(--_hatch); }
.sa-heatmap__cell[data-strange="inf"] { background: linear-gradient(var(--_above) 0 100%), var(--_hatch); }
.sa-heatmap__cell[data-strange="-inf"] { background: linear-gradient(var(--_below) 0 100%), var(--_hatch); }
.sa-heatmap__cell[data-strange] > span { padding: 1px 4px; border-radius: 3px; background: var(--_raised); }
[data-legible="no"] .sa-heatmap__cell[data-strange]::after { position: absolute; inset: 0;
  display: grid; place-items: center; font-size: min(0.8125rem, 50cqi / var(--_columns, 1));
  text-shadow: 0 0 2px var(--_raised), 0 0 2px var(--_raised); }
[data-legible="no"] .sa-heatmap__cell[data-strange="inf"]::after { content: "+"; }
[data-legible="no"] .sa-heatmap__cell[data-strange="-inf"]::after { content: "−"; }

/* Linked cells are outlined; the others keep their colours, which say their values. */
.sa-heatmap__cell[data-linked] { z-index: 1; box-shadow: 0 0 0 2px var(--_ink); }
[data-links="same"] .sa-heatmap__cell[data-linked] { box-shadow: inset 0 0 0 2px var(--_ink); }

[data-editable] :is(.sa-heatmap__cell, .sa-heatmap__canvas) { cursor: ns-resize;
  touch-action: pan-y; user-select: none; -webkit-user-select: none; }
[data-dragging] .sa-heatmap__cell { transition: none; }

.sa-heatmap__picture { position: relative; width: var(--_w, 100%); height: var(--_h, auto);
  max-width: 100%; border-radius: 3px; overflow: clip; overflow-clip-margin: 4px; }
.sa-heatmap__canvas { display: block; width: 100%; height: 100%; image-rendering: pixelated;
  background: var(--_hatch); border-radius: 3px; forced-color-adjust: none; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; touch-action: manipulation; }
[data-shrunk] .sa-heatmap__canvas { image-rendering: auto; }
.sa-heatmap__veil { position: absolute; inset: 0; background: none; pointer-events: none; }
.sa-heatmap__ring { position: absolute; pointer-events: none; box-sizing: content-box;
  top: var(--_top); left: var(--_left); width: var(--_width); height: var(--_height);
  min-width: 3px; min-height: 3px; margin: -2px; border: 2px solid var(--_ink); border-radius: 3px;
  box-shadow: 0 0 0 1px var(--_surface), inset 0 0 0 1px var(--_surface); }
.sa-heatmap__matrices:focus-visible .sa-heatmap__ring[data-kind="cursor"] { border-color: var(--_accent); }

.sa-heatmap__spot { position: absolute; top: var(--_top); left: var(--_left); z-index: 2; width: 0; height: 0; }
.sa-heatmap__entry { position: absolute; transform: translate(-50%, -50%); width: max-content; }
.sa-heatmap .sa-heatmap__field { width: 9ch; height: 30px; padding: 0 6px; text-align: center;
  font: 0.8125rem var(--_mono); color: var(--_ink); background: var(--_surface);
  border: 1px solid var(--_strong-line); border-radius: var(--_radius);
  box-shadow: 0 2px 8px rgb(0 0 0 / 0.25); }
@media (pointer: coarse) { .sa-heatmap .sa-heatmap__field { font-size: 1rem; height: 40px; } }
.sa-heatmap__field[aria-invalid] { border-color: var(--_warning); }
.sa-heatmap__complaint { position: absolute; top: calc(100% + 4px); left: 50%; z-index: 3;
  transform: translateX(-50%); width: min(15rem, 80cqi); padding: 6px 8px; text-align: start;
  font-size: 0.75rem; color: var(--_warning); background: var(--_surface);
  border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: 0 2px 8px rgb(0 0 0 / 0.2); }

.sa-legend { direction: ltr; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: flex-start;
  margin-top: 10px; font-family: var(--_mono); font-size: 0.75rem; line-height: 1rem;
  color: var(--_muted); }
.sa-legend__scale { flex: 0 1 200px; min-width: min(100%, 112px); }
.sa-legend__bar { display: block; height: 8px; border-radius: 2px; background: var(--_ramp);
  forced-color-adjust: none; print-color-adjust: exact; -webkit-print-color-adjust: exact;
  --_from: 0px; --_to: 0px;
  clip-path: polygon(0 50%, var(--_from) 0, calc(100% - var(--_to)) 0, 100% 50%,
    calc(100% - var(--_to)) 100%, var(--_from) 100%); }
.sa-legend__bar[data-below] { --_from: 7px; }
.sa-legend__bar[data-above] { --_to: 7px; }
.sa-legend__ticks { position: relative; display: flex; justify-content: space-between;
  margin-top: 3px; white-space: nowrap; }
.sa-legend__zero { position: absolute; left: var(--_zero); }
.sa-legend__zero::before { content: ""; position: absolute; bottom: 100%; height: 12px; width: 1px;
  background: var(--_ink); }
.sa-legend__zero > span { position: absolute; transform: translateX(-50%); }
.sa-legend__zero[data-tight] > span { display: none; }
.sa-legend__strange { display: flex; gap: 6px; align-items: center; margin-top: -4px; }
.sa-legend__strange::before { content: ""; width: 14px; height: 14px; border-radius: 3px;
  background: var(--_hatch); forced-color-adjust: none; }
.sa-legend__strange[data-strange="inf"]::before {
  background: linear-gradient(var(--_above) 0 100%), var(--_hatch); }
.sa-legend__strange[data-strange="-inf"]::before {
  background: linear-gradient(var(--_below) 0 100%), var(--_hatch); }

.sa-heatmap__pager { display: flex; gap: 8px; align-items: center; margin-top: 10px; }
.sa .sa-heatmap__turn { display: inline-grid; place-items: center; width: 32px; height: 32px;
  padding: 0; color: var(--_ink); background: var(--_raised); border: 1px solid var(--_strong-line);
  border-radius: var(--_radius); cursor: pointer; }
.sa .sa-heatmap__turn[aria-disabled] { opacity: 0.4; cursor: default; }
.sa-heatmap__turn:dir(rtl) svg { transform: scaleX(-1); }
.sa-heatmap__empty { display: grid; place-items: center; border: 1px dashed var(--_line);
  border-radius: var(--_radius); min-height: calc(var(--sa-cell-height, 34px) * var(--_rows, 1));
  color: var(--_muted); font-size: var(--_text); padding: 4px 8px; text-align: center; }

@media (prefers-reduced-motion: reduce) { .sa-heatmap__cell { transition: none; } }
@media (forced-colors: active) {
  .sa-heatmap__cell:hover { outline: 2px solid CanvasText; outline-offset: -2px; }
  .sa-heatmap__cell[data-linked] { outline: 3px solid Highlight; outline-offset: -3px; }
  .sa .sa-heatmap__cell:focus-visible { outline: 3px solid CanvasText; outline-offset: 0; }
  .sa-heatmap__ring { border-color: Highlight; forced-color-adjust: none; }
}
@media print { .sa-heatmap { break-inside: avoid; } .sa-heatmap__ring, .sa-heatmap__hint { display: none; } }
`;
