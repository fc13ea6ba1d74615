// The look of the graph: white cards on a quiet ground, leaves edged in the accent colour.

export const graphCss = `
.sa-graph { position: relative; min-width: 0; }
.sa-graph__tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px;
  margin-block-end: 8px; }
.sa-graph__buttons { display: flex; margin-inline-start: auto; }
.sa-graph__tool { display: grid; place-items: center; inline-size: 32px; block-size: 32px; padding: 0;
  border: 0; border-radius: var(--_radius); background: none; color: var(--_muted); cursor: pointer; }
.sa-graph__tool:hover { background: var(--_raised); color: var(--_ink); }
.sa-graph__tool svg { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round;
  stroke-linejoin: round; }
.sa-graph__ways { display: inline-flex; border: 1px solid var(--_strong-line);
  border-radius: calc(var(--_radius) + 2px); padding: 2px; gap: 2px; }
.sa-graph__ways button { font: inherit; font-size: var(--_text); color: var(--_muted); background: none;
  border: 0; border-radius: var(--_radius); padding: 3px 12px; min-block-size: 26px; cursor: pointer; }
.sa-graph__ways button:hover { color: var(--_ink); }
.sa-graph__ways button[aria-checked="true"] { background: var(--_accent); color: var(--_surface); }

.sa-graph__scroll { direction: ltr; overflow: auto; scrollbar-color: var(--_strong-line) transparent; max-width: 100%; padding: 4px;
  scrollbar-width: thin;
  mask-image: linear-gradient(to right, transparent, #000 var(--_left, 0px),
    #000 calc(100% - var(--_right, 0px)), transparent), linear-gradient(to bottom, transparent,
    #000 var(--_top, 0px), #000 calc(100% - var(--_bottom, 0px)), transparent);
  mask-composite: intersect; }
.sa-graph__drawing { display: block; margin-inline: auto; overflow: visible; flex: none; }
.sa-graph__drawing text { font-family: var(--_mono); fill: var(--_ink);
  font-variant-numeric: tabular-nums; }

.sa-edge__line { fill: none; stroke: var(--_strong-line); stroke-width: 1.25; }
.sa-edge__head { fill: var(--_strong-line); }
.sa-edge[data-lit] .sa-edge__line { stroke: var(--_accent);
  stroke-width: calc(1.25px + 1.75px * var(--_weight)); }
.sa-edge[data-lit] .sa-edge__head { fill: var(--_accent); }
.sa-edge[data-flow] .sa-edge__line { stroke: var(--_accent); stroke-width: 2.5; stroke-dasharray: 7 4; }
.sa-edge[data-flow] .sa-edge__head { fill: var(--_accent); }
.sa-edge__ground { fill: var(--_accent); }
.sa-graph__drawing .sa-edge__flow { font-size: 11px; font-weight: 600; fill: var(--_surface); }

.sa-node { outline: none; cursor: default; }
.sa-node[data-kind="scope"], .sa-frame__title { cursor: pointer; }
.sa-node__box, .sa-node__pile { fill: var(--_surface); stroke: var(--_line); stroke-width: 1; }
.sa-node[data-kind="op"] .sa-node__box, .sa-node[data-kind="scope"] :is(.sa-node__box, .sa-node__pile) {
  stroke: color-mix(in srgb, var(--_strong-line) 55%, var(--_line)); }
.sa-node[data-kind="leaf"] .sa-node__box { stroke: var(--_accent); }
.sa-node[data-kind="constant"] .sa-node__box { stroke-dasharray: 3 3; stroke: var(--_strong-line); }
.sa-node[data-kind="scope"] .sa-node__box { fill: var(--_raised); }
.sa-node:hover .sa-node__box { stroke: var(--_ink); }
.sa :is(.sa-node, .sa-node__box, .sa-frame__title):focus-visible { outline: none; }
.sa-node[data-current] .sa-node__box { stroke: var(--_accent); stroke-width: 2.5;
  fill: color-mix(in srgb, var(--_accent) 9%, var(--_surface)); }
.sa-node__mark { fill: none; stroke: var(--_muted); stroke-width: 1.6; stroke-linecap: round;
  stroke-linejoin: round; }
.sa-graph__drawing .sa-node__title { font-size: 13px; font-weight: 600; }
.sa-graph__drawing .sa-node__small { font-size: 11px; fill: var(--_muted); }
.sa-graph__drawing .sa-node__number { font-size: 13px; }
.sa-node__cell { fill: var(--_ground); forced-color-adjust: none; }
.sa-node__cell[data-strange] { fill: var(--_raised); stroke: var(--_strong-line);
  stroke-dasharray: 2 2; }
.sa-node__cell[data-linked] { stroke: var(--_ink); stroke-width: 1.75; }

.sa-frame__box { fill: color-mix(in srgb, var(--_raised) 60%, transparent); stroke: var(--_line);
  pointer-events: none; }
.sa-frame[data-lit] .sa-frame__box { stroke: var(--_accent); }
.sa-frame__hit { fill: transparent; }
.sa-frame__title:hover .sa-frame__hit { fill: var(--_raised); }
.sa-frame__title:focus-visible .sa-frame__hit { stroke: var(--_accent); stroke-width: 2; }
.sa-graph__drawing .sa-frame__name { font-size: 12px; font-weight: 600; fill: var(--_muted); }
.sa-frame__title:hover .sa-frame__name { fill: var(--_ink); }

[data-view="backward"] .sa-node__note { font-weight: 600; fill: var(--_ink); }
[data-view="backward"] .sa-node__title { font-weight: 400; }
[data-view="backward"] :is(.sa-node, .sa-edge)[data-still] { opacity: 0.45; }
[data-dimmed] :is(.sa-node, .sa-edge):not([data-lit], [data-current], [data-flow]) { opacity: 0.3; }
[data-dimmed] .sa-node[data-lit] .sa-node__box { stroke: var(--_accent);
  stroke-width: calc(1px + 1.5px * var(--_weight)); }
.sa-graph__drawing .sa-node:focus-visible .sa-node__box,
.sa-graph__drawing .sa-node .sa-node__box:focus-visible {
  stroke: var(--_ink); stroke-width: 3.5; }
.sa .sa-graph__drawing:focus { outline: none; }

@media (prefers-reduced-motion: no-preference) {
  [data-moving] .sa-node, [data-moving] .sa-frame__title {
    transition: transform 260ms ease-out, opacity 120ms linear; }
  [data-moving] .sa-edge { transition: opacity 120ms linear; }
  [data-moving] :is(.sa-edge__line, .sa-edge__head) { transition: d 260ms ease-out; }
  [data-moving] :is(.sa-frame__box, .sa-node__box) {
    transition: x 260ms ease-out, y 260ms ease-out, width 260ms ease-out, height 260ms ease-out; }
  [data-late] { animation: sa-graph-come 260ms ease-out; }
  /* Long enough to be seen; then it rests. */
  .sa-edge[data-flow] .sa-edge__line { animation: sa-graph-flow 700ms linear 5; }
}
@keyframes sa-graph-come { from { opacity: 0; } }
@keyframes sa-graph-flow { from { stroke-dashoffset: 22; } }

@media print {
  .sa-graph__tools { display: none; }
  .sa-graph__scroll { overflow: visible; mask-image: none; }
  .sa-graph__drawing { max-width: 100%; height: auto; }
}
@media (forced-colors: active) {
  .sa-graph__scroll { mask-image: none; }
  .sa-node__box, .sa-node__pile { fill: Canvas; stroke: CanvasText; }
  .sa-frame__box { fill: none; stroke: GrayText; }
  .sa-edge__line { stroke: CanvasText; }
  .sa-edge__head { fill: CanvasText; }
  .sa-graph__drawing text { fill: CanvasText; }
  .sa-graph__drawing .sa-node:focus-visible .sa-node__box,
  .sa-graph__drawing .sa-node .sa-node__box:focus-visible { stroke: CanvasText; }
  .sa-frame__title:focus-visible .sa-frame__hit,
  [data-dimmed] .sa-node[data-lit] .sa-node__box, .sa-node[data-current] .sa-node__box,
  .sa-edge:is([data-lit], [data-flow]) .sa-edge__line { stroke: Highlight; }
  .sa-edge__ground { fill: Highlight; }
  .sa-graph__drawing .sa-edge__flow { fill: HighlightText; }
  .sa-graph__ways button[aria-checked="true"] { background: Highlight; color: HighlightText;
    forced-color-adjust: none; }
}
`;
