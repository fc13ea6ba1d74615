// The layout of a graph by dagre: layers, few crossings, frames around what belongs together.

import { Graph, layout } from "@dagrejs/dagre";
import { framed } from "./frames";
import { gap, margin, type Placed, type Plan, type Point } from "./layout";

/** Above this, dagre's best ranks take too long: good ones do. */
const mostForBestRanks = 120;

interface Node extends Point {
  width: number;
  height: number;
}

export function byDagre({ boxes, frames, direction }: Plan): Placed {
  const graph = new Graph<object, Node, { points: Point[] }>({
    multigraph: true,
    compound: frames.length > 0,
  });
  graph.setGraph({
    rankdir: direction === "across" ? "LR" : "TB",
    ranksep: gap.rank[direction],
    nodesep: gap.node,
    marginx: margin,
    marginy: margin,
    ...(boxes.length > mostForBestRanks && { ranker: "tight-tree" }),
  });
  for (const frame of frames) graph.setNode(frame.id, { x: 0, y: 0, width: 0, height: 0 });
  for (const { id, width, height } of boxes) graph.setNode(id, { x: 0, y: 0, width, height });
  for (const frame of frames) if (frame.outer !== null) graph.setParent(frame.id, frame.outer);
  for (const box of boxes) if (box.frame !== null) graph.setParent(box.id, box.frame);
  for (const box of boxes) {
    box.inputs.forEach((input, slot) => {
      // x * x has two edges between the same nodes: the slot tells them apart.
      graph.setEdge(input, box.id, { points: [] }, String(slot));
    });
  }
  layout(graph);
  const centres = new Map(boxes.map(({ id }) => [id, pointOf(graph.node(id))]));
  const edges = graph.edges().map((edge) => ({
    from: edge.v,
    to: edge.w,
    slot: Number(edge.name ?? 0),
    points: graph.edge(edge).points.map(pointOf),
  }));
  return framed({ boxes, frames, direction }, centres, edges);
}

const pointOf = ({ x, y }: Point): Point => ({ x, y });
