// Styles of plots and their axes.

export const plotCss = `
.sa-plot {
  --_curve: var(--sa-curve, var(--_accent));
  --_tangent: var(--sa-tangent, light-dark(#b4451f, #f4a582));
  --_promise: var(--sa-promise, var(--_muted));
  display: grid; gap: 6px; min-width: 0; max-width: 44rem; container-type: inline-size;
}
.sa-plot__numbers {
  display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0;
  font-family: var(--_mono); font-size: var(--_text);
}
.sa-plot__number { display: inline-flex; align-items: center; gap: 6px; white-space: pre; direction: ltr; }
.sa-plot__number dt { display: inline-flex; align-items: center; gap: 6px; color: var(--_muted); }
.sa-plot__number dd { margin: 0; min-width: 8ch; }
.sa-plot__key { inline-size: 14px; block-size: 10px; flex: none; overflow: visible; }
.sa-plot__surface {
  display: block; width: 100%; direction: ltr; overflow: visible; user-select: none;
  -webkit-user-select: none; cursor: crosshair; touch-action: pan-y; outline-offset: 4px;
}
.sa-plot__frame { fill: var(--sa-plot-background, transparent); }
.sa-axes__line { stroke: var(--_line); stroke-width: 1; fill: none; }
.sa-axes__zero { stroke: var(--_strong-line); stroke-width: 1; fill: none; opacity: 0.75; }
.sa-axes__tick, .sa-axes__label {
  fill: var(--_muted); font-family: var(--_mono); font-size: 11px;
}
.sa-axes__exponent { font-size: 9px; }
.sa-plot__curve {
  fill: none; stroke: var(--_curve); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round;
}
.sa-plot__tangent { fill: none; stroke: var(--_tangent); stroke-width: 1.75; stroke-linecap: round; }
.sa-plot__gap { stroke: var(--_tangent); stroke-width: 1.5; stroke-dasharray: 1.5 3.5; stroke-linecap: round; fill: none; }
.sa-plot__promise { fill: none; stroke: var(--_promise); stroke-width: 1.5; stroke-dasharray: 6 5; }
.sa-plot__start { fill: var(--_promise); }
.sa-plot__promised { fill: var(--_surface); stroke: var(--_promise); stroke-width: 2; }
.sa-plot__miss { stroke: var(--_promise); stroke-width: 1.5; stroke-dasharray: 1.5 3.5; stroke-linecap: round; fill: none; }
.sa-plot__dot { fill: var(--_curve); stroke: var(--_surface); stroke-width: 2; }
.sa-plot__foot { fill: none; stroke: var(--_curve); stroke-width: 1; opacity: 0.45; }
.sa-plot__ring { fill: var(--_curve); opacity: 0; }
.sa-plot__ahead { fill: var(--_surface); stroke: var(--_tangent); stroke-width: 2; }
.sa-plot__there { fill: var(--_tangent); }
.sa-plot__hit { fill: transparent; }
.sa-plot__handle { cursor: ew-resize; touch-action: pan-y; outline: none; }
.sa-plot__handle:focus-visible .sa-plot__halo { stroke: var(--_accent); stroke-width: 3; fill: none; }
.sa-plot__halo { fill: none; stroke: none; }
.sa-plot__handle:hover .sa-plot__ring, .sa-plot[data-dragging] .sa-plot__ring { opacity: 0.18; }
.sa-plot__says { unicode-bidi: plaintext; min-height: 1.35em; font-size: var(--_text); color: var(--_muted); margin: 0; }
.sa-plot__handle[data-nowhere] .sa-plot__dot { fill: var(--_surface); stroke: var(--_curve); }
@container (max-width: 30rem) { .sa-plot__says { unicode-bidi: plaintext; min-height: 2.7em; } .sa-plot__numbers { column-gap: 10px; } }
.sa .sa-plot__handle:focus-visible { outline: none; }

@media (forced-colors: active) {
  .sa-plot__surface, .sa-plot__key { forced-color-adjust: none; }
  .sa-plot { --_curve: CanvasText; --_tangent: Highlight; --_promise: GrayText; }
  .sa-plot, .sa-losses {
    --_ink: CanvasText; --_muted: CanvasText; --_line: GrayText; --_strong-line: CanvasText;
    --_surface: Canvas; --_accent: Highlight;
  }
  .sa-axes__line { stroke-dasharray: 1 4; }
}
`;
