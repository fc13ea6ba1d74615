// Styles of loss curves, on top of those of plots.

export const lossCss = `
.sa-losses__head { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.sa-losses__reading {
  margin: 0; display: flex; flex-wrap: wrap; gap: 0 14px;
  font-family: var(--_mono); font-size: var(--_text); color: var(--_muted);
}
.sa-losses__reading b { font-weight: inherit; color: var(--_ink); }
.sa-losses__value { min-width: 14ch; direction: ltr; unicode-bidi: isolate; }
.sa-losses__log {
  font: inherit; font-size: var(--_text); color: var(--_muted); background: none; cursor: pointer;
  border: 1px solid var(--_line); border-radius: var(--_radius); padding: 2px 10px; min-height: 28px;
  white-space: nowrap;
}
.sa-losses__log:hover { color: var(--_ink); border-color: var(--_strong-line); }
.sa-losses__log[aria-pressed="true"] {
  color: var(--_ink); background: var(--_raised); border-color: var(--_strong-line);
}
@media (pointer: coarse) { .sa-losses__log { min-height: 40px; } }
.sa-losses__plot { touch-action: pan-y; outline-offset: 2px; border-radius: var(--_radius); }
.sa-losses__run path {
  fill: none; stroke: var(--_curve); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round;
}
.sa-losses__run[data-earlier] path { stroke: var(--_muted); stroke-width: 1.25; opacity: 0.45; }
.sa-losses__cursor { stroke: var(--_strong-line); stroke-width: 1; fill: none; }
.sa-losses__dot { fill: var(--_curve); stroke: var(--_surface); stroke-width: 2; }
@media (forced-colors: active) {
  .sa-losses__log[aria-pressed="true"] { border-width: 2px; border-color: Highlight; }
}
`;
