// The look of the graph: white cards on a quiet ground, leaves edged in the accent colour.

export const graphCss = `
.sa-graph { position: relative; min-width: 0; }
.sa-graph__scroll { overflow: auto; max-width: 100%; padding: 4px; scrollbar-width: thin;
  mask-image: linear-gradient(to right, transparent, #000 var(--_left, 0px),
    #000 calc(100% - var(--_right, 0px)), transparent), linear-gradient(to bottom, transparent,
    #000 var(--_top, 0px), #000 calc(100% - var(--_bottom, 0px)), transparent);
  mask-composite: intersect; }
.sa-graph svg { display: block; margin-inline: auto; overflow: visible; }
.sa-graph text { font-family: var(--_mono); fill: var(--_ink); font-variant-numeric: tabular-nums; }
.sa-graph__edge { fill: none; stroke: var(--_strong-line); stroke-width: 1.25; }
.sa-graph__head { fill: var(--_strong-line); }
.sa-graph__edge[data-lit] { stroke: var(--_accent); stroke-width: 2; }
.sa-graph__head[data-lit] { fill: var(--_accent); }
.sa-node { outline: none; cursor: default; }
.sa-node__box { fill: var(--_surface); stroke: var(--_line); stroke-width: 1; }
.sa-node[data-kind="leaf"] .sa-node__box { stroke: var(--_accent); }
.sa-node[data-kind="constant"] .sa-node__box { stroke-dasharray: 3 3; stroke: var(--_strong-line); }
.sa-node:hover .sa-node__box { stroke: var(--_ink); }
.sa .sa-node:focus-visible { outline: none; }
.sa-node:focus-visible .sa-node__box { stroke: var(--_accent); stroke-width: 2.5; }
.sa-node .sa-node__title { font-size: 13px; font-weight: 600; }
.sa-node .sa-node__small { font-size: 11px; fill: var(--_muted); }
.sa-node .sa-node__number { font-size: 13px; }
.sa-node__cell { fill: var(--_ground); forced-color-adjust: none; }
.sa-node__cell[data-strange] { fill: var(--_raised); stroke: var(--_strong-line);
  stroke-dasharray: 2 2; }
@media (forced-colors: active) {
  .sa-graph__scroll { mask-image: none; }
  .sa-node__box { fill: Canvas; stroke: CanvasText; }
  .sa-graph__edge { stroke: CanvasText; }
  .sa-graph__head { fill: CanvasText; }
  .sa-node:focus-visible .sa-node__box { stroke: Highlight; }
}
`;
