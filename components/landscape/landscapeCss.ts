// The look of a landscape: the map, its lines, and a point that can be seen on any ground.

export const landscapeCss = `
.sa-landscape { --_halo: light-dark(rgb(255 255 255 / 0.85), rgb(12 14 17 / 0.8));
  --_point: var(--sa-landscape-point, light-dark(#d6336c, #ff8fab));
  margin: 0; min-width: 0; max-width: 36rem; }
.sa-landscape__plot { position: relative; direction: ltr; user-select: none;
  -webkit-user-select: none; }
.sa-landscape__frame, .sa-landscape__map { position: absolute; left: var(--_left); top: var(--_top);
  width: var(--_width); height: var(--_height); }
.sa-landscape__frame { overflow: hidden; border-radius: 3px; forced-color-adjust: none;
  --_stripe: color-mix(in oklab, var(--_strong-line), var(--_line));
  /* Tiled: over a large box, Firefox and WebKit draw a repeating gradient as smears. */
  background: linear-gradient(45deg, var(--_raised) 0 42%, var(--_stripe) 42% 48%,
    var(--_raised) 48% 92%, var(--_stripe) 92% 98%, var(--_raised) 98%) 0 0 / 8px 8px; }
/* Samples stand at the corners of the map: half a pixel of the canvas lies outside on every side. */
.sa-landscape__ground { --_over: calc(1 / (var(--_side, 2) - 1)); position: absolute; display: block;
  left: calc(-50% * var(--_over)); top: calc(-50% * var(--_over));
  width: calc(100% * (1 + var(--_over))); height: calc(100% * (1 + var(--_over))); }
.sa-landscape__lines { position: relative; display: block; pointer-events: none; overflow: hidden; }
.sa-landscape .sa-axes__line, .sa-landscape .sa-axes__zero { display: none; }
.sa-landscape__contour { fill: none; stroke-width: 1; stroke-linejoin: round; opacity: 0.5; }
.sa-landscape__height { font-family: var(--_mono); font-size: 10px; text-anchor: middle;
  fill: var(--_ink); stroke: var(--_halo); stroke-width: 3px; paint-order: stroke;
  stroke-linejoin: round; }
.sa-landscape__way { fill: none; stroke: var(--_point); stroke-width: 1.75; stroke-linejoin: round;
  stroke-linecap: round; }
.sa-landscape__way[data-under] { stroke: var(--_halo); stroke-width: 4; }
.sa-landscape__been { fill: var(--_point); stroke: var(--_halo); stroke-width: 1; }
.sa-landscape__arrow path { fill: none; stroke: var(--_ink); stroke-width: 2.25; stroke-linecap: round; }
.sa-landscape__arrow [data-under] { stroke: var(--_halo); stroke-width: 6; stroke-linejoin: round; }
.sa-landscape__arrow [data-head] { fill: var(--_ink); stroke: none; }
.sa-landscape__map { cursor: crosshair; }

.sa-landscape__point { position: absolute; left: var(--_left); top: var(--_top); width: 32px;
  height: 32px; margin: -16px; border-radius: 50%; cursor: grab; touch-action: none; }
.sa-landscape__point:active { cursor: grabbing; }
.sa-landscape__dot { position: absolute; inset: 8px; border-radius: 50%; background: var(--_point);
  border: 2.5px solid light-dark(#fff, #14171b);
  box-shadow: 0 0 0 1px rgb(0 0 0 / 0.35), 0 1px 5px rgb(0 0 0 / 0.35); transition: inset 120ms; }
.sa-landscape__point:hover .sa-landscape__dot, .sa-landscape__point:active .sa-landscape__dot {
  inset: 6px; }
.sa-landscape__point[data-outside] .sa-landscape__dot { background: var(--_surface);
  border: 2.5px dashed var(--_point); }
.sa-landscape__slider { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0;
  opacity: 0; pointer-events: none; }
.sa-landscape__point:has(:focus-visible) { outline: 2px solid var(--_accent); outline-offset: -1px;
  box-shadow: 0 0 0 3px var(--_halo); }

.sa-landscape__key { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 20px; margin-top: 6px;
  font-family: var(--_mono); font-size: 0.75rem; color: var(--_muted); direction: ltr; }
.sa-landscape__loss { color: var(--_ink); font-size: var(--_text); min-width: 13ch; }
.sa-landscape__loss b { font-weight: 600; }
.sa-landscape__scale { display: flex; align-items: center; gap: 8px; flex: 1 1 200px; }
.sa-landscape__bar { position: relative; flex: 0 1 180px; min-width: 60px; height: 10px;
  border-radius: 2px; background: var(--_ramp); forced-color-adjust: none; }
.sa-landscape__bar[data-marked]::after { content: ""; position: absolute; top: -3px; bottom: -3px;
  left: calc(100% * var(--_at, 0)); width: 3px; margin-left: -1.5px; border-radius: 2px;
  background: var(--_point); box-shadow: 0 0 0 1.5px var(--_halo); }
.sa-landscape__gap { display: inline-flex; align-items: center; gap: 6px; }
.sa-landscape__gap::before { content: ""; width: 16px; height: 10px; border-radius: 2px;
  border: 1px solid var(--_line); forced-color-adjust: none;
  background: linear-gradient(45deg, var(--_raised) 0 36%, var(--_strong-line) 36% 45%,
    var(--_raised) 45% 86%, var(--_strong-line) 86% 95%, var(--_raised) 95%) 0 0 / 6px 6px; }
@media (pointer: coarse) {
  .sa-landscape__point { width: 48px; height: 48px; margin: -24px; }
  .sa-landscape__dot { inset: 14px; }
  .sa-landscape__point:hover .sa-landscape__dot { inset: 12px; }
}
@media (prefers-reduced-motion: reduce) { .sa-landscape__dot { transition: none; } }
@media (forced-colors: active) {
  .sa-landscape { --_halo: Canvas; --_point: Highlight; }
  .sa-landscape__lines { forced-color-adjust: none; }
  .sa-landscape__height, .sa-landscape .sa-axes__tick, .sa-landscape .sa-axes__label {
    fill: CanvasText; }
  .sa-landscape__arrow path { stroke: CanvasText; }
  .sa-landscape__arrow [data-head] { fill: CanvasText; }
  .sa-landscape__dot { forced-color-adjust: none; background: Highlight; border-color: Canvas;
    box-shadow: 0 0 0 2px CanvasText; }
}
@media print { .sa-landscape__frame { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
