// The worker that lays out large graphs: one for all views of a page, begun when first asked, ended with
// the last view. Where there can be none (a file:// page, a strict policy, jsdom) asking fails.

import { onCleanup } from "solid-js";
import type { Placed, Plan } from "./layout";
import type { LayoutAnswer, LayoutQuestion } from "./layoutWorker";

type Settle = { resolve(placed: Placed | null): void; reject(reason: unknown): void };

let worker: Worker | null = null;
/** Once a worker could not be had, nobody tries again. */
let refused = false;
let views = 0;
let questions = 0;
const waiting = new Map<number, Settle>();

/** Keeps the worker for as long as the view that calls this lives. */
export function holdWorker(): void {
  views++;
  onCleanup(() => {
    views--;
    if (views === 0) end();
  });
}

function end(): void {
  worker?.terminate();
  worker = null;
  for (const { reject } of waiting.values()) reject(new Error("The layout worker has ended."));
  waiting.clear();
}

function refuse(): void {
  refused = true;
  end();
}

function start(): Worker | null {
  if (refused || typeof Worker === "undefined") return null;
  try {
    const made = new Worker(new URL("./layoutWorker.ts", import.meta.url), { type: "module" });
    made.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
      waiting.get(data.id)?.resolve(data.placed);
      waiting.delete(data.id);
    };
    made.onerror = (event) => {
      event.preventDefault();
      refuse();
    };
    made.onmessageerror = refuse;
    return made;
  } catch {
    refused = true;
    return null;
  }
}

/** Lays out `plan` elsewhere. Resolves to null if the layout itself fails; rejects where there is no worker. */
export function askWorker(plan: Plan): Promise<Placed | null> {
  return new Promise((resolve, reject) => {
    worker ??= start();
    if (worker === null) {
      reject(new Error("No worker can be had here."));
      return;
    }
    const id = ++questions;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, plan } satisfies LayoutQuestion);
  });
}
