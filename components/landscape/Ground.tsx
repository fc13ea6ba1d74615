// The ground of a landscape: heights as colours. One pixel per sample, smoothed by the browser; where the
// loss is not finite there is no colour, and the hatching behind shows.

import { createEffect } from "solid-js";
import { lastStep, palette, type SequentialMap } from "../colours";
import { createScheme } from "../heatmap/scheme";
import type { Heights } from "./levels";
import type { Samples } from "./refine";

export interface GroundProps {
  samples: Samples | null;
  heights: Heights | null;
  map: SequentialMap;
}

/** The step of the map: what is low stands out from the page, what is high fades into it. */
export const stepAt = (part: number): number => Math.round((1 - part) * lastStep);

export function Ground(props: GroundProps) {
  let canvas: HTMLCanvasElement | undefined;
  const scheme = createScheme(() => canvas);
  createEffect(() => {
    const { samples, heights } = props;
    const context = canvas?.getContext?.("2d");
    if (canvas === undefined || context === null || context === undefined) return;
    if (samples === null || heights === null) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      return;
    }
    const { side, values } = samples;
    if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
    const image = context.createImageData(side, side);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = palette(props.map).words[scheme()];
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (Number.isFinite(value)) pixels[i] = colours[stepAt(heights.part(value))] as number;
    }
    context.putImageData(image, 0, 0);
    canvas.style.setProperty("--_side", String(side));
  });
  return <canvas class="sa-landscape__ground" part="ground" aria-hidden="true" ref={canvas} />;
}
