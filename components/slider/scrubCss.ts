// The look of a number within a sentence: the sentence's own type, a dashed line beneath it.

export const scrubCss = `
.sa-scrub { position: relative; display: inline-block; direction: ltr; white-space: nowrap;
  line-height: inherit; color: inherit; --_thumb: 0px; }
.sa-scrub__number { display: inline-block; min-width: calc(1ch * var(--_chars, 0));
  text-align: right; color: var(--_accent); font-weight: 600; cursor: ew-resize;
  touch-action: pan-y; user-select: none; -webkit-user-select: none; border-radius: 3px;
  text-decoration: underline; text-decoration-style: dashed; text-decoration-thickness: 1px;
  text-underline-offset: 0.22em;
  position: relative; padding: 1px 3px; margin: -1px -3px; }
/* A finger finds it; the line of text stays as high as it was. */
.sa-scrub__number::before { content: ""; position: absolute; inset: -6px -3px; }
.sa-scrub__number[hidden] { display: none; }
.sa-scrub__number:hover, .sa-scrub[data-dragging] .sa-scrub__number {
  background: color-mix(in srgb, var(--_accent) 12%, transparent); text-decoration-style: solid; }
.sa-scrub__number:focus-visible { outline-offset: -2px; }
.sa-scrub__number[aria-disabled], .sa-scrub__number[aria-readonly] { color: inherit;
  cursor: default; text-decoration-color: var(--_strong-line); background: none; }
.sa-scrub__number[aria-disabled] { color: var(--_muted); text-decoration: none; }

/* Which way lowers the loss: shown to whoever is about to drag. */
.sa-scrub__number::after { content: ""; position: absolute; top: calc(100% + 1px); width: 16px;
  height: 7px; background: currentColor; opacity: 0; pointer-events: none; }
.sa-scrub[data-to="right"] .sa-scrub__number::after { right: 3px;
  clip-path: polygon(0 3px, 10px 3px, 10px 0, 100% 3.5px, 10px 7px, 10px 4px, 0 4px); }
.sa-scrub[data-to="left"] .sa-scrub__number::after { left: 3px;
  clip-path: polygon(100% 3px, 6px 3px, 6px 0, 0 3.5px, 6px 7px, 6px 4px, 100% 4px); }
.sa-scrub[data-to="flat"] .sa-scrub__number::after { left: calc(50% - 5px); width: 10px;
  clip-path: inset(3px 0); }
.sa-scrub[data-to="left"] .sa-scrub__number:is(:hover, :focus-visible)::after,
.sa-scrub[data-to="right"] .sa-scrub__number:is(:hover, :focus-visible)::after,
.sa-scrub[data-to="flat"] .sa-scrub__number:is(:hover, :focus-visible)::after,
.sa-scrub[data-dragging]:is([data-to="left"], [data-to="right"], [data-to="flat"])
  .sa-scrub__number::after { opacity: 1; }

.sa-scrub__entry { font: inherit; font-variant-numeric: tabular-nums; color: inherit;
  width: calc(1ch * var(--_chars, 5) + 8px); padding: 0 3px; margin: -1px 0; direction: ltr;
  text-align: right; background: var(--_surface); border: 1px solid var(--_strong-line);
  border-radius: 4px; }
.sa .sa-scrub__entry:focus, .sa.sa-scrub .sa-scrub__entry:focus { outline: 2px solid var(--_accent);
  outline-offset: -1px; }
.sa-scrub .sa-scrub__entry[aria-invalid="true"] { outline: 2px solid var(--_warning); }
.sa-scrub__message { position: absolute; z-index: 2; left: 0; top: calc(100% + 5px);
  width: max-content; max-width: min(16rem, 80vw); white-space: normal; padding: 6px 8px;
  pointer-events: none; color: var(--_warning); background: var(--_surface); font-size: 0.75rem;
  line-height: 1.35; border: 1px solid var(--_warning); border-radius: var(--_radius); }
.sa-scrub__message:empty { display: none; }
@media (forced-colors: active) {
  .sa-scrub__number { color: LinkText; }
  .sa-scrub__number::after { forced-color-adjust: none; background: CanvasText; }
  .sa-scrub__number[aria-disabled] { color: GrayText; }
}
`;
