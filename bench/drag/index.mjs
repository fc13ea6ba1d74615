// Bench: one weight dragged with the mouse, heatmaps of w and w.grad shown, in a real page: what a
// reader sees, from the pointer's event to the frame that shows its consequence.

import { figure } from "../tables.mjs";
import { browserVersion, canRun, launch, openNetwork, servePage } from "./browser.mjs";
import { takeHold } from "./drag.mjs";
import { CATEGORIES, percentile, readTrace } from "./trace.mjs";

const SIZES = [
  { size: "tutorial", label: "5 × 3, the tutorial", goal: true },
  { size: "64", label: "64 × 64", goal: true },
  { size: "256", label: "256 × 256", goal: true },
  { size: "512", label: "512 × 512", goal: false },
];

/** Counters that the browser keeps for a page, in ms and bytes. */
async function counters(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    main: 1000 * of("TaskDuration"),
    script: 1000 * of("ScriptDuration"),
    layout: 1000 * (of("LayoutDuration") + of("RecalcStyleDuration")),
  };
}

/** Drags for `moves`; ms of the main thread per move, and what the trace says. */
async function timeDrag(browser, url, { size, bare, warmUp, moves }) {
  const network = await openNetwork(browser, url, { size, bare });
  const { page, session } = network;
  await session.send("Performance.enable");
  const hand = await takeHold(network);
  await hand.move(warmUp);
  const weight = () => page.evaluate(() => globalThis.weight());
  const start = await weight();
  const before = await counters(session);
  await browser.startTracing(page, { categories: CATEGORIES });
  await hand.move(moves);
  const trace = await browser.stopTracing();
  const after = await counters(session);
  if ((await weight()) === start) throw new Error(`${size}: the drag does not move the weight`);
  await hand.letGo();
  await page.close();
  const per = (name) => (after[name] - before[name]) / moves;
  return {
    ...readTrace(trace),
    main: per("main"),
    script: per("script"),
    layout: per("layout"),
  };
}

/** Bytes of heap that are used once everything that can go has gone. */
async function usedHeap(session) {
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

const total = (node) => node.children.reduce((sum, child) => sum + total(child), node.selfSize);

/** Bytes allocated per move, and how far the heap has grown after `moves` of them. */
async function weighDrag(browser, url, { size, warmUp, moves }) {
  const network = await openNetwork(browser, url, { size, bare: false });
  const { page, session } = network;
  await session.send("HeapProfiler.enable");
  const hand = await takeHold(network);
  await hand.move(warmUp);
  const before = await usedHeap(session);
  await hand.move(moves);
  const grown = (await usedHeap(session)) - before;
  const sampled = Math.ceil(moves / 10);
  await session.send("HeapProfiler.startSampling", {
    samplingInterval: 1024,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await hand.move(sampled);
  const { profile } = await session.send("HeapProfiler.stopSampling");
  await hand.letGo();
  await page.close();
  return { grown, allocated: total(profile.head) / sampled };
}

/** Everything for one size. */
async function measureSize(url, { size, label }, { quick, log }) {
  const [timed, warmUp] = quick ? [120, 60] : [600, 240];
  const real = await launch(true);
  const ours = await timeDrag(real, url, { size, bare: false, warmUp, moves: timed });
  const bare = await timeDrag(real, url, { size, bare: true, warmUp, moves: timed });
  await real.close();
  const fast = await launch(false);
  const weight = await weighDrag(fast, url, {
    size,
    warmUp: quick ? 300 : 2000,
    moves: quick ? 1000 : 10_000,
  });
  await fast.close();
  log(`drag, ${label}: done`);
  return { ...ours, own: ours.main - bare.main, bareMain: bare.main, ...weight };
}

export default {
  name: "drag",
  /**
   * @param {{ quick: boolean, match?: string, log: (text: string) => void }} context
   * @returns {Promise<object | null>} null without a browser
   */
  async run({ quick, match = "", log }) {
    if (!canRun()) return null;
    const server = await servePage();
    const sizes = SIZES.filter(({ label }) => label.includes(match));
    const measured = [];
    for (const each of sizes) {
      measured.push({ ...each, ...(await measureSize(server.url, each, { quick, log })) });
    }
    await server.close();
    const version = await browserVersion();
    const rows = measured.map((row) => [
      row.label,
      figure(percentile(row.latency, 0.5)),
      figure(percentile(row.latency, 0.95)),
      `${row.dropped} of ${row.frames + row.dropped}`,
      figure(row.main),
      figure(row.script),
      figure(row.layout),
      figure(row.own),
      figure(row.allocated / 1024),
      figure(row.grown / 1024),
    ]);
    const wanted = measured.filter(({ goal }) => goal);
    const most = (all, of) => Math.max(...all.map(of));
    const moves = quick ? "1,000" : "10,000";
    return {
      version,
      title: "One weight dragged, on the page",
      description:
        "x[n] · w[n, n] + b, relu, a second layer, mean squared error (5 × 3: the tutorial's network). " +
        "The mouse drags w[0, 0] on its slider, in moves of one frame each; heatmaps of w and w.grad " +
        "and the loss are shown. The components' own cost is the main thread's time less that of a page " +
        "with a bare range input and the same writes and reads. KB: allocated per move, and the heap's " +
        `growth over ${moves} moves, after a full collection, with frames as fast as they come.`,
      tables: [
        {
          header: [
            "ms per move",
            "to the screen, p50",
            "p95",
            "dropped frames",
            "main thread",
            "script",
            "style and layout",
            "components' own",
            "KB allocated",
            "KB grown",
          ],
          rows,
        },
      ],
      goals:
        wanted.length === 0
          ? []
          : [
              {
                text: "no dropped frame up to 256 × 256",
                value: most(wanted, ({ dropped }) => dropped),
                atMost: 0,
              },
              {
                text: "the components' own cost at most 2 ms per frame, at every size",
                value: most(measured, ({ own }) => own),
                atMost: 2,
              },
              {
                text: `no heap growth over ${moves} drags: the worst, in KB (V8's own changes are some 100)`,
                value: most(measured, ({ grown }) => grown) / 1024,
                atMost: 100,
              },
            ],
      method: `${quick ? 120 : 600} moves timed from Chromium's own trace, after a warm-up`,
    };
  },
};
