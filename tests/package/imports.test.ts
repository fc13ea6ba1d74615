// The import rules of the house: the checker that holds them, and the house itself.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { checkImports } from "../../scripts/check-imports.mjs";

let folder = "";

/** A project with one file in it. */
function projectWith(file: string, text: string): string {
  folder = mkdtempSync(join(tmpdir(), "imports-"));
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return folder;
}

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the import checker", () => {
  test.each([
    ["src/kernels/add.ts", 'import { Node } from "../graph";', "src/kernels is below src/graph"],
    ["src/graph.ts", 'export * from "./ops/add";', "src/graph is below src/ops"],
    ["src/ops/add.ts", 'import { nn } from "../index";', "src/ops is below src/index"],
    [
      "src/tensor.ts",
      'import type { Op } from "./definition";',
      "src/tensor is below src/definition",
    ],
    ["src/graph.ts", 'const m = await import("./autograd/backward");', "below src/autograd"],
    ["src/graph.ts", 'import { createSignal } from "solid-js";', "only src/reactive imports solid"],
    ["src/reactive/a.ts", 'import * as d3 from "d3-array";', "no package but solid-js"],
    ["src/ops/a.ts", 'import { Heatmap } from "../../components";', "nothing outside src"],
    [
      "src/python/run.ts",
      'import { add } from "../ops/add";',
      "src/python imports src/index and src/bridge only",
    ],
    ["src/surprise.ts", 'import "./graph";', "src/surprise has no layer"],
    ["components/A.tsx", 'import { add } from "../src/ops/add";', "through src/index only"],
    ["page/main.tsx", 'import { Node } from "../src/graph";', "through src/index only"],
  ])("rejects, in %s, %s", (file, text, message) => {
    const breaches = checkImports(projectWith(file, text));
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(file);
    expect(breaches[0]).toContain(message);
  });

  test.each([
    ["src/ops/add.ts", 'import { add } from "../kernels/add";'],
    ["src/reactive/a.ts", 'import { createSignal } from "solid-js";'],
    ["src/python/run.ts", 'import { add } from "../index";'],
    ["components/A.tsx", 'import { add } from "../src";\nimport { For } from "solid-js";'],
    ["page/main.tsx", 'import { add } from "../src/index";\nimport { A } from "../components";'],
  ])("accepts, in %s, %s", (file, text) => {
    expect(checkImports(projectWith(file, text))).toEqual([]);
  });
});

test("every arrow of this project points one way", () => {
  expect(checkImports()).toEqual([]);
});
