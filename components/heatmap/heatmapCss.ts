// The look of heatmaps: cells that touch with a hair between them, and a scale bar below.

export const heatmapCss = `
.sa-heatmap { margin: 0; min-width: 0; container-type: inline-size; }
.sa-heatmap__head { display: flex; gap: 10px; align-items: baseline;
  justify-content: space-between; margin-bottom: 6px; height: 1.125rem; }
.sa-heatmap__head .sa-name { font-size: clamp(0.625rem, 6cqi, var(--_text)); white-space: nowrap; }
.sa-heatmap__head .sa-note { font-family: var(--_mono); font-size: 0.75rem; }
.sa-heatmap table { border-collapse: separate; border-spacing: 2px; width: 100%;
  table-layout: fixed; margin: -2px; width: calc(100% + 4px); }
.sa-heatmap caption { text-align: left; }
.sa-heatmap__cell { position: relative; height: var(--sa-cell-height, 34px); padding: 0;
  text-align: center; vertical-align: middle; border-radius: 3px; cursor: default;
  background: var(--_ground); color: var(--_on); font-family: var(--_mono);
  font-size: clamp(0.625rem, calc(100cqi / var(--_columns, 1) / 6.4), var(--_text));
  font-variant-numeric: tabular-nums; transition: background-color 90ms linear;
  forced-color-adjust: none; outline-offset: -2px; touch-action: manipulation; }
.sa-heatmap[data-legible="no"] .sa-heatmap__cell { height: auto; aspect-ratio: 1; }
.sa-heatmap__cell:hover { box-shadow: inset 0 0 0 2px var(--_ink); }
.sa .sa-heatmap__cell:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.sa-heatmap__cell[data-strange] { color: var(--_ink);
  background: repeating-linear-gradient(45deg, var(--_raised) 0 4px, var(--_strong-line) 4px 5px);
  text-shadow: 0 0 3px var(--_raised), 0 0 3px var(--_raised); }
.sa-heatmap__canvas { display: block; width: 100%; image-rendering: pixelated;
  border-radius: 3px; forced-color-adjust: none; touch-action: manipulation; }
.sa-legend { display: grid; grid-template-columns: auto minmax(48px, 96px) auto; gap: 6px;
  align-items: center; justify-content: start; margin-top: 8px; min-height: 1.25rem;
  font-family: var(--_mono); font-size: 0.75rem; color: var(--_muted); }
.sa-legend__bar { position: relative; height: 8px; border-radius: 2px;
  background: var(--_ramp); forced-color-adjust: none; }
.sa-legend__bar::after { content: ""; position: absolute; left: 50%; top: -2px; bottom: -2px;
  width: 1px; background: var(--_strong-line); }
.sa-heatmap__readout { white-space: nowrap; }
.sa-heatmap__readout:empty { display: none; }
.sa-heatmap__empty { display: grid; place-items: center; border: 1px dashed var(--_line);
  border-radius: var(--_radius); min-height: calc(var(--sa-cell-height, 34px) * var(--_rows, 1));
  color: var(--_muted); font-size: var(--_text); padding: 4px 8px; text-align: center; }
@media (prefers-reduced-motion: reduce) { .sa-heatmap__cell { transition: none; } }
`;
