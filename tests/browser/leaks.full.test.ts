// A thousand mounts of every example. With CI's few minutes, as many as two seconds hold, but 100 at
// least; how many a heavy one got is printed.

import { expect, inject, test } from "vitest";
import { exampleIds, galleryUrl, settled } from "./gallery";
import { findLeak, openEmptyStage } from "./mounting";
import { useBrowser } from "./support";

const open = useBrowser();
const [least, budget] = process.env.FULL === "extra" ? [100, 2000] : [1000, 0];
const rooms = [
  "slider",
  "heatmap",
  "graph",
  "backward",
  "plot",
  "landscape",
  "descent",
  "text",
  "code",
];

test.each(rooms)(
  "%s: a thousand mounts leave nothing behind",
  { timeout: 600_000 },
  async (room) => {
    const { page: list } = await open({ url: galleryUrl({}, inject("devUrl")) });
    await settled(list);
    const ids = (await exampleIds(list)).filter((id) => id.startsWith(`${room}-`));
    const { page, session } = await openEmptyStage(open);
    const faults: string[] = [];
    for (const id of ids) {
      const plan = { warmUp: 20, count: 1000, least, budget, heapPerMount: 1500 };
      const { mounts, fault } = await findLeak(page, session, id, plan);
      if (mounts < 1000) console.info(`${id}: mounted ${mounts} times`);
      faults.push(fault);
    }
    expect(faults.filter((fault) => fault !== "")).toEqual([]);
  },
);
