// What is taken off the page is gone: nodes, listeners and tensors of every example, mounted 20 times.
// The thousand is in leaks.full.test.ts.

import { expect, inject, test } from "vitest";
import { exampleIds, galleryUrl, settled } from "./gallery";
import { alive, faultOf, findLeak, openEmptyStage } from "./mounting";
import { useBrowser } from "./support";

const open = useBrowser();

test("20 mounts of every example leave nothing behind", { timeout: 600_000 }, async () => {
  const { page: list } = await open({ url: galleryUrl({}, inject("devUrl")) });
  await settled(list);
  const ids = await exampleIds(list);
  const { page, session } = await openEmptyStage(open);
  const faults: string[] = [];
  for (const id of ids) {
    const plan = { warmUp: 2, count: 20, heapPerMount: 20_000 };
    faults.push((await findLeak(page, session, id, plan)).fault);
  }
  expect(faults.filter((fault) => fault !== "")).toEqual([]);
});

test("a node, a listener and a tensor that stay would be noticed", async () => {
  const { page, session } = await openEmptyStage(open);
  const before = await alive(session);
  // As text: what Vite makes of an import in a test is nothing for a page.
  await page.evaluate(`import("/src/index.ts").then(({ tensor }) => {
    window.kept = Array.from({ length: 50 }, (_, i) => {
      const element = document.createElement("p");
      element.addEventListener("click", () => undefined);
      return [element, tensor([i])];
    });
  })`);
  const after = await alive(session);
  const left = {
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
    tensors: after.tensors - before.tensors,
    heap: 0,
  };
  expect(left.tensors).toBeGreaterThanOrEqual(50);
  const fault = faultOf("kept", { mounts: 50, left }, 0);
  expect(fault).toMatch(/nodes/);
  expect(fault).toMatch(/listeners/);
  expect(fault).toMatch(/tensors/);
  expect(faultOf("kept", { mounts: 50, left: { ...left, heap: 2_000_000 } }, 0)).toMatch(/bytes/);
});
