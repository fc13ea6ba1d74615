// What a layout is given and what it answers. Plain data: it crosses to a worker and back.

import { byDagre } from "./dagre";
import { byLayers } from "./layers";

/** A card. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The boxes it is fed by, one entry per edge. */
  readonly inputs: readonly string[];
  /** The innermost frame it stands in. */
  readonly frame: string | null;
}

/** A titled frame around the boxes of an open scope; a frame comes after those around it. */
export interface Frame {
  readonly id: string;
  readonly outer: string | null;
}

export interface Point {
  x: number;
  y: number;
}

export interface Rectangle {
  /** The left upper corner. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedEdge {
  from: string;
  to: string;
  /** Which of the edges between the two. */
  slot: number;
  points: Point[];
}

export interface Placed {
  width: number;
  height: number;
  /** The middle of each box. */
  centres: Map<string, Point>;
  edges: PlacedEdge[];
  frames: Map<string, Rectangle>;
}

/** `across` runs from left to right, `down` from top to bottom. */
export type Direction = "across" | "down";

export interface Plan {
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly direction: Direction;
}

/**
 * Free room around the whole, between neighbours, and within a frame: at its sides and under its title. What
 * the backward pass sends stands between ranks; it is wider than it is high.
 */
export const margin = 4;
export const gap = { rank: { across: 60, down: 34 }, node: 18 };
export const inset = { side: 12, title: 26 };

/**
 * How hard a graph is for dagre, in cards: each frame weighs as much as several. 60 take it some 50 ms,
 * 500 a second or two.
 */
export const weightOf = (plan: Plan): number => plan.boxes.length + 8 * plan.frames.length;
export const mostForDagre = 500;

/** Dagre's layers, or plain ones when the graph is too large for it. */
export const place = (plan: Plan): Placed =>
  weightOf(plan) <= mostForDagre ? byDagre(plan) : byLayers(plan);

/** What a layout depends on, as text: equal for graphs that look alike. */
export const formOf = ({ boxes, frames, direction }: Plan): string =>
  JSON.stringify([
    direction,
    boxes.map((box) => Object.values(box)),
    frames.map((f) => [f.id, f.outer]),
  ]);
