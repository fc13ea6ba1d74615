// The look of the table of paths: plain lines, numbers in columns, bars that part in the middle.

export const originsCss = `
.sa-origins { min-inline-size: 0; container-type: inline-size; overflow-x: auto; scrollbar-width: thin; }
.sa-origins__table { border-collapse: collapse; inline-size: 100%; font-size: var(--_text);
  direction: ltr; }
.sa-origins__table caption { text-align: start; padding-block-end: 8px; font-family: var(--_mono);
  color: var(--_ink); font-weight: 600; }
.sa-origins__table th, .sa-origins__table td { text-align: start; font-weight: 400; padding: 5px 14px 5px 6px;
  border-block-start: 1px solid var(--_line); white-space: nowrap; }
.sa-origins__table thead th { color: var(--_muted); border: 0; padding-block: 0 4px; }
.sa-origins__table tbody th, .sa-origins__table td { font-family: var(--_mono); }
.sa-origins__table [data-number] { text-align: end; }
.sa-origins__table tbody td:nth-of-type(1) { color: var(--_muted); }
.sa-origins__table tfoot th { color: var(--_muted); }
.sa-origins__table tbody tr { cursor: default; }
.sa-origins__table tbody tr:hover, .sa-origins__table tbody tr:focus-visible { background: var(--_raised); }
.sa .sa-origins__table tbody tr:focus-visible { outline-offset: -2px; }
.sa-origins__share { inline-size: 30%; min-inline-size: 90px; }
.sa-origins__bar { display: block; position: relative; block-size: 10px; direction: ltr;
  background: linear-gradient(var(--_line), var(--_line)) 50% 0 / 1px 100% no-repeat; }
.sa-origins__bar::before { content: ""; position: absolute; inset-block: 1px; border-radius: 2px;
  left: calc(var(--_from) * 1%); width: max(1px, calc(var(--_size) * 1%)); background: var(--_ground); }
@media (forced-colors: active) {
  .sa-origins__bar::before { background: CanvasText; }
  .sa-origins__table tbody tr:hover { background: Canvas; }
}
.sa-origins__link { white-space: nowrap; }
@container (max-width: 480px) {
  .sa-origins__share { display: none; }
  .sa-origins__table th, .sa-origins__table td { white-space: normal; padding-inline-end: 8px; }
  .sa-origins__table [data-number] { padding-inline-end: 2px; }
}
`;
