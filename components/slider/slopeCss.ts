// The look of the gradient on a control: a tick under the value, and a quiet arrow from it.

export const slopeCss = `
.sa-slope { position: absolute; inset: auto calc(var(--_thumb) / 2) 0; height: 7px;
  pointer-events: none; color: var(--_muted); }
.sa-slope__tick { position: absolute; top: 0; width: 1px; height: 7px; margin-left: -0.5px;
  background: currentColor; }
/* The shaft and the head are one box: a line along its middle, a triangle at its end. */
.sa-slope__arrow { position: absolute; top: 0; height: 7px; min-width: 8px;
  background: currentColor; }
.sa-slope[data-to="right"] .sa-slope__arrow { clip-path: polygon(0 3px, calc(100% - 6px) 3px,
  calc(100% - 6px) 0, 100% 3.5px, calc(100% - 6px) 7px, calc(100% - 6px) 4px, 0 4px); }
.sa-slope[data-to="left"] .sa-slope__arrow { clip-path: polygon(100% 3px, 6px 3px, 6px 0, 0 3.5px,
  6px 7px, 6px 4px, 100% 4px); }
.sa-slope[data-to="flat"] .sa-slope__arrow { margin-left: -5px; min-width: 10px; height: 1px; top: 3px; }
.sa-slope__words { position: absolute; top: 0; white-space: nowrap; font-size: 0.6875rem;
  line-height: 12px; color: var(--_warning); background: var(--_surface); padding-inline: 2px; }
@media (forced-colors: active) {
  .sa-slope { forced-color-adjust: none; color: CanvasText; }
  .sa-slope__words { color: CanvasText; background: Canvas; }
}
`;
