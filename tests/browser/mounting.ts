// Mounts and unmounts examples of the gallery many times, and counts what is left behind.

import type { CDPSession, Page } from "playwright-core";
import { inject } from "vitest";
import { galleryUrl, settled } from "./gallery";
import type { Opened, OpenOptions } from "./support";

/** What lives in a page after the collector has run. */
export interface Alive {
  nodes: number;
  listeners: number;
  tensors: number;
  heap: number;
}

interface Cycle {
  id: string;
  count: number;
  least: number;
  budget: number;
}

/**
 * Runs in the page: shows `id` and takes it away again, `count` times or until the time is up, but `least`
 * times. Most stay for a moment only; every tenth lives through two frames, so that what waits for a
 * frame, an observer or a worker has begun.
 */
async function cycle({ id, count, least, budget }: Cycle): Promise<number> {
  const turn = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const show = async (only: string) => {
    history.replaceState(null, "", `?${new URLSearchParams({ only })}`);
    dispatchEvent(new PopStateEvent("popstate"));
    // The first code cell waits for its editor and its interpreter to be fetched.
    const until = performance.now() + 30_000;
    while (document.querySelector(`.alone[data-ready="${only}"]`) === null) {
      if (performance.now() > until) throw new Error(`${only} does not start`);
      await turn();
    }
  };
  const started = performance.now();
  let done = 0;
  while (done < count && (done < least || performance.now() - started < budget)) {
    await show(id);
    if (document.querySelector(".alone .stage") === null) throw new Error(`${id} is not there`);
    if (done % 10 === 0) {
      await frame();
      await frame();
    }
    await show("");
    if (document.querySelector(".alone .stage") !== null) throw new Error(`${id} stays`);
    done++;
  }
  // What was asked for in the last moments is over.
  for (let i = 0; i < 5; i++) await frame();
  return done;
}

/** How many objects have the prototype of tensors; the page's own module is asked which that is. */
async function countTensors(session: CDPSession): Promise<number> {
  const group = { objectGroup: "tensors" };
  const { result: prototype } = await session.send("Runtime.evaluate", {
    expression: `import("/src/index.ts").then(({ Tensor }) => Tensor.prototype)`,
    awaitPromise: true,
    ...group,
  });
  const { objects } = await session.send("Runtime.queryObjects", {
    prototypeObjectId: prototype.objectId ?? "",
    ...group,
  });
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration: "function () { return this.length; }",
    returnByValue: true,
  });
  await session.send("Runtime.releaseObjectGroup", group);
  return Number(result.value);
}

/** Counts what is alive. */
export async function alive(session: CDPSession): Promise<Alive> {
  const tensors = await countTensors(session);
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    tensors,
    heap: of("JSHeapUsedSize"),
  };
}

/** The gallery with an empty stage. On the development server: its engine can be asked for by name. */
export async function openEmptyStage(
  open: (options: OpenOptions) => Promise<Opened>,
): Promise<{ page: Page; session: CDPSession }> {
  const { page } = await open({ url: galleryUrl({ only: "" }, inject("devUrl")) });
  await settled(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return { page, session };
}

export interface Leak {
  /** How often it was mounted between the two counts. */
  mounts: number;
  /** What is left of all mounts together. */
  left: Alive;
}

interface Plan {
  count: number;
  /** Milliseconds after which it stops short of `count`, though not of `least`. */
  budget?: number;
  /** @default count */
  least?: number;
}

/** Mounts `id` so many times, and answers what is left of that; `before` is what was alive. */
async function measureLeak(
  page: Page,
  session: CDPSession,
  id: string,
  before: Alive,
  { count, least = count, budget = 0 }: Plan,
): Promise<{ leak: Leak; now: Alive }> {
  const done = await page.evaluate(cycle, { id, count, least, budget });
  const now = await alive(session);
  const left = {
    nodes: now.nodes - before.nodes,
    listeners: now.listeners - before.listeners,
    tensors: now.tensors - before.tensors,
    heap: now.heap - before.heap,
  };
  return { leak: { mounts: done, left }, now };
}

/**
 * What mounting `id` leaves behind, in words; empty if that is nothing. What is found is looked for again,
 * four times in all: something that waits its turn, such as the last answer of a worker or what the
 * collector's own callbacks will let go, is there once or twice; a leak grows with every mount.
 */
export async function findLeak(
  page: Page,
  session: CDPSession,
  id: string,
  { warmUp, heapPerMount, ...plan }: Plan & { warmUp: number; heapPerMount: number },
): Promise<{ mounts: number; fault: string }> {
  // What the first mounts make for all others, such as templates, is no leak.
  await page.evaluate(cycle, { id, count: warmUp, least: warmUp, budget: 0 });
  let before = await alive(session);
  let fault = "";
  let mounts = 0;
  for (let attempt = 0; attempt < 4; attempt++) {
    if (attempt > 0) await page.waitForTimeout(500);
    const { leak, now } = await measureLeak(page, session, id, before, plan);
    mounts = leak.mounts;
    fault = faultOf(id, leak, heapPerMount);
    if (fault === "") break;
    before = now;
  }
  return { mounts, fault };
}

/** What a leak amounts to, in words; empty if nothing stays that grows with the number of mounts. */
export function faultOf(id: string, { mounts, left }: Leak, heapPerMount: number): string {
  const faults = (["nodes", "listeners", "tensors"] as const)
    // One thing kept per mount, or a few kept for good, are told apart by half.
    .filter((what) => left[what] > mounts / 2)
    .map((what) => `${left[what]} ${what}`);
  if (left.heap > mounts * heapPerMount + 500_000) faults.push(`${left.heap} bytes`);
  return faults.length === 0 ? "" : `${id}: ${mounts} mounts leave ${faults.join(", ")}`;
}
