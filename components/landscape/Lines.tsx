// What is drawn over the ground: lines of equal loss with some of their heights, the way that a descent
// came, and the arrow downhill.

import { createMemo, Index, Show } from "solid-js";
import { palette, type SequentialMap } from "../colours";
import type { Box } from "../plot/Axes";
import type { Axis } from "../plot/axes";
import { contourLines, isBead, type Line } from "./contours";
import { stepAt } from "./Ground";
import type { Heights, Level } from "./levels";
import type { Samples } from "./refine";
import type { Trail } from "./trail";

interface Drawn {
  readonly d: string;
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | null;
}

const round = (pixel: number): number => Math.round(pixel * 10) / 10;

/** Lines shorter than this many pixels have no label. */
const roomy = 90;

/** The middle of the longest line, as far from the edges as it comes. */
function labelOf(lines: readonly Line[], scale: number, box: Box, text: string): Drawn["label"] {
  const longest = lines.reduce<Line>((a, b) => (b.length > a.length ? b : a), []);
  let [length, best, place] = [0, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i + 1 < longest.length; i += 2) {
    const [x, y] = [longest[i] as number, longest[i + 1] as number];
    if (i > 0) length += Math.hypot(x - (longest[i - 2] ?? x), y - (longest[i - 1] ?? y)) * scale;
    const [px, py] = [x * scale, (y * scale * box.height) / box.width];
    const inside = Math.min(px, box.width - px, py * 1.6, (box.height - py) * 1.6);
    // A little to the right and up, so that labels of nested rings do not stand on one another's heads.
    const worth = Math.min(inside, 40) + 0.2 * px - 0.1 * py;
    if (worth > best) [best, place] = [worth, i];
  }
  if (length < roomy) return null;
  const x = (longest[place] ?? 0) * scale;
  const y = ((longest[place + 1] ?? 0) * scale * box.height) / box.width;
  if (x < 20 || x > box.width - 20 || y < 12 || y > box.height - 12) return null;
  return { text, x: round(box.left + x), y: round(box.top + y) };
}

/** What is not finite stays so. */
const shownBy = (heights: Heights) => (value: number) =>
  Number.isFinite(value) ? heights.part(value) : Number.NaN;

/** The lines of each level as one path, and where its label stands. */
export function drawContours(
  samples: Samples,
  heights: Heights,
  levels: readonly Level[],
  box: Box,
): Drawn[] {
  // In the heights as they are shown: between samples these are closer to straight.
  const shown = { side: samples.side, values: samples.values.map(shownBy(heights)) };
  const across = box.width / (samples.side - 1);
  const down = box.height / (samples.side - 1);
  const taken: { x: number; y: number }[] = [];
  return levels.map(({ value, text }) => {
    const lines = contourLines(shown, heights.part(value)).filter((line) => !isBead(line));
    const d = lines
      .map((line) => {
        let path = "";
        for (let i = 0; i < line.length; i += 2) {
          const x = round(box.left + (line[i] as number) * across);
          const y = round(box.top + (line[i + 1] as number) * down);
          path += `${i === 0 ? "M" : "L"}${x} ${y}`;
        }
        return path;
      })
      .join("");
    const label = labelOf(lines, across, box, text);
    const free =
      label !== null &&
      taken.every(({ x, y }) => Math.abs(x - label.x) > 44 || Math.abs(y - label.y) > 20);
    if (free) taken.push(label);
    return { d, label: free ? label : null };
  });
}

export interface ContoursProps {
  samples: Samples;
  heights: Heights;
  levels: readonly Level[];
  map: SequentialMap;
  box: Box;
}

export function Contours(props: ContoursProps) {
  const drawn = createMemo(() =>
    drawContours(props.samples, props.heights, props.levels, props.box),
  );
  /** Black or white, whichever is seen on the ground of that height. */
  const ink = (i: number): string => {
    const level = props.levels[i];
    const step = stepAt(level === undefined ? 0 : props.heights.part(level.value));
    return palette(props.map).inks[step] ?? "";
  };
  return (
    <g part="contours">
      <Index each={drawn()}>
        {(line, i) => <path class="sa-landscape__contour" d={line().d} stroke={ink(i)} />}
      </Index>
      <Index each={drawn()}>
        {(line) => (
          <Show when={line().label}>
            {(label) => (
              <text class="sa-landscape__height" x={label().x} y={label().y} dy="0.35em">
                {label().text}
              </text>
            )}
          </Show>
        )}
      </Index>
    </g>
  );
}

/** The way is drawn in this many pieces, each stronger than the one before. */
const pieces = 6;

export function TrailLine(props: { trail: Trail; x: Axis; y: Axis }) {
  const places = createMemo(() => {
    const { points } = props.trail;
    return Array.from({ length: points.length / 2 }, (_, i) => [
      round(props.x.toPixel(points[2 * i] as number)),
      round(props.y.toPixel(points[2 * i + 1] as number)),
    ]);
  });
  const paths = () => {
    const all = places();
    return Array.from({ length: pieces }, (_, i) => {
      const from = Math.floor((i * (all.length - 1)) / pieces);
      const to = Math.floor(((i + 1) * (all.length - 1)) / pieces);
      return to > from
        ? `M${all
            .slice(from, to + 1)
            .map((at) => at.join(" "))
            .join("L")}`
        : "";
    });
  };
  const dots = () => (places().length <= 60 ? places() : []);
  return (
    <g part="trail">
      <Index each={paths()}>
        {(d, i) => (
          <>
            <path
              class="sa-landscape__way"
              data-under=""
              d={d()}
              opacity={0.25 + (0.75 * (i + 1)) / pieces}
            />
            <path class="sa-landscape__way" d={d()} opacity={0.25 + (0.75 * (i + 1)) / pieces} />
          </>
        )}
      </Index>
      <Index each={dots()}>
        {(at) => <circle class="sa-landscape__been" cx={at()[0]} cy={at()[1]} r="2" />}
      </Index>
    </g>
  );
}

export interface ArrowProps {
  from: readonly [number, number];
  to: readonly [number, number];
}

/** An arrow in pixels, from the point. */
export function Arrow(props: ArrowProps) {
  const d = () => {
    const [[x, y], [u, v]] = [props.from, props.to];
    const length = Math.hypot(u - x, v - y);
    const [dx, dy] = [(u - x) / length, (v - y) / length];
    const head = Math.min(9, length / 2.2);
    const [bx, by] = [u - dx * head, v - dy * head];
    const [wx, wy] = [-dy * head * 0.55, dx * head * 0.55];
    const at = (a: number, b: number): string => `${round(a)} ${round(b)}`;
    return {
      shaft: `M${at(x, y)}L${at(bx, by)}`,
      head: `M${at(u, v)}L${at(bx + wx, by + wy)}L${at(bx - wx, by - wy)}z`,
    };
  };
  return (
    <g part="arrow" class="sa-landscape__arrow">
      <path data-under="" d={d().shaft + d().head} />
      <path d={d().shaft} />
      <path data-head="" d={d().head} />
    </g>
  );
}
