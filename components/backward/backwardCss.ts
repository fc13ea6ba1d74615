// The look of the steps: a quiet bar of buttons, formulas in the face of code, numbers tinted by size.

export const backwardCss = `
.sa-steps { display: grid; gap: 12px; min-width: 0; align-content: start; }
.sa-steps__bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
.sa-steps__buttons { display: flex; gap: 2px; padding: 3px; border-radius: calc(var(--_radius) + 3px);
  background: var(--_raised); border: 1px solid var(--_line); direction: ltr; }
.sa-steps__button { display: grid; place-items: center; inline-size: 40px; block-size: 36px;
  border: 0; border-radius: var(--_radius); background: transparent; color: var(--_ink);
  cursor: pointer; touch-action: manipulation; }
.sa-steps__button:hover { background: var(--_surface); }
.sa-steps__button[data-main] { color: var(--_accent); }
.sa-steps__button[aria-disabled] { color: var(--_strong-line); cursor: default; background: none; }
.sa-steps__counter { min-inline-size: 4.5em; }
.sa-steps__progress { display: flex; flex: 1 1 80px; gap: 3px; max-inline-size: 320px; direction: ltr; }
.sa-steps__progress span { flex: 1 1 0; block-size: 3px; border-radius: 2px; background: var(--_line); }
.sa-steps__progress span[data-on] { background: var(--_accent); }
.sa-steps__hint, .sa-steps__panel { min-block-size: 8.5rem; }
.sa-steps__panel { display: grid; gap: 14px; align-content: start; direction: ltr; min-inline-size: 0;
  overflow-x: auto; scrollbar-width: thin; padding-block-end: 4px; }
.sa .sa-steps__panel:focus-visible { outline-offset: -2px; }
.sa-steps__title, .sa-steps__line, .sa-steps__left, .sa-steps__formula { font-family: var(--_mono); }
.sa-steps__line, .sa-steps__part { font-size: 0.875rem; }
.sa-steps__title { margin: 0; color: var(--_muted); font-size: var(--_text); overflow-wrap: anywhere; }
.sa-steps__line { margin: 0; font-weight: 600; }
.sa-steps__part { display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 6px 0.7ch;
  align-items: center; line-height: 1.6; }
.sa-steps__left { font-weight: 600; white-space: nowrap; }
.sa-steps__right { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.5ch; min-inline-size: 0; }
.sa-steps__equals { grid-column: 2; }
.sa-steps__formula { display: flex; flex-wrap: wrap; align-items: center; row-gap: 4px;
  min-inline-size: 0; }
.sa-steps__formula > span { white-space: pre-wrap; overflow-wrap: anywhere; }
.sa-steps__formula [data-tensor] { color: var(--_accent); }
.sa-steps__sum { grid-column: 3; display: grid; gap: 4px; padding-inline-start: 10px;
  margin-block-start: 2px; border-inline-start: 2px solid var(--_line); }

.sa-numbers { display: inline-grid; grid-template-columns: repeat(var(--_columns, 1), auto); gap: 1px;
  font-size: var(--_text); }
.sa-numbers[data-rank="0"] { font-size: inherit; }
.sa-numbers:not([data-rank="0"]) { padding: 2px 5px; margin-inline: 1px; position: relative; }
.sa-numbers:not([data-rank="0"])::before, .sa-numbers:not([data-rank="0"])::after { content: "";
  position: absolute; inset-block: 0; inline-size: 4px; border: 1.5px solid var(--_muted); }
.sa-numbers::before { left: 0; border-right: 0 !important; }
.sa-numbers::after { right: 0; border-left: 0 !important; }
.sa-numbers__cell { padding: 0 5px; border-radius: 3px; text-align: end; line-height: 1.5; white-space: nowrap;
  background: var(--_ground); color: var(--_on); }
.sa-numbers__cell[data-strange] { background: none; color: var(--_warning); }
.sa-numbers[data-rank="0"] .sa-numbers__cell { padding: 0; background: none; color: inherit; }
.sa-numbers__shape { color: var(--_muted); }
@media (forced-colors: active) {
  .sa-numbers__cell { background: Canvas; color: CanvasText; }
  .sa-steps__progress span[data-on] { background: Highlight; }
  .sa-steps__button { border: 1px solid ButtonText; }
  .sa-steps__button[aria-disabled] { color: GrayText; border-color: GrayText; }
}
@media (max-width: 480px) {
  .sa-steps__line, .sa-steps__part { font-size: 0.8125rem; }
  .sa-numbers { font-size: 0.75rem; }
  .sa-numbers__cell { padding: 0 3px; }
}
@media print { .sa-steps__bar { display: none; } }
`;
