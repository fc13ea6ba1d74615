// The rooms of the gallery, in the order in which one meets the components.

import type { Example } from "./example";
import { backward } from "./examples/backward";
import { descent } from "./examples/descent";
import { graph } from "./examples/graph";
import { heatmap } from "./examples/heatmap";
import { landscape } from "./examples/landscape";
import { plot } from "./examples/plot";
import { slider } from "./examples/slider";
import { text } from "./examples/text";

/** The rooms by name: each is a folder of components/ and a file of examples/. */
export const roomNames = [
  "slider",
  "heatmap",
  "graph",
  "backward",
  "plot",
  "landscape",
  "descent",
  "text",
  "code",
] as const;

export type RoomName = (typeof roomNames)[number];

export interface Room {
  readonly name: RoomName;
  readonly examples: readonly Example[];
}

const here = { slider, heatmap, graph, backward, plot, landscape, descent, text };

/** The examples that came with the page. */
export const roomsAtOnce: readonly Room[] = roomNames.flatMap((name) =>
  name === "code" ? [] : [{ name, examples: here[name] }],
);

/** The code cell brings an editor and an interpreter, as heavy as all else: it comes afterwards. */
export async function loadCode(): Promise<Room> {
  const { code } = await import("./examples/code");
  return { name: "code", examples: code };
}
